import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { fromTelegram, pressed, typed } from "./events.ts";
import type { Worker } from "./processes.ts";
import type { Deed, Stack } from "./stacks.ts";
import type { Chats } from "./stage.ts";
import type { Work } from "./worker.ts";

/** Telegram's update numbers increase; so do ours, over a whole run. */
let update = 1_000;

/** Events of one resident, in order. */
export type Line = readonly APIGatewayProxyEventV2[];

/**
 * Plays all residents' actions once, step by step, and returns the resulting updates.
 *
 * Buttons carry data that the bot invented, so somebody has to look at the chat between two updates. In a measurement
 * nobody should: so the dialogue is rehearsed here first, and the same updates are replayed on an empty table. Both
 * bots make the same buttons for the same updates; the caller that replays checks the receipts.
 * @param afterEach is called when everybody has done one of the actions
 */
export async function rehearse(
  deeds: readonly Deed[],
  residents: readonly number[],
  worker: Worker,
  chats: Chats,
  afterEach: (work: Work) => void = () => undefined,
): Promise<readonly Line[]> {
  const lines = residents.map((): APIGatewayProxyEventV2[] => []);
  for (const deed of deeds) {
    const events = await Promise.all(residents.map((chat) => eventOf(deed, chat, chats)));
    const work = await worker.does({ lines: events.map((one) => [one]), atOnce: 4 });
    const { refused } = work;
    if (refused > 0)
      throw new Error(
        `${refused} of ${events.length} updates were refused at ${JSON.stringify(deed)}: ${worker.complaints()}`,
      );
    events.forEach((event, index) => {
      lines[index]?.push(event);
    });
    afterEach(work);
  }
  return lines;
}

async function eventOf(deed: Deed, chat: number, chats: Chats): Promise<APIGatewayProxyEventV2> {
  const id = ++update;
  if ("types" in deed) return fromTelegram(typed(chat, id, deed.varies ? `${deed.types} ${id}` : deed.types));
  const { message, text, buttons } = await chats.shown(chat);
  const button = buttons.find(({ data }) => data.includes(deed.presses));
  if (!button)
    throw new Error(
      `There is no button for ${deed.presses} under “${text}”, only ${buttons.map(({ data }) => data).join(", ")}`,
    );
  return fromTelegram(pressed(chat, id, message, button.data));
}

/** @throws Error when somebody did not get a receipt: then the two did not do the same work */
export async function checkReceipts(stack: Stack, residents: readonly number[], chats: Chats): Promise<void> {
  for (const chat of residents) {
    const { text } = await chats.shown(chat);
    if (!stack.receipt.test(text))
      throw new Error(`${stack.name}: chat ${chat} ended without a receipt, at “${text}”`);
  }
}
