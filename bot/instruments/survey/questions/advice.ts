import { plain } from "../../../core/disclosure/disclosure.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import { adviceOn, hasLongSentences } from "../../../core/plain-language/advice.ts";
import type { Definition } from "./definition.ts";

/** Suggests plainer wording to the reviewing colleague. It is advice only and blocks nothing. */
export function plainness(
  { questions }: Definition,
  { languages }: Pick<Municipality, "languages">,
): Message[] {
  return languages.flatMap((language): Message[] => {
    const texts = questions.flatMap((question) =>
      [question.ask, question.staff ?? {}, ...(question.options ?? []).map((one) => one.label)].flatMap(
        (text) => text[language] ?? [],
      ),
    );
    // Each text is a separate sentence, whatever its punctuation.
    const advice = adviceOn(texts.join("\n"), language);
    const name = say(`common:language.${language}`);
    return [
      ...(hasLongSentences(advice, language)
        ? [say("officials:survey.advice.sentences", { language: name, average: plain(advice.average) })]
        : []),
      ...advice.jargon.map(({ word, instead }) => say("officials:survey.advice.jargon", { word, instead })),
      ...(advice.long.length > 0
        ? [say("officials:survey.advice.long", { words: { list: advice.long } })]
        : []),
    ];
  });
}
