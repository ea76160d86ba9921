import { expect } from "vitest";
import type { SlackPress, SlackValue } from "../../local/playground/api.ts";
import type { Playground } from "../../local/playground/world.ts";

/** A busy machine takes its time; otherwise nothing waits this long. */
export const SOON = { timeout: 40_000, interval: 200 };

/** What an official does in the playground's Slack, located by the data of buttons and the names of fields. */

export type Filled = Readonly<Record<string, string | readonly string[]>>;

/** A form asks which item, asks for what, and then shows the message: three in a row, and one to be sure. */
const FORMS = 4;

const words = (text: string) => ({ type: "plain_text", text }) as const;

function stateOf(type: string, filled: string | readonly string[]): SlackValue {
  const list = typeof filled === "string" ? [filled] : filled;
  const [one = ""] = list;
  const option = (value: string) => ({ value, text: words(value) });
  switch (type) {
    case "plain_text_input":
      return { type, value: one };
    case "datepicker":
      return { type, selected_date: one };
    case "users_select":
      return { type, selected_user: one };
    case "static_select":
      return { type, selected_option: option(one) };
    case "checkboxes":
    case "multi_static_select":
      return { type, selected_options: list.map(option) };
    default:
      throw new Error(`a field that is not known here: ${type}`);
  }
}

export function officialIn(playground: Playground, member: string) {
  const form = () => playground.world().slack.modals[member]?.at(-1);

  /** The newest button or menu line with each of these. */
  function found(parts: readonly string[]): { ts: string; channel: string; press: SlackPress } | undefined {
    const carries = (value: string | undefined) => parts.every((part) => value?.includes(part));
    for (const { ts, channel, blocks = [] } of playground.slack.messages().toReversed())
      for (const block of blocks) {
        if (block.type !== "actions") continue;
        for (const one of block.elements) {
          const at = { block_id: block.block_id ?? "" };
          if (one.type === "button" && carries(one.value))
            return {
              ts,
              channel,
              press: { type: one.type, action_id: one.action_id ?? "", ...at, value: one.value ?? "" },
            };
          const line =
            one.type === "overflow" ? one.options.find(({ value }) => carries(value ?? "")) : undefined;
          if (line)
            return {
              ts,
              channel,
              press: {
                type: one.type,
                action_id: ("action_id" in one ? one.action_id : undefined) ?? "",
                ...at,
                selected_option: { value: line.value ?? "", text: words(line.text.text) },
              },
            };
        }
      }
    return undefined;
  }

  /** Fills in the open form, looks at the message and sends it. @throws Error when the form stays open */
  async function submits(values: Filled = {}): Promise<void> {
    if (!form()) throw new Error("no form opened");
    for (let round = 0; round < FORMS; round++) {
      const open = form();
      if (!open) return;
      const state: Record<string, Record<string, SlackValue>> = {};
      for (const block of open.view.blocks) {
        if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
        const filled = values[block.block_id];
        if (filled !== undefined)
          state[block.block_id] = { [block.element.action_id]: stateOf(block.element.type, filled) };
      }
      await playground.slack.submits(member, open.id, state);
    }
    const left = form();
    if (left) throw new Error(`the form stayed open: ${JSON.stringify(left.errors ?? left.view.title)}`);
  }

  return {
    submits,
    commands: (channel: string, command: string, text = "") =>
      playground.slack.commands(member, channel, command, text),
    /** A card is redrawn shortly after something happened: waits for the button. */
    async acts(parts: readonly string[], values: Filled = {}): Promise<void> {
      await expect.poll(() => found(parts), SOON).toBeDefined();
      const button = found(parts);
      if (!button) throw new Error(`there is no button for ${parts.join(", ")}`);
      const { ts, channel, press } = button;
      await playground.slack.presses(member, ts, press, { channel });
      if (form()) await submits(values);
    },
  };
}
