import type { SlackMessage } from "../local/playground/api.ts";
import type { Playground } from "../local/playground/world.ts";

const ANA = "U0ANA";

/** The official at the desk: finds the newest card, presses its buttons, fills in its forms. */
export function createDesk(playground: Playground) {
  function newestCard(): SlackMessage {
    const card = playground.slack.messages().findLast((one) => one.blocks && !one.thread_ts);
    if (!card) throw new Error("No card came to the desk.");
    return card;
  }

  async function presses(card: SlackMessage, act: string): Promise<void> {
    for (const block of card.blocks ?? []) {
      if (block.type !== "actions") continue;
      for (const button of block.elements) {
        if (button.type !== "button" || !button.value?.includes(`"${act}"`)) continue;
        const { action_id = "", value } = button;
        const pressed = { type: "button", action_id, block_id: block.block_id ?? "", value };
        return playground.slack.presses(ANA, card.ts, pressed, { channel: card.channel });
      }
    }
    throw new Error(`The card has no button for ${act}.`);
  }

  /** Fills in the open form; fields that are not given keep the form's values. */
  async function submits(given: Readonly<Record<string, string>>): Promise<void> {
    const modal = playground.world().slack.modals[ANA]?.at(-1);
    if (!modal) throw new Error("No form opened.");
    const values: Parameters<typeof playground.slack.submits>[2] = {};
    for (const block of modal.view.blocks) {
      if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
      const filled = given[block.block_id];
      if (filled === undefined) continue;
      const { type, action_id: id } = block.element;
      values[block.block_id] = {
        [id]:
          type === "plain_text_input"
            ? { type, value: filled }
            : { type, selected_option: { value: filled, text: { type: "plain_text", text: filled } } },
      };
    }
    await playground.slack.submits(ANA, modal.id, values);
  }

  return { newestCard, presses, submits };
}
