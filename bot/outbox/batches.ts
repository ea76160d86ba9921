import type { Notice } from "../core/model/notice.ts";
import { Conflict } from "../ports/errors.ts";
import type { Store } from "../ports/store.ts";

/** Notices for many people: together in the commit that causes them, one by one when they are delivered. */

/** So many notices lie in a commit by themselves; of more than that, those for single people are put together. */
const APART = 12;
/** So many become notices of their own in one commit, which holds a hundred items. */
const IN_ONE = 40;
/** And so many characters of them: four bytes each at the worst, and a row holds 400 KB. */
const CHARACTERS = 60_000;

/** Kinds of which a turn can have as many as there are people, channels or reports that were put together. */
const forMany: readonly string[] = ["resident", "member", "copy", "call", "card"];

/**
 * Few notices stay as they are. Of many, those for people are put into parcels, so that what a commit holds does not
 * grow with how many people hear of it.
 * @param subject what they are about; parcels of one subject are opened one after the other
 */
export function inBatches(notices: readonly Notice[], subject: string): readonly Notice[] {
  if (notices.length <= APART) return notices;
  const several = notices.filter(({ what }) => forMany.includes(what.kind));
  const parcels: Notice[] = [];
  let open: Extract<Notice["what"], { kind: "several" }>["notices"] = [];
  let length = 0;
  const close = () => {
    const [first] = open;
    const created = notices[0]?.created;
    if (!first || created === undefined) return;
    const what = { kind: "several" as const, notices: open };
    parcels.push({ row: "notice", id: first.id, group: `several:${subject}`, created, version: 1, what });
    [open, length] = [[], 0];
  };
  for (const { id, group, wakeAt, what } of several) {
    if (what.kind === "several") continue;
    const more = JSON.stringify(what).length;
    if (open.length === IN_ONE || length + more > CHARACTERS) close();
    open.push({ id, group, wakeAt, what });
    length += more;
  }
  close();
  return [...notices.filter((one) => !several.includes(one)), ...parcels];
}

/**
 * Opens a parcel: what is in it lies in the table, and it is gone, in one commit. So it is opened once, however often
 * it is delivered.
 */
export async function openBatch(
  store: Pick<Store, "commit" | "notice">,
  parcel: Notice,
  notices: Extract<Notice["what"], { kind: "several" }>["notices"],
): Promise<void> {
  const { created } = parcel;
  try {
    await store.commit([
      ...notices.map((one) => ({ put: { row: "notice" as const, created, ...one } })),
      { remove: parcel, expect: parcel.version ?? 1 },
    ]);
  } catch (error) {
    // Somebody else opened it; or the table was busy, and then it comes again.
    if (!(error instanceof Conflict) || (await store.notice(parcel.group, parcel.id))) throw error;
  }
}
