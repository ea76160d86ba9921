import type { AnyBlock, InputBlock } from "@slack/types";
import { createContext, useContext } from "react";
import type { SlackValue } from "../../api.ts";

export type SlackOption = NonNullable<SlackValue["selected_option"]>;
export type Values = Record<string, Record<string, SlackValue>>;

/** Anything that can hold a value: an input's element, or the same element in a section or an actions block. */
export type Fillable = InputBlock["element"];

/** The values filled in in a modal so far. */
export interface Fields {
  valueOf: (blockId: string, element: Fillable) => SlackValue;
  change: (blockId: string, actionId: string, value: SlackValue) => void;
  errors: Record<string, string>;
  all: () => Values;
}

export const FieldsContext = createContext<Fields | undefined>(undefined);

export function useFields(): Fields | undefined {
  return useContext(FieldsContext);
}

/** An element's value before anybody has touched it. */
export function initialValue(element: Fillable): SlackValue {
  const { type } = element;
  switch (type) {
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return { type, value: element.initial_value ?? null };
    case "datepicker":
      return { type, selected_date: element.initial_date ?? null };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type, selected_option: element.initial_option ? option(element.initial_option) : null };
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return { type, selected_options: (element.initial_options ?? []).map(option) };
    case "users_select":
      return { type, selected_user: element.initial_user ?? null };
    case "multi_users_select":
      return { type, selected_users: element.initial_users ?? [] };
    default:
      return { type, value: null };
  }
}

export function option(from: { text: { text: string }; value?: string }): SlackOption {
  return { text: { type: "plain_text", text: from.text.text }, value: from.value ?? "" };
}

export function isEmpty(value: SlackValue): boolean {
  const {
    value: text,
    selected_date,
    selected_option,
    selected_options,
    selected_user,
    selected_users,
  } = value;
  return (
    !text?.trim() &&
    !selected_date &&
    !selected_option &&
    !selected_options?.length &&
    !selected_user &&
    !selected_users?.length
  );
}

interface Placed {
  blockId: string;
  element: Fillable;
  input?: InputBlock;
}

/** The elements of a view that hold a value, with their blocks. */
export function fillables(blocks: readonly AnyBlock[]): Placed[] {
  return blocks.flatMap((block, index): Placed[] => {
    const blockId = block.block_id ?? `block-${index}`;
    if (isInput(block)) return [{ blockId, element: block.element, input: block }];
    const others: unknown[] =
      "elements" in block && Array.isArray(block.elements)
        ? block.elements
        : "accessory" in block
          ? [block.accessory]
          : [];
    return others.filter(isFillable).map((element) => ({ blockId, element }));
  });
}

function isInput(block: AnyBlock): block is InputBlock {
  return block.type === "input";
}

export function isFillable(element: unknown): element is Fillable {
  if (typeof element !== "object" || element === null || !("type" in element) || !("action_id" in element))
    return false;
  return /select$|picker$|_input$|^radio_buttons$|^checkboxes$/.test(String(element.type));
}
