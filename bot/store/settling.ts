import { Conflict } from "../ports/errors.ts";
import type { Companion } from "../ports/rows.ts";
import type { Store } from "../ports/store.ts";
import { type Image, rowImage } from "./item-codec.ts";
import { contributionKey, nameOf, placeOf } from "./keys.ts";
import { isPending, readPending, unsettled } from "./pending.ts";
import type { RowReader } from "./row-reader.ts";
import type { Step } from "./steps.ts";
import { tableShape } from "./table-shape.ts";
import { tallyOf } from "./tallies.ts";

/** Milliseconds to wait after each conflict with another write, before giving up. */
const WAITS = [0, 20, 60, 180, 500, 1500];

/**
 * Writes out what is pending with a contribution. It can be done by several at once and again at any time: all but the
 * notices are written in one transaction with the note that nothing is pending any more, and that note is taken once.
 * Notices are there before it, so that none is lost; one that is there already stays.
 */
export function settling(reader: RowReader): Pick<Store, "follow" | "complete"> {
  const { table, rowIn, seals } = reader;

  /** @param draws whether the caller does what follows from these rows, so that the stream need not tell of them */
  async function settle(id: string, draws: boolean): Promise<void> {
    const key = contributionKey(id);
    for (const wait of WAITS) {
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const image = await table.get(key);
      const row = image && rowIn("contribution", image);
      if (!image || !row || !isPending(image)) return;
      const { version, wakeAt } = row;
      const pending = readPending(image, seals);
      const isNotice = ({ put }: Companion) => put.row === "notice";
      for (const one of pending.filter(isNotice)) await putOnce(stepOf(one, draws));
      const rest = pending.filter((one) => !isNotice(one));
      const steps: Step[] = [
        { do: "settle", key, expect: unsettled(version), version, wakeAt },
        ...rest.map((one) => stepOf(one, draws)),
        ...(draws ? figuresOf(rest) : []),
      ];
      try {
        return await table.write(steps);
      } catch (error) {
        // Somebody else was first, or touched the same figures at that moment.
        if (!(error instanceof Conflict)) throw error;
      }
    }
    throw new Conflict("what is pending is still in conflict");
  }

  async function putOnce(step: Step): Promise<void> {
    try {
      await table.write([step]);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }

  function stepOf({ put }: Companion, draws: boolean): Step {
    const { pk, sk } = placeOf(put);
    const image: Image = {
      ...rowImage(put, seals),
      ...(draws && { [tableShape.followed]: { S: "y" } }),
    };
    return { do: "put", key: { pk, sk }, image, ...(put.row === "notice" && { expect: "new" as const }) };
  }

  return {
    follow: (contribution) => settle(contribution, true),
    complete: (contribution) => settle(contribution, false),
  };
}

/** What entries add to the figures, once for each item: a transaction touches none twice. */
function figuresOf(companions: readonly Companion[]): readonly Step[] {
  const sums = new Map<string, Extract<Step, { do: "add" }>>();
  for (const { put } of companions) {
    if (put.row !== "entry") continue;
    for (const { to, numbers } of tallyOf(put)?.adds ?? []) {
      const sum: Record<string, number> = { ...sums.get(nameOf(to))?.numbers };
      for (const [name, more] of Object.entries(numbers)) sum[name] = (sum[name] ?? 0) + more;
      sums.set(nameOf(to), { do: "add", key: to, numbers: sum });
    }
  }
  return [...sums.values()];
}
