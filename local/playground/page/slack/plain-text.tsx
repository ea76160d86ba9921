import type { PlainTextElement } from "@slack/types";

/** A `plain_text` object: shown as it was typed, with its line breaks and nothing else, as Slack does. */
export function PlainText({ text, small }: { text: PlainTextElement["text"]; small?: boolean }) {
  return (
    <p className={small ? "kit-plain is-small" : "kit-plain"} dir="auto">
      {text}
    </p>
  );
}
