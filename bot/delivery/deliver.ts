import type { Notice } from "../core/model/notice.ts";
import { openBatch } from "../outbox/batches.ts";
import { namedBy } from "../outbox/notice.ts";
import { commitSurely } from "../outbox/sure-commits.ts";
import type { App } from "../ports/app.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { readAhead } from "../ports/read-ahead.ts";
import type { NoticeInQueue } from "../ports/store.ts";
import { createAttempts } from "./attempts.ts";
import { createCards } from "./cards.ts";
import { moveDesk } from "./desk-moves.ts";
import { createDocumentDelivery } from "./documents.ts";
import { createErasure } from "./erasure.ts";
import { createOfficialDelivery } from "./to-officials.ts";
import { createResidentDelivery } from "./to-resident.ts";
import { createUndeliverable } from "./undeliverable.ts";

export type DeliveryPorts = Pick<
  Ports,
  "store" | "workplace" | "channel" | "media" | "secrecy" | "log" | "clock" | "town" | "print"
>;

type What = Notice["what"];

/** How each kind of notice is delivered. Returns "marked" when it has itself recorded the outcome. */
type Deliver = {
  readonly [Kind in What["kind"]]: (what: Extract<What, { kind: Kind }>, notice: Notice) => Promise<unknown>;
};

/** Delivers notices to residents and cards to desks, at least once; each is marked as soon as it is out. */
export function createDelivery(ports: DeliveryPorts): Pick<App, "deliver"> {
  const { log, clock } = ports;
  const { failed } = createUndeliverable(ports);

  async function once(ref: NoticeInQueue): Promise<void> {
    const store = await readAhead(ports.store, namedBy(ref));
    const notice = await store.notice(ref.group, ref.id);
    if (!notice || notice.parked) return;
    const { deliver, undeliverable } = createWays({ ...ports, store });
    // The kind and its deliverer come from the same entry of the table, which the compiler cannot follow.
    const send = deliver[notice.what.kind] as (what: What, notice: Notice) => Promise<unknown>;
    try {
      if ((await send(notice.what, notice)) !== "marked") await commitSurely(store, [{ remove: notice }]);
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      await undeliverable(notice, error);
    }
  }

  return { deliver: createAttempts({ store: ports.store, clock, log, failed }, once) };
}

/** @param ports with the store that knows what was read ahead for this notice */
function createWays(ports: DeliveryPorts): Pick<ReturnType<typeof createUndeliverable>, "undeliverable"> & {
  readonly deliver: Deliver;
} {
  const { store } = ports;
  const erase = createErasure(ports);
  const { undeliverable, withhold } = createUndeliverable(ports);
  const sendToResident = createResidentDelivery(ports, { withhold });
  const { showCard, unpublish } = createCards(ports);
  const { handOut, sendCopy, handPaper } = createDocumentDelivery(ports);
  const { nudge, tell, call, showBroadcast } = createOfficialDelivery(ports);
  return {
    undeliverable,
    deliver: {
      resident: async (what, notice) => {
        await sendToResident(notice, what);
        return "marked";
      },
      several: async ({ notices }, notice) => {
        await openBatch(store, notice, notices);
        return "marked";
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
        if (again === undefined) return;
        await commitSurely(store, [{ put: { ...notice, wakeAt: again } }]);
        return "marked";
      },
      nudge,
      member: ({ member, message }) => tell(member, message),
      // Handled by the clock; it only gets here when handed over manually.
      arrival: async () => "marked",
    },
  };
}
