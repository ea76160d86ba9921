/** What Slack's own client knows about a form before it asks the app. */
import type { ModalView } from "@slack/types";
import type { SlackValue } from "./api.ts";
import { asRecord } from "./request-body.ts";
import { isEmpty } from "./slack-state.ts";

/** The value of every input, by block and action. */
export type Values = Record<string, Record<string, SlackValue>>;

/** Finds the element in these blocks, in a section, an actions row or an input. */
export function findElement(
  blocks: unknown,
  block: string,
  action: string,
): Record<string, unknown> | undefined {
  if (!Array.isArray(blocks)) return undefined;
  const found = blocks.map(asRecord).find((one) => one.block_id === block);
  if (!found) return undefined;
  const elements = Array.isArray(found.elements) ? found.elements.map(asRecord) : [];
  return [...elements, asRecord(found.accessory), asRecord(found.element)].find(
    (element) =>
      element.action_id === action ||
      (element.action_id === undefined && element.type !== undefined && action === ""),
  );
}

/** Finds the same button in a message that changed while somebody was pressing it: Slack delivers that press too. */
export function findByValue(blocks: unknown, value: string | undefined): Record<string, unknown> | undefined {
  if (!Array.isArray(blocks) || value === undefined) return undefined;
  const elements = blocks
    .map(asRecord)
    .flatMap((one) => [
      ...(Array.isArray(one.elements) ? one.elements.map(asRecord) : []),
      asRecord(one.accessory),
    ]);
  return elements.find((one) => {
    const options = Array.isArray(one.options) ? one.options.map(asRecord) : [];
    return one.value === value || options.some((option) => option.value === value);
  });
}

/** What Slack's own form refuses before it asks the app. */
export function missingInputs(view: ModalView, values: Values): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.blocks) {
    if (!("element" in block) || !block.block_id) continue;
    const { element, optional } = block;
    const value = values[block.block_id]?.[element.action_id ?? ""];
    if (isEmpty(value)) {
      if (optional !== true) errors[block.block_id] = "Please complete this required field.";
    } else if (element.type === "plain_text_input") {
      const length = value?.value?.length ?? 0;
      if (length > (element.max_length ?? 3000))
        errors[block.block_id] = `Must be less than ${(element.max_length ?? 3000) + 1} characters`;
      if (length < (element.min_length ?? 0))
        errors[block.block_id] = `Must be at least ${element.min_length} characters`;
    }
  }
  return errors;
}
