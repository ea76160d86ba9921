import { isOf } from "../../bot/core/model/contribution.ts";
import { stageSchema } from "../../bot/core/processes/stage.ts";
import type { Row } from "../../bot/ports/rows.ts";
import { AFTER, BEFORE, type createClerk } from "./clerk.ts";
import type { Towns } from "./towns.ts";

/** The council answers, and then the days pass that were promised: while everything still fails. */

/** Calls between two deaths. */
const CALLS_PER_LIFE = 400;
/** Milliseconds that one of these may take before it is left to the judge. */
const MOST = 300_000;
const GLANCE = 1000;

interface Parts {
  readonly towns: Towns;
  readonly rows: () => Promise<readonly Row[]>;
  readonly note: (line: string) => void;
}

const stagesOf = (kind: string, rows: readonly Row[]) =>
  rows.flatMap((row) => (row.row === "process" && isOf(row, kind) ? [stageSchema.parse(row.state).at] : []));

/** The clerk brings every answer back. */
export async function councilAnswers(
  parts: Parts & { readonly clerk: ReturnType<typeof createClerk> },
): Promise<void> {
  parts.towns.beginTroubles(CALLS_PER_LIFE);
  const isOver = deadline("the answers of the council", parts, (rows) =>
    stagesOf("response", rows).every((at) => at === "sent" || at === "followed_up"),
  );
  // What was asked last is still to be put on the agenda.
  await parts.clerk.works([...AFTER, ...BEFORE], isOver);
}

/** More than two weeks pass, at once. */
export async function daysPass(parts: Parts & { readonly pass: () => void }): Promise<void> {
  parts.towns.beginTroubles(CALLS_PER_LIFE);
  parts.pass();
  const isOver = deadline("what is late", parts, (rows) => {
    const promises = stagesOf("commitment", rows);
    return promises.every((at) => at === "late");
  });
  while (!(await isOver())) await new Promise((resolve) => setTimeout(resolve, GLANCE));
}

/** Whether it holds, or has taken too long: then the judge says what is missing. */
function deadline(what: string, { rows, note }: Parts, holds: (rows: readonly Row[]) => boolean) {
  const until = performance.now() + MOST;
  return async () => {
    if (performance.now() > until) {
      note(`in vain waited for ${what}`);
      return true;
    }
    return holds(await rows());
  };
}
