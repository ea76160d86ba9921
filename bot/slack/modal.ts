import type { InputBlock, InputBlockElement, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { isDay } from "../core/calendar/time.ts";
import type { Field, Form } from "../core/model/card.ts";
import { upTo } from "../core/model/characters.ts";
import { type Language, type Message, say } from "../core/model/message.ts";
import type { Words } from "../text/words.ts";
import { context, header, plainText, section } from "./blocks.ts";
import { limits, withinLimits } from "./limits.ts";
import { cut, plain, split } from "./mrkdwn.ts";

type Show = (message: Message) => string;

/** Characters per section: our limit, which leaves room under Slack's 3,000. */
const PIECE = 2800;

/**
 * Renders a form as a Slack modal. A field's block carries the field's name and never changes, so that Slack keeps what
 * was typed when the form returns with a preview.
 */
export function modalView(form: Form, words: Words, language: Language): ModalView {
  const shown: Show = (message) => plain(words, message, language);
  const intro = (form.intro ?? []).flatMap((line) => split(shown(line), PIECE).map(section));
  const blocks: KnownBlock[] = [
    ...intro,
    ...answerable(form.fields).map((field) => input(field, shown)),
    ...preview(form, words, language),
  ];
  return withinLimits("modal", {
    type: "modal",
    callback_id: cut(`${form.id.instrument}:${form.id.form}`, 255),
    private_metadata: JSON.stringify(form.id),
    title: plainText(cut(shown(form.title), limits.viewTitle)),
    submit: plainText(cut(shown(form.submit), limits.viewTitle)),
    close: plainText(cut(shown(form.cancel ?? { key: "officials:cancel" }), limits.viewTitle)),
    // Slack requires at least one block.
    blocks: blocks.length > 0 ? blocks : [context(shown(form.title))],
  });
}

/**
 * The errors by field, for Slack to show at those fields; undefined when there are none. Slack accepts errors only for
 * existing fields, so an error that belongs to none is shown at the first.
 */
export function formErrors(
  form: Pick<Form, "errors" | "fields">,
  words: Words,
  language: Language,
): Record<string, string> | undefined {
  const fields = answerable(form.fields);
  const names = new Set(fields.map((field) => field.name));
  const errors: Record<string, string> = {};
  for (const [name, message] of Object.entries(form.errors ?? {})) {
    const at = names.has(name) ? name : fields[0]?.name;
    if (at === undefined) continue;
    const text = plain(words, message, language);
    errors[at] = errors[at] === undefined ? text : `${errors[at]}\n${text}`;
  }
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** Leaves out menus without options: Slack rejects them, and there is nothing to answer in them. */
function answerable(fields: readonly Field[]): Field[] {
  return fields.filter((field) => !("options" in field) || field.options.length > 0);
}

function input(field: Field, shown: Show): InputBlock {
  return {
    type: "input",
    block_id: field.name,
    label: plainText(cut(shown(field.label), limits.label)),
    ...(field.hint ? { hint: plainText(cut(shown(field.hint), limits.label)) } : {}),
    optional: field.optional ?? false,
    element: element(field, shown),
  };
}

function element(field: Field, shown: Show): InputBlockElement {
  // Slack identifies a field by block and action together; the action is the kind, because the state differs in shape
  // per kind.
  const action_id = field.kind;
  switch (field.kind) {
    case "text": {
      const max = Math.min(field.max ?? limits.input, limits.input);
      const value = field.value === undefined ? undefined : upTo(field.value, max);
      return {
        type: "plain_text_input",
        action_id,
        multiline: field.long ?? false,
        max_length: max,
        ...(value ? { initial_value: value } : {}),
      };
    }
    case "day":
      // An invalid day cannot be shown; Slack would reject the whole form for it.
      return {
        type: "datepicker",
        action_id,
        ...(field.value && isDay(field.value) ? { initial_date: field.value } : {}),
      };
    case "choice": {
      const options = field.options.map((one) => option(one, shown));
      const chosen = options.find((one) => one.value === field.value);
      return { type: "static_select", action_id, options, ...(chosen ? { initial_option: chosen } : {}) };
    }
    case "choices": {
      const options = field.options.map((one) => option(one, shown));
      const chosen = options.filter((one) => one.value !== undefined && field.value?.includes(one.value));
      const initial = chosen.length > 0 ? { initial_options: chosen } : {};
      // Checkboxes show everything at once, but Slack allows only ten.
      return options.length <= limits.checkboxes
        ? { type: "checkboxes", action_id, options, ...initial }
        : { type: "multi_static_select", action_id, options, ...initial };
    }
    case "search":
      return { type: "external_select", action_id, min_query_length: 2 };
    case "member":
      return { type: "users_select", action_id, ...(field.value ? { initial_user: field.value } : {}) };
    case "members":
      return {
        type: "multi_users_select",
        action_id,
        ...(field.value?.length ? { initial_users: [...field.value] } : {}),
      };
  }
}

/** One option of a menu or of search results. */
export function option(
  one: { readonly value: string; readonly label: Message },
  shown: Show,
): PlainTextOption {
  return { text: plainText(cut(shown(one.label), limits.optionText)), value: one.value };
}

/**
 * A preview of exactly what the resident will read, in her language, between two dividers, followed by points to
 * consider before sending.
 */
function preview(form: Form, words: Words, language: Language): KnownBlock[] {
  if (!form.preview) return [];
  const { also = [], advice } = form.preview;
  const shown: Show = (message) => plain(words, message, language);
  const blocks = [form.preview, ...also].flatMap((one) => asRead(one, words, language));
  for (const line of advice ?? []) blocks.push(...split(shown(line), PIECE).map(section));
  return blocks;
}

function asRead(
  { screen, language: reads }: Pick<NonNullable<Form["preview"]>, "screen" | "language">,
  words: Words,
  language: Language,
): KnownBlock[] {
  const shown: Show = (message) => plain(words, message, language);
  const read: Show = (message) => words.render(message, reads);
  const name = new Intl.DisplayNames([language], { type: "language" }).of(reads) ?? reads;
  const blocks: KnownBlock[] = [
    { type: "divider" },
    header(shown(say("officials:preview.heading", { language: name }))),
  ];
  blocks.push(...split(screen.lines.map(read).join("\n\n"), PIECE).map(section));
  const place = screen.asksPlace ? [screen.asksPlace.share, screen.asksPlace.skip] : [];
  const labels = [...(screen.choices ?? []).flat().map((choice) => choice.label), ...place].map(read);
  const notes = labels.map((label) => shown(say("officials:preview.button", { label })));
  if (screen.media?.length) notes.push(shown(say("officials:preview.media", { count: screen.media.length })));
  if (notes.length > 0) blocks.push(context(notes.join("\n")));
  blocks.push({ type: "divider" });
  return blocks;
}
