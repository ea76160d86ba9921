import type { Resident, World } from "../../api.ts";
import { isDirect, isReply } from "../slack/desk.ts";

/** After this long without an answer a message counts as lost. Real time: the town's clock may jump or stand still. */
const PATIENCE_MS = 20_000;

/** When this page first saw a resident's latest message unanswered. */
const waitingSince = new Map<string, number>();

/**
 * What was lost and what was doubled. The servers may count it from what is stored (`tally.lost`,
 * `tally.doubled`); else the page counts what it can see in the two chats.
 */
export function balance(world: World): { lost: number; doubled: number; fromServer: boolean } {
  const { lost, doubled }: World["tally"] & { lost?: number; doubled?: number } = world.tally;
  if (lost !== undefined && doubled !== undefined) return { lost, doubled, fromServer: true };
  return {
    lost: world.residents.filter(isUnanswered).length,
    doubled: doubledCards(world),
    fromServer: false,
  };
}

function isUnanswered(resident: Resident): boolean {
  const last = resident.messages.at(-1);
  const key = `${resident.id} ${last?.message_id}`;
  if (!last || last.from_bot || resident.blocked) return false;
  const answeredInPlace = resident.messages.some(
    (message) => message.from_bot && (message.edit_date ?? 0) >= last.date,
  );
  if (answeredInPlace) return false;
  const since = waitingSince.get(key) ?? Date.now();
  waitingSince.set(key, since);
  return Date.now() - since > PATIENCE_MS;
}

/** Cards on one desk that say exactly the same, word for word. */
function doubledCards(world: World): number {
  const seen = new Set<string>();
  let doubled = 0;
  for (const message of world.slack.messages) {
    if (!message.blocks?.length || isDirect(message.channel) || isReply(message) || message.visible_to)
      continue;
    const blocks = JSON.stringify(message.blocks.map(({ block_id: _, ...block }) => block));
    const card = `${message.channel} ${blocks}`;
    if (seen.has(card)) doubled += 1;
    seen.add(card);
  }
  return doubled;
}
