/** The parts of blocks, checked as Slack checks them: elements, options, pictures and texts. */
import { asRecord, asText } from "./request-body.ts";

export type Fields = Record<string, unknown>;
/** Records a mistake and where it is, as a JSON pointer. */
export type Complain = (what: string, pointer: string) => void;

const SELECTS = /^(multi_)?(static|external|users|conversations|channels)_select$/;
const ELEMENTS =
  /^((multi_)?(static|external|users|conversations|channels)_select|button|overflow|datepicker|timepicker|datetimepicker|plain_text_input|email_text_input|url_text_input|number_input|checkboxes|radio_buttons|image|workflow_button|file_input|rich_text_input|icon_button|feedback_buttons)$/;

export function checkImage(
  image: Fields,
  at: string,
  complain: Complain,
  knownFile: (id: string) => boolean,
): void {
  const alt = asText(image.alt_text);
  if (alt === undefined) complain("missing required field: alt_text", at);
  limit(alt ?? "", 2000, `${at}/alt_text`, complain);
  if (image.title !== undefined) plain(image.title, 2000, `${at}/title`, complain);
  const url = asText(image.image_url);
  if (url !== undefined) {
    limit(url, 3000, `${at}/image_url`, complain);
    return;
  }
  if (image.slack_file === undefined) {
    complain("missing required field: image_url", at);
    return;
  }
  const file = asRecord(image.slack_file);
  const id = asText(file.id) ?? /\/(F[A-Z0-9]+)/.exec(asText(file.url) ?? "")?.[1];
  if (id === undefined || !knownFile(id)) complain("invalid slack file", `${at}/slack_file`);
}

export function checkElement(
  element: Fields,
  at: string,
  complain: Complain,
  knownFile: (id: string) => boolean,
): void {
  const type = asText(element.type) ?? "";
  if (!ELEMENTS.test(type)) {
    complain(`unsupported type: ${type}`, `${at}/type`);
    return;
  }
  limit(asText(element.action_id) ?? "", 255, `${at}/action_id`, complain);
  if (element.placeholder !== undefined) plain(element.placeholder, 150, `${at}/placeholder`, complain);
  if (element.confirm !== undefined) {
    const confirm = asRecord(element.confirm);
    plain(confirm.title, 100, `${at}/confirm/title`, complain);
    textObject(confirm.text, 300, `${at}/confirm/text`, complain);
    plain(confirm.confirm, 30, `${at}/confirm/confirm`, complain);
    plain(confirm.deny, 30, `${at}/confirm/deny`, complain);
  }
  if (type === "image") {
    checkImage(element, at, complain, knownFile);
    return;
  }
  if (type === "button") {
    plain(element.text, 75, `${at}/text`, complain);
    limit(asText(element.value) ?? "", 2000, `${at}/value`, complain);
    limit(asText(element.url) ?? "", 3000, `${at}/url`, complain);
    limit(asText(element.accessibility_label) ?? "", 75, `${at}/accessibility_label`, complain);
    if (element.style !== undefined && !["primary", "danger"].includes(asText(element.style) ?? ""))
      complain("must be a valid enum value", `${at}/style`);
  }
  if (type === "plain_text_input" && typeof element.max_length === "number" && element.max_length > 3000) {
    complain("must be less than or equal to 3000", `${at}/max_length`);
  }
  if (type === "plain_text_input" && typeof element.initial_value === "string") {
    limit(
      element.initial_value,
      typeof element.max_length === "number" ? element.max_length : 3000,
      `${at}/initial_value`,
      complain,
    );
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
    if (option.description !== undefined)
      textObject(option.description, 75, `${at}/${index}/description`, complain);
    const key = asText(option.value);
    if (key === undefined) complain("missing required field: value", `${at}/${index}`);
    limit(key ?? "", 150, `${at}/${index}/value`, complain);
    if (key !== undefined && seen.has(key)) complain(`duplicate value: ${key}`, `${at}/${index}/value`);
    seen.add(key ?? "");
  });
}

/** An initial choice has to be among the options, word for word. */
function checkInitial(element: Fields, at: string, complain: Complain): void {
  const groups = Array.isArray(element.option_groups)
    ? element.option_groups.map((group) => asRecord(group).options)
    : [];
  const lists = [element.options, ...groups].filter(Array.isArray).flat();
  if (lists.length === 0) return;
  const known = new Set(lists.map((option) => asText(asRecord(option).value)));
  const initial = [
    element.initial_option,
    ...(Array.isArray(element.initial_options) ? element.initial_options : []),
  ];
  for (const option of initial) {
    if (option !== undefined && !known.has(asText(asRecord(option).value))) {
      complain("could not match any initial option with the options", at);
    }
  }
}

export function textObject(value: unknown, most: number, at: string, complain: Complain): void {
  const object = asRecord(value);
  if (value === undefined) {
    complain("missing required field: text", at.replace(/\/[^/]*$/, ""));
    return;
  }
  if (object.type !== "plain_text" && object.type !== "mrkdwn") {
    complain("must provide a string", `${at}/type`);
    return;
  }
  const text = asText(object.text);
  if (text === undefined || text === "") {
    complain("must be more than 0 characters", `${at}/text`);
    return;
  }
  limit(text, most, `${at}/text`, complain);
}

/** A text object that may not contain markup. */
export function plain(value: unknown, most: number, at: string, complain: Complain): void {
  const object = asRecord(value);
  if (value !== undefined && object.type !== "plain_text") {
    complain("must be a plain_text object", `${at}/type`);
    return;
  }
  textObject(value, most, at, complain);
}

export function limit(text: string, most: number, at: string, complain: Complain): void {
  if (text.length > most) complain(`must be less than ${most + 1} characters`, at);
}

export function count(value: unknown, least: number, most: number, at: string, complain: Complain): void {
  if (!Array.isArray(value)) {
    complain("must be an array", at);
    return;
  }
  if (value.length < least) complain(`must have at least ${least} items`, at);
  if (value.length > most) complain(`no more than ${most} items allowed`, at);
}
