import { listenerOf } from "../../bot/core/broadcasts/reach.ts";
import type { Instant } from "../../bot/core/calendar/time.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import type { Lane } from "../../bot/core/model/lane.ts";
import type { Ports } from "../../bot/ports/ports.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { createTestTown, type TestTown } from "../support/town.ts";

export const NEWS = {
  nl: "Donderdag is de Dorpsstraat dicht.",
  en: "The Dorpsstraat is closed on Thursday.",
};

/** Many residents who allow news, written straight into the table: how they came in is another story. */
export async function moveIn(town: TestTown, count: number, neighbourhood = "centre"): Promise<string[]> {
  const chats = Array.from({ length: count }, (_, index) => String(500_000 + index));
  for (const chat of chats) {
    const lane: Lane = {
      ...rowOfEachKind.lane,
      key: town.ports.secrecy.laneKey("telegram", chat),
      resident: residentId(`r${chat}`),
      address: town.ports.secrecy.seal(chat),
      neighbourhood,
      permissions: [
        { purpose: "neighbourhood_news", granted: true, text: "1", language: "nl", at: town.now },
      ],
      created: town.now,
      seen: town.now,
    };
    const listener = listenerOf(lane);
    if (!listener) throw new Error("she allows news");
    await town.store.commit([{ put: lane, expect: "new" }, { put: listener }]);
  }
  town.forgetsChanges();
  return chats;
}

/** How many times each chat got something. */
export function counts(town: TestTown, chats: readonly string[]): number[] {
  return chats.map((chat) => town.resident(chat, { chat }).heard.length);
}

/** A town in which something happens just before each message of a broadcast goes out. */
export function townWhere(happens: (nth: number, chat: string) => Promise<void> | void, now?: Instant) {
  let sent = 0;
  const ports = (plain: Ports): Ports => ({
    ...plain,
    channel: {
      ...plain.channel,
      send: async (chat, ...rest) => {
        await happens(++sent, chat);
        return plain.channel.send(chat, ...rest);
      },
    },
  });
  return createTestTown({ ports, ...(now === undefined ? {} : { now }) });
}
