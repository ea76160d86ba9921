import type { ModalView, PlainTextOption } from "@slack/types";
import type { Form } from "../core/model/card.ts";
import { type Language, type Message, say } from "../core/model/message.ts";
import { codesIn } from "../core/understanding/emoji-codes.ts";
import type { Words } from "../text/words.ts";
import { withEmoji } from "./emoji.ts";
import { limits, withinLimits } from "./limits.ts";
import { formErrors, modalView, option } from "./modal.ts";
import { plain } from "./mrkdwn.ts";

/** The body that answers a form that was handed in. Slack shows an error when it takes longer than 3 seconds. */
export type SubmissionResponse =
  | { readonly response_action: "clear" }
  | { readonly response_action: "update"; readonly view: ModalView }
  | { readonly response_action: "errors"; readonly errors: Readonly<Record<string, string>> };

/**
 * What happens to the form: it closes, it changes into `form` (or shows that form's errors at its fields
 * and stays), or it says what is wrong at the fields named.
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
 * An emoji of the workspace's own has a name and no sign: residents would read the letters. The official reads so before
 * the words are sent, and decides: what stands between two colons can be meant so.
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

/** The body that answers letters typed in a search field; Slack shows at most 100 lines. */
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
