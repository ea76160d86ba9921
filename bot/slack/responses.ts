import type { ModalView, PlainTextOption } from "@slack/types";
import type { Form } from "../core/model/card.ts";
import { type Language, type Message, say } from "../core/model/message.ts";
import { codesIn } from "../core/understanding/emoji-codes.ts";
import type { Words } from "../text/words.ts";
import { withEmoji } from "./emoji.ts";
import { limits, withinLimits } from "./limits.ts";
import { formErrors, modalView, option } from "./modal.ts";
import { plain } from "./mrkdwn.ts";

/** The response body for a submitted form. Slack shows an error when it takes longer than 3 seconds. */
export type SubmissionResponse =
  | { readonly response_action: "clear" }
  | { readonly response_action: "update"; readonly view: ModalView }
  | { readonly response_action: "errors"; readonly errors: Readonly<Record<string, string>> };

/**
 * Builds the response to a submitted form: close it, change it into `form` (or keep it, with that form's errors at its
 * fields), or show errors at the named fields.
 */
export function submissionResponse(
  answer: "clear" | { readonly form: Form } | { readonly errors: Readonly<Record<string, Message>> },
  words: Words,
  language: Language,
): SubmissionResponse {
  if (answer === "clear") return { response_action: "clear" };
  if ("errors" in answer) {
    const errors = Object.entries(answer.errors).map(([field, message]) => [
      field,
      plain(words, message, language),
    ]);
    return { response_action: "errors", errors: Object.fromEntries(errors) };
  }
  const errors = formErrors(answer.form, words, language);
  if (errors) return { response_action: "errors", errors };
  return { response_action: "update", view: modalView(namingCodes(answer.form, words), words, language) };
}

/**
 * Adds a warning for emoji codes left in the preview. A custom emoji of the workspace has a name but no character:
 * residents would read the letters. The official is told before sending, and decides, because text between two colons
 * can be intended.
 */
function namingCodes(form: Form, words: Words): Form {
  if (!form.preview) return form;
  const { also = [], advice = [] } = form.preview;
  const read = [form.preview, ...also].flatMap(({ screen, language }) =>
    screen.lines.map((line) => words.render(line, language)),
  );
  const codes = codesIn(withEmoji(read.join("\n")));
  if (codes.length === 0) return form;
  const first = say("officials:preview.codes", { codes: { list: codes } });
  return { ...form, preview: { ...form.preview, advice: [first, ...advice] } };
}

/** The response body for text typed in a search field. Slack shows at most 100 options. */
export function suggestionResponse(
  options: readonly { readonly value: string; readonly label: Message }[],
  words: Words,
  language: Language,
): { options: PlainTextOption[] } {
  const shown = options
    .slice(0, limits.suggestions)
    .map((one) => option(one, (message) => plain(words, message, language)));
  return withinLimits("suggestions", { options: shown });
}
