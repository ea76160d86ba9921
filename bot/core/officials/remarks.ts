import { type Localized, type Message, say } from "../model/message.ts";
import { adviceOn, hasLongSentences } from "../plain-language/advice.ts";

/** Remarks for whoever writes for residents. They advise and stop nobody. */

/** Remarks on one text (our limit): more is not read. */
const MOST = 5;

/** @param text what residents would read, by language */
export function remarksOn(text: Localized): readonly Message[] {
  const all = Object.entries(text).flatMap(([language, one]): Message[] => {
    const advice = adviceOn(one, language);
    return [
      ...(hasLongSentences(advice, language)
        ? [say("officials:advice.long", { count: Math.round(advice.average) })]
        : []),
      ...advice.jargon.map(({ word, instead }) =>
        say("officials:advice.jargon", { official: word, plain: instead }),
      ),
    ];
  });
  return all.slice(0, MOST);
}
