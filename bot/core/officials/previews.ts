import type { Form } from "../model/card.ts";
import type { Language } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import type { Context } from "../turn.ts";

/** What residents will read, as a form shows it: in the first language of the town, and in each of the others. */
export function inEveryLanguage(
  screenIn: (language: Language) => Screen,
  { languages }: Pick<Context["town"], "languages">,
): NonNullable<Form["preview"]> {
  const [language = "nl", ...others] = languages;
  return {
    screen: screenIn(language),
    language,
    also: others.map((other) => ({ screen: screenIn(other), language: other })),
  };
}
