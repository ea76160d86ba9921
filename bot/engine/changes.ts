import { partsOf } from "../core/broadcasts/broadcast.ts";
import type { Notice } from "../core/model/notice.ts";
import { referenceTo } from "../outbox/notice.ts";
import type { App } from "../ports/app.ts";
import { type Followed, isFollowed, reactsTo, type StreamEvent } from "../ports/followed-rows.ts";
import type { Ports } from "../ports/ports.ts";
import type { Companion, Row } from "../ports/rows.ts";

type Changes = Parameters<App["react"]>[0];

type RowOf<Kind extends Row["row"]> = Extract<Row, { row: Kind }>;

/** A changed row: its new image, and the old one where that matters. */
interface Changed<Kind extends Row["row"]> {
  readonly after: RowOf<Kind>;
  readonly before: RowOf<Kind> | undefined;
  readonly pending: readonly Companion[] | undefined;
}

/** The reaction to each kind of row that is followed. Leaving a kind out does not type-check. */
type Reactions = { readonly [Kind in Followed]: (changes: readonly Changed<Kind>[]) => Promise<void> };

/**
 * Reacts to changes in the table: keeps the running figures and hands notices to the queue. The stream redelivers whole
 * batches, so both are idempotent.
 */
export function createChanges(ports: Pick<Ports, "store" | "outbox" | "clock">): App["react"] {
  const { store, outbox, clock } = ports;
  const reactions: Reactions = {
    entry: (entries) => store.count(entries.map(({ after }) => after)),
    ballot: (ballots) => store.countBallots(ballots),
    response: (responses) => store.countResponses(responses),
    async broadcast(broadcasts) {
      const parts = broadcasts.flatMap(({ after }) => partsOf(after));
      if (parts.length > 0) await outbox.spread(parts);
    },
    async contribution(contributions) {
      const unfinished = contributions.filter(({ pending }) => pending !== undefined);
      for (const id of new Set(unfinished.map(({ after }) => after.id))) await store.follow(id);
      // Also when somebody else wrote them out: handing over twice does no harm, and not at all would.
      await hand(
        unfinished.flatMap(({ pending = [] }) =>
          pending.flatMap(({ put }) => (put.row === "notice" ? [put] : [])),
        ),
      );
    },
    notice: (notices) => hand(notices.map(({ after }) => after)),
  };

  /** Hands over the notices whose time has come; the clock brings the others. */
  async function hand(notices: readonly Notice[]): Promise<void> {
    const now = clock.now();
    const ready = notices.filter(({ wakeAt, what }) => what.kind !== "arrival" && (!wakeAt || wakeAt <= now));
    if (ready.length > 0) await outbox.hand(ready.map(referenceTo));
  }

  async function reactTo<Kind extends Followed>(kind: Kind, changes: Changes): Promise<void> {
    const some = changesOf(kind, changes);
    if (some.length > 0) await reactions[kind](some);
  }

  return async (changes) => {
    for (const kind of Object.keys(reactsTo).filter(isFollowed)) await reactTo(kind, changes);
  };
}

function changesOf<Kind extends Followed>(kind: Kind, changes: Changes): readonly Changed<Kind>[] {
  const is = (row: Row | undefined): row is RowOf<Kind> => row?.row === kind;
  const on: readonly StreamEvent[] = reactsTo[kind];
  return changes.flatMap(({ row, before, isNew, pending }) =>
    is(row) && on.includes(isNew ? "INSERT" : "MODIFY")
      ? [{ after: row, before: is(before) ? before : undefined, pending }]
      : [],
  );
}
