/**
 * Block Kit's sizes, as Slack enforces them. Gives every mistake in Slack's own words:
 * `[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
 * Sources: docs.slack.dev/reference/block-kit, /reference/views.
 */
import { asRecord, asText } from "./request-body.ts";

type Fields = Record<string, unknown>;
type Complain = (what: string, pointer: string) => void;

const BLOCKS_IN: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
const BLOCK_TYPES = new Set([
  "section", "header", "divider", "image", "actions", "context", "input", "rich_text", "video", "file", "markdown", "call", "table",
]);
const SELECTS = /^(multi_)?(static|external|users|conversations|channels)_select$/;
const ELEMENTS =
  /^((multi_)?(static|external|users|conversations|channels)_select|button|overflow|datepicker|timepicker|datetimepicker|plain_text_input|email_text_input|url_text_input|number_input|checkboxes|radio_buttons|image|workflow_button|file_input|rich_text_input|icon_button|feedback_buttons)$/;

export type Surface = "message" | "modal" | "home";

/** @param knownFile whether a Slack file id exists */
export function checkBlocks(value: unknown, surface: Surface, knownFile: (id: string) => boolean, root = ""): string[] {
  const errors: string[] = [];
  const complain: Complain = (what, pointer) => errors.push(`[ERROR] ${what} [json-pointer:${root}${pointer}]`);
  if (!Array.isArray(value)) return [`[ERROR] must be an array [json-pointer:${root}/blocks]`];
  if (value.length > BLOCKS_IN[surface]) complain(`no more than ${BLOCKS_IN[surface]} items allowed`, "/blocks");
  const ids = new Set<string>();
  const actions = new Set<string>();
  value.forEach((one: unknown, index) => {
    const block = asRecord(one);
    const at = `/blocks/${index}`;
    const type = asText(block.type);
    if (type === undefined || !BLOCK_TYPES.has(type)) return complain(`unsupported type: ${type ?? ""}`, `${at}/type`);
    const id = asText(block.block_id);
    if (id !== undefined) {
      limit(id, 255, `${at}/block_id`, complain);
      if (ids.has(id)) complain(`block_id already exists: ${id}`, `${at}/block_id`);
      ids.add(id);
    }
    checkBlock(block, type, at, complain, knownFile);
    for (const [element, pointer] of elementsOf(block, at)) {
      checkElement(element, pointer, complain, knownFile);
      const action = asText(element.action_id);
      if (action !== undefined && id === undefined) {
        if (actions.has(action)) complain(`action_id \`${action}\` already exists`, `${pointer}/action_id`);
        actions.add(action);
      }
    }
    checkOwnActions(block, at, complain);
  });
  return errors;
}

/** Checks a modal or a home with everything in it. */
export function checkView(value: unknown, knownFile: (id: string) => boolean): string[] {
  const view = asRecord(value);
  const errors: string[] = [];
  const complain: Complain = (what, pointer) => errors.push(`[ERROR] ${what} [json-pointer:/view${pointer}]`);
  if (view.type !== "modal" && view.type !== "home") return ["[ERROR] must be a valid view type [json-pointer:/view/type]"];
  const modal = view.type === "modal";
  if (modal && view.title === undefined) complain("missing required field: title", "");
  for (const field of ["title", "submit", "close"]) {
    if (view[field] === undefined || view[field] === null) continue;
    if (modal) plain(view[field], 24, `/${field}`, complain);
    else complain(`additional property not allowed: ${field}`, "");
  }
  limit(asText(view.private_metadata) ?? "", 3000, "/private_metadata", complain);
  limit(asText(view.callback_id) ?? "", 255, "/callback_id", complain);
  limit(asText(view.external_id) ?? "", 255, "/external_id", complain);
  const blocks = Array.isArray(view.blocks) ? view.blocks.map(asRecord) : [];
  if (modal && !view.submit && blocks.some((block) => block.type === "input")) {
    complain("must define `submit` to use an `input` block in modals", "");
  }
  if (Buffer.byteLength(JSON.stringify(view), "utf8") > 250_000) complain("view is larger than 250 kB", "");
  return [...errors, ...checkBlocks(view.blocks, modal ? "modal" : "home", knownFile, "/view")];
}

function checkBlock(block: Fields, type: string, at: string, complain: Complain, knownFile: (id: string) => boolean): void {
  switch (type) {
    case "section": {
      const fields = block.fields;
      if (block.text === undefined && !Array.isArray(fields)) complain("missing required field: text", at);
      if (block.text !== undefined) textObject(block.text, 3000, `${at}/text`, complain);
      if (Array.isArray(fields)) {
        count(fields, 1, 10, `${at}/fields`, complain);
        fields.forEach((field, index) => textObject(field, 2000, `${at}/fields/${index}`, complain));
      }
      return;
    }
    case "header":
      return plain(block.text, 150, `${at}/text`, complain);
    case "image":
      return checkImage(block, at, complain, knownFile);
    case "actions":
      return count(block.elements, 1, 25, `${at}/elements`, complain);
    case "context": {
      count(block.elements, 1, 10, `${at}/elements`, complain);
      if (!Array.isArray(block.elements)) return;
      block.elements.forEach((one: unknown, index) => {
        const element = asRecord(one);
        const pointer = `${at}/elements/${index}`;
        if (element.type === "image") checkImage(element, pointer, complain, knownFile);
        else textObject(element, 3000, pointer, complain);
      });
      return;
    }
    case "input":
      plain(block.label, 2000, `${at}/label`, complain);
      if (block.hint !== undefined) plain(block.hint, 2000, `${at}/hint`, complain);
      if (block.element === undefined) complain("missing required field: element", at);
      return;
    case "markdown":
      return limit(asText(block.text) ?? "", 12_000, `${at}/text`, complain);
  }
}

function checkImage(image: Fields, at: string, complain: Complain, knownFile: (id: string) => boolean): void {
  const alt = asText(image.alt_text);
  if (alt === undefined) complain("missing required field: alt_text", at);
  limit(alt ?? "", 2000, `${at}/alt_text`, complain);
  if (image.title !== undefined) plain(image.title, 2000, `${at}/title`, complain);
  const url = asText(image.image_url);
  if (url !== undefined) return limit(url, 3000, `${at}/image_url`, complain);
  if (image.slack_file === undefined) return complain("missing required field: image_url", at);
  const file = asRecord(image.slack_file);
  const id = asText(file.id) ?? /\/(F[A-Z0-9]+)/.exec(asText(file.url) ?? "")?.[1];
  if (id === undefined || !knownFile(id)) complain("invalid slack file", `${at}/slack_file`);
}

function elementsOf(block: Fields, at: string): [Fields, string][] {
  const found: [Fields, string][] = [];
  if (block.type === "section" && block.accessory !== undefined) found.push([asRecord(block.accessory), `${at}/accessory`]);
  if (block.type === "input" && block.element !== undefined) found.push([asRecord(block.element), `${at}/element`]);
  if (block.type === "actions" && Array.isArray(block.elements)) {
    block.elements.forEach((element: unknown, index) => found.push([asRecord(element), `${at}/elements/${index}`]));
  }
  return found;
}

/** Within one block no two elements carry the same action id. */
function checkOwnActions(block: Fields, at: string, complain: Complain): void {
  if (asText(block.block_id) === undefined) return;
  const seen = new Set<string>();
  for (const [element] of elementsOf(block, at)) {
    const action = asText(element.action_id);
    if (action === undefined) continue;
    if (seen.has(action)) complain(`action_id \`${action}\` already exists`, at);
    seen.add(action);
  }
}

function checkElement(element: Fields, at: string, complain: Complain, knownFile: (id: string) => boolean): void {
  const type = asText(element.type) ?? "";
  if (!ELEMENTS.test(type)) return complain(`unsupported type: ${type}`, `${at}/type`);
  limit(asText(element.action_id) ?? "", 255, `${at}/action_id`, complain);
  if (element.placeholder !== undefined) plain(element.placeholder, 150, `${at}/placeholder`, complain);
  if (element.confirm !== undefined) {
    const confirm = asRecord(element.confirm);
    plain(confirm.title, 100, `${at}/confirm/title`, complain);
    textObject(confirm.text, 300, `${at}/confirm/text`, complain);
    plain(confirm.confirm, 30, `${at}/confirm/confirm`, complain);
    plain(confirm.deny, 30, `${at}/confirm/deny`, complain);
  }
  if (type === "image") return checkImage(element, at, complain, knownFile);
  if (type === "button") {
    plain(element.text, 75, `${at}/text`, complain);
    limit(asText(element.value) ?? "", 2000, `${at}/value`, complain);
    limit(asText(element.url) ?? "", 3000, `${at}/url`, complain);
    limit(asText(element.accessibility_label) ?? "", 75, `${at}/accessibility_label`, complain);
    if (element.style !== undefined && !["primary", "danger"].includes(asText(element.style) ?? "")) complain("must be a valid enum value", `${at}/style`);
  }
  if (type === "plain_text_input" && typeof element.max_length === "number" && element.max_length > 3000) {
    complain("must be less than or equal to 3000", `${at}/max_length`);
  }
  if (type === "plain_text_input" && typeof element.initial_value === "string") {
    limit(element.initial_value, typeof element.max_length === "number" ? element.max_length : 3000, `${at}/initial_value`, complain);
  }
  const most = SELECTS.test(type) ? 100 : type === "overflow" ? 5 : 10;
  const needsOptions = /^(multi_)?static_select$|^(overflow|checkboxes|radio_buttons)$/.test(type);
  if (needsOptions && element.options === undefined && element.option_groups === undefined) {
    complain("missing required field: options", at);
  }
  if (element.options !== undefined) checkOptions(element.options, most, `${at}/options`, complain);
  if (Array.isArray(element.option_groups)) {
    count(element.option_groups, 1, 100, `${at}/option_groups`, complain);
    element.option_groups.forEach((one: unknown, index) => {
      const group = asRecord(one);
      plain(group.label, 75, `${at}/option_groups/${index}/label`, complain);
      checkOptions(group.options, 100, `${at}/option_groups/${index}/options`, complain);
    });
  }
  checkInitial(element, at, complain);
}

function checkOptions(value: unknown, most: number, at: string, complain: Complain): void {
  count(value, 1, most, at, complain);
  if (!Array.isArray(value)) return;
  const seen = new Set<string>();
  value.forEach((one: unknown, index) => {
    const option = asRecord(one);
    textObject(option.text, 75, `${at}/${index}/text`, complain);
    if (option.description !== undefined) textObject(option.description, 75, `${at}/${index}/description`, complain);
    const key = asText(option.value);
    if (key === undefined) complain("missing required field: value", `${at}/${index}`);
    limit(key ?? "", 150, `${at}/${index}/value`, complain);
    if (key !== undefined && seen.has(key)) complain(`duplicate value: ${key}`, `${at}/${index}/value`);
    seen.add(key ?? "");
  });
}

/** What is chosen from the start has to be among the options, word for word. */
function checkInitial(element: Fields, at: string, complain: Complain): void {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.map((group) => asRecord(group).options) : [];
  const lists = [element.options, ...groups].filter(Array.isArray).flat();
  if (lists.length === 0) return;
  const known = new Set(lists.map((option) => asText(asRecord(option).value)));
  const initial = [element.initial_option, ...(Array.isArray(element.initial_options) ? element.initial_options : [])];
  for (const option of initial) {
    if (option !== undefined && !known.has(asText(asRecord(option).value))) {
      complain("could not match any initial option with the options", at);
    }
  }
}

function textObject(value: unknown, most: number, at: string, complain: Complain): void {
  const object = asRecord(value);
  if (value === undefined) return complain("missing required field: text", at.replace(/\/[^/]*$/, ""));
  if (object.type !== "plain_text" && object.type !== "mrkdwn") return complain("must provide a string", `${at}/type`);
  const text = asText(object.text);
  if (text === undefined || text === "") return complain("must be more than 0 characters", `${at}/text`);
  limit(text, most, `${at}/text`, complain);
}

/** A text object that may carry no markup. */
export function plain(value: unknown, most: number, at: string, complain: Complain): void {
  const object = asRecord(value);
  if (value !== undefined && object.type !== "plain_text") return complain("must be a plain_text object", `${at}/type`);
  textObject(value, most, at, complain);
}

function limit(text: string, most: number, at: string, complain: Complain): void {
  if (text.length > most) complain(`must be less than ${most + 1} characters`, at);
}

function count(value: unknown, least: number, most: number, at: string, complain: Complain): void {
  if (!Array.isArray(value)) return complain("must be an array", at);
  if (value.length < least) complain(`must have at least ${least} items`, at);
  if (value.length > most) complain(`no more than ${most} items allowed`, at);
}
