import type { Notice } from "../core/model/notice.ts";
import { Conflict } from "../ports/errors.ts";
import type { Store } from "../ports/store.ts";

/** Notices for many people: combined in the commit that causes them, separate again when they are delivered. */

/**
 * Up to this many notices are stored separately in a commit (our limit); beyond it, those for single people are
 * combined.
 */
const APART = 12;
/** At most this many are unpacked in one commit (our limit), which can hold a hundred items. */
const IN_ONE = 40;
/** Characters in one batch, at most (our limit): up to four bytes each, and a row holds 400 KB. */
const CHARACTERS = 60_000;

/** Kinds that a turn can have once per person, channel or merged report. */
const forMany: readonly string[] = ["resident", "member", "copy", "call", "card"];

/** The message group of a batch; `subjectOfBatch` reads it. */
const groupOfBatch = (subject: string): string => `several:${subject}`;

/** The contribution or process that a batch of this group is about; undefined when it is about no single one. */
export function subjectOfBatch(group: string): string | undefined {
  const [, subject = ""] = group.split("several:");
  return /^P?\d+$/.test(subject) ? subject : undefined;
}

/**
 * Combines notices when there are many. A few stay as they are; of many, those for people are put into batches, so that
 * the size of a commit does not depend on how many people are told.
 * @param subject what they are about; batches with one subject are unpacked one after the other
 */
export function inBatches(notices: readonly Notice[], subject: string): readonly Notice[] {
  if (notices.length <= APART) return notices;
  const several = notices.filter(({ what }) => forMany.includes(what.kind));
  const batches: Notice[] = [];
  let open: Extract<Notice["what"], { kind: "several" }>["notices"] = [];
  let length = 0;
  const close = () => {
    const [first] = open;
    const created = notices[0]?.created;
    if (!first || created === undefined) return;
    const what = { kind: "several" as const, notices: open };
    batches.push({ row: "notice", id: first.id, group: groupOfBatch(subject), created, version: 1, what });
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
  return [...notices.filter((one) => !several.includes(one)), ...batches];
}

/**
 * Unpacks a batch: in one commit its contents are written to the table and it is removed. So it is unpacked once,
 * however often it is delivered.
 */
export async function openBatch(
  store: Pick<Store, "commit" | "notice">,
  batch: Notice,
  notices: Extract<Notice["what"], { kind: "several" }>["notices"],
): Promise<void> {
  const { created } = batch;
  try {
    await store.commit([
      ...notices.map((one) => ({ put: { row: "notice" as const, created, ...one } })),
      { remove: batch, expect: batch.version ?? 1 },
    ]);
  } catch (error) {
    // Somebody else unpacked it; or the table was busy, and then it comes again.
    if (!(error instanceof Conflict) || (await store.notice(batch.group, batch.id))) throw error;
  }
}
