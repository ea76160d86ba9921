import type { SlackMessage } from "../../local/playground/api.ts";
import type { Playground } from "../../local/playground/world.ts";

/** What people do on the playground's two sides, located by the data of a button. */
export function playing(playground: Playground, resident: number, official: string) {
  const messages = () => playground.telegram.resident(resident)?.messages ?? [];

  /** The newest button whose data or label contains this. */
  function found(part: string): { readonly message: number; readonly data: string } | undefined {
    for (const message of messages().toReversed()) {
      const markup = message.reply_markup;
      if (!markup || !("inline_keyboard" in markup)) continue;
      for (const one of markup.inline_keyboard.flat())
        if ("callback_data" in one && (one.callback_data.includes(part) || one.text.includes(part)))
          return { message: message.message_id, data: one.callback_data };
    }
    return undefined;
  }

  return {
    /** What the resident was told, oldest first. */
    heard: () => messages().filter((one) => one.from_bot),

    says: (text: string, replyTo?: number) => playground.telegram.says(resident, text, replyTo),

    /** The message below which the newest button with this is. */
    newest: (part: string): number | undefined => found(part)?.message,

    async presses(part: string): Promise<void> {
      const button = found(part);
      if (!button) throw new Error(`there is no button for ${part}; last heard: ${messages().at(-1)?.text}`);
      await playground.telegram.presses(resident, button.message, button.data);
    },

    /** The card of the first report, once it is at a desk. */
    card: (): SlackMessage | undefined => playground.slack.messages().find((one) => one.blocks),

    /** The official presses a button on a card, fills in the form, looks at the message and sends it. */
    async fills(card: SlackMessage, act: string, values: Record<string, string>): Promise<void> {
      const found = card.blocks
        ?.flatMap((block) => (block.type === "actions" ? block.elements.map((one) => ({ block, one })) : []))
        .find(({ one }) => one.type === "button" && one.value?.includes(`"${act}"`));
      if (found?.one.type !== "button") throw new Error(`no button for ${act}`);
      const { action_id = "", value } = found.one;
      await playground.slack.presses(
        official,
        card.ts,
        { type: "button", action_id, block_id: found.block.block_id ?? "", value },
        { channel: card.channel },
      );
      for (let round = 0; round < 2; round++) {
        const modal = playground.world().slack.modals[official]?.at(-1);
        if (!modal) throw new Error("no form opened");
        const state: Parameters<typeof playground.slack.submits>[2] = {};
        for (const block of modal.view.blocks) {
          if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
          const filled = values[block.block_id] ?? "";
          const { type, action_id: id } = block.element;
          state[block.block_id] = {
            [id]:
              type === "plain_text_input"
                ? { type, value: filled }
                : { type, selected_option: { value: filled, text: { type: "plain_text", text: filled } } },
          };
        }
        await playground.slack.submits(official, modal.id, state);
      }
    },
  };
}
