/**
 * Block Kit's limits, as Slack enforces them. Reports every mistake in Slack's own words:
 * `[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
 * Sources: docs.slack.dev/reference/block-kit, /reference/views.
 */
import { asRecord, asText } from "./request-body.ts";
import {
  type Complain,
  checkElement,
  checkImage,
  count,
  type Fields,
  limit,
  plain,
  textObject,
} from "./slack-elements.ts";

const BLOCKS_IN: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
const BLOCK_TYPES = new Set([
  "section",
  "header",
  "divider",
  "image",
  "actions",
  "context",
  "input",
  "rich_text",
  "video",
  "file",
  "markdown",
  "call",
  "table",
]);

export type Surface = "message" | "modal" | "home";

/** @param knownFile whether a Slack file id exists */
export function checkBlocks(
  value: unknown,
  surface: Surface,
  knownFile: (id: string) => boolean,
  root = "",
): string[] {
  const errors: string[] = [];
  const complain: Complain = (what, pointer) =>
    errors.push(`[ERROR] ${what} [json-pointer:${root}${pointer}]`);
  if (!Array.isArray(value)) return [`[ERROR] must be an array [json-pointer:${root}/blocks]`];
  if (value.length > BLOCKS_IN[surface])
    complain(`no more than ${BLOCKS_IN[surface]} items allowed`, "/blocks");
  const ids = new Set<string>();
  const actions = new Set<string>();
  for (const [index, one] of value.entries()) {
    const block = asRecord(one);
    const at = `/blocks/${index}`;
    const type = asText(block.type);
    if (type === undefined || !BLOCK_TYPES.has(type)) {
      complain(`unsupported type: ${type ?? ""}`, `${at}/type`);
      continue;
    }
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
  }
  return errors;
}

/** Checks a modal or a home with everything in it. */
export function checkView(value: unknown, knownFile: (id: string) => boolean): string[] {
  const view = asRecord(value);
  const errors: string[] = [];
  const complain: Complain = (what, pointer) => errors.push(`[ERROR] ${what} [json-pointer:/view${pointer}]`);
  if (view.type !== "modal" && view.type !== "home")
    return ["[ERROR] must be a valid view type [json-pointer:/view/type]"];
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

function checkBlock(
  block: Fields,
  type: string,
  at: string,
  complain: Complain,
  knownFile: (id: string) => boolean,
): void {
  switch (type) {
    case "section": {
      const fields = block.fields;
      if (block.text === undefined && !Array.isArray(fields)) complain("missing required field: text", at);
      if (block.text !== undefined) textObject(block.text, 3000, `${at}/text`, complain);
      if (Array.isArray(fields)) {
        count(fields, 1, 10, `${at}/fields`, complain);
        fields.forEach((field, index) => {
          textObject(field, 2000, `${at}/fields/${index}`, complain);
        });
      }
      return;
    }
    case "header":
      plain(block.text, 150, `${at}/text`, complain);
      return;
    case "image":
      checkImage(block, at, complain, knownFile);
      return;
    case "actions":
      count(block.elements, 1, 25, `${at}/elements`, complain);
      return;
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
      limit(asText(block.text) ?? "", 12_000, `${at}/text`, complain);
      return;
  }
}

function elementsOf(block: Fields, at: string): [Fields, string][] {
  const found: [Fields, string][] = [];
  if (block.type === "section" && block.accessory !== undefined)
    found.push([asRecord(block.accessory), `${at}/accessory`]);
  if (block.type === "input" && block.element !== undefined)
    found.push([asRecord(block.element), `${at}/element`]);
  if (block.type === "actions" && Array.isArray(block.elements)) {
    for (const [index, element] of block.elements.entries()) {
      found.push([asRecord(element), `${at}/elements/${index}`]);
    }
  }
  return found;
}

/** Within one block no two elements may have the same action id. */
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
