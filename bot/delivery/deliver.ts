import type { Notice } from "../core/model/notice.ts";
import { openBatch } from "../outbox/batches.ts";
import { isForResident, namedBy } from "../outbox/notice.ts";
import { commitSurely } from "../outbox/sure-commits.ts";
import type { App } from "../ports/app.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { readAhead } from "../ports/read-ahead.ts";
import type { NoticeInQueue, RowName, Store } from "../ports/store.ts";
import { createAttempts } from "./attempts.ts";
import { createCards } from "./cards.ts";
import { moveDesk } from "./desk-moves.ts";
import { createDocumentDelivery } from "./documents.ts";
import { createErasure } from "./erasure.ts";
import { createSounds, type ToResident } from "./going-along.ts";
import { createOfficialDelivery } from "./to-officials.ts";
import { createResidentDelivery } from "./to-resident.ts";
import { createUndeliverable } from "./undeliverable.ts";

export type DeliveryPorts = Pick<
  Ports,
  "store" | "workplace" | "channel" | "media" | "secrecy" | "log" | "clock" | "town" | "print"
>;

type What = Notice["what"];

/**
 * How each kind of notice is delivered. `more`: what waits next for the same reader.
 * @returns how many of those went along, once it has itself recorded the outcome; nothing when that is left to be done
 */
type Deliver = {
  readonly [Kind in What["kind"]]: (
    what: Extract<What, { kind: Kind }>,
    notice: Notice,
    more: readonly ToResident[],
  ) => Promise<unknown>;
};

/** Delivers notices to residents and cards to desks, at least once; each is marked as soon as it is out. */
export function createDelivery(ports: DeliveryPorts): Pick<App, "deliver"> {
  const { log, clock } = ports;
  const { failed } = createUndeliverable(ports);
  const sounds = createSounds(clock);

  async function once(ref: NoticeInQueue, along: readonly NoticeInQueue[]): Promise<number> {
    // Only what is for a resident can be one message.
    const next = isForResident(ref) ? along : [];
    const names = next.map(({ group, id }): RowName => ({ row: "notice", group, id }));
    const store = await readAhead(ports.store, [...namedBy(ref), ...names]);
    const notice = await store.notice(ref.group, ref.id);
    if (!notice || notice.parked) return 0;
    const { deliver, undeliverable } = createWays({ ...ports, store }, sounds);
    // The kind and its deliverer come from the same entry of the table, which the compiler cannot follow.
    const send = deliver[notice.what.kind] as (
      what: What,
      notice: Notice,
      more: readonly ToResident[],
    ) => Promise<unknown>;
    try {
      const done = await send(notice.what, notice, await messagesAmong(store, next));
      if (typeof done === "number") return done;
      await commitSurely(store, [{ remove: notice }]);
      return 0;
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      await undeliverable(notice, error);
      return 0;
    }
  }

  return { deliver: createAttempts({ store: ports.store, clock, log, failed }, once) };
}

/** Messages that wait next, up to the first that is none, is gone or cannot be read: a later one overtakes nothing. */
async function messagesAmong(store: Store, along: readonly NoticeInQueue[]): Promise<readonly ToResident[]> {
  const found: ToResident[] = [];
  for (const { group, id } of along) {
    const notice = await store.notice(group, id).catch(() => undefined);
    if (!notice || notice.parked || notice.what.kind !== "resident") break;
    found.push({ notice, what: notice.what });
  }
  return found;
}

/** @param ports with the store that knows what was read ahead for this notice */
function createWays(
  ports: DeliveryPorts,
  sounds: ReturnType<typeof createSounds>,
): Pick<ReturnType<typeof createUndeliverable>, "undeliverable"> & {
  readonly deliver: Deliver;
} {
  const { store } = ports;
  const erase = createErasure(ports);
  const { undeliverable, withhold } = createUndeliverable(ports);
  const sendToResident = createResidentDelivery(ports, { withhold, sounds });
  const { showCard, unpublish } = createCards(ports);
  const { handOut, sendCopy, handPaper } = createDocumentDelivery(ports);
  const { nudge, tell, call, showBroadcast } = createOfficialDelivery(ports);
  return {
    undeliverable,
    deliver: {
      resident: (what, notice, more) => sendToResident({ notice, what }, more),
      several: async ({ notices }, notice) => {
        await openBatch(store, notice, notices);
        return 0;
      },
      card: ({ contribution }) => showCard(contribution),
      desk: ({ desk }, notice) => moveDesk(store, notice, desk),
      document: ({ contribution }) => handOut(contribution),
      copy: ({ contribution, resident }) => sendCopy(contribution, resident),
      paper: handPaper,
      unpublish: ({ contribution }) => unpublish(contribution),
      broadcast: ({ broadcast }) => showBroadcast(broadcast),
      call: ({ contribution, channel }) => call(contribution, channel),
      forget: async (what, notice) => {
        const again = await erase(what);
        if (again === undefined) return undefined;
        await commitSurely(store, [{ put: { ...notice, wakeAt: again } }]);
        return 0;
      },
      nudge,
      member: ({ member, message }) => tell(member, message),
      // Handled by the clock; it only gets here when handed over manually.
      arrival: async () => 0,
    },
  };
}
