import { type Localized, type Message, say } from "../model/message.ts";
import type { Municipality } from "../model/municipality.ts";
import { adviceOn, hasLongSentences } from "../plain-language/advice.ts";

/** Remarks for whoever writes for residents. They advise and stop nobody. */

/** Remarks on one text (our limit): more is not read. */
const MOST = 5;

/**
 * @param text what residents would read: by language, or as it was typed, which is taken for the town's own language
 */
export function remarksOn(
  text: Localized | string,
  { languages }: Pick<Municipality, "languages"> = { languages: [] },
): readonly Message[] {
  const [own = "nl"] = languages;
  const all = Object.entries(typeof text === "string" ? { [own]: text } : text).flatMap(
    ([language, one]): Message[] => {
      const advice = adviceOn(one, language);
      return [
        ...(hasLongSentences(advice, language)
          ? [say("officials:advice.long", { count: Math.round(advice.average) })]
          : []),
        ...advice.jargon.map(({ word, instead }) =>
          say("officials:advice.jargon", { official: word, plain: instead }),
        ),
      ];
    },
  );
  return all.slice(0, MOST);
}
