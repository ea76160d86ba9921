import { type Localized, say } from "../../core/model/message.ts";
import { anyKind, type ProcessKind } from "../../core/processes/kind.ts";
import type { commitment as table } from "./lifecycle.ts";
import { type Commitment, commitmentPart, lateLines, noteMissed } from "./part.ts";

/** What stands beside the table of a promise: what the clock and the municipality do with it. */

const kind: ProcessKind<typeof table, Commitment> = {
  guards: {
    untold: ({ state }) => {
      const { due } = state.days;
      const told = [state.taken.late, state.taken.passes].flatMap((one) => one ?? []);
      return due !== undefined && told.every((one) => one < due.on);
    },
    // What nobody was given is the organiser's.
    notOwner: ({ state, process, by }) => by === undefined || by !== (state.owner ?? process.organiser),
  },
  lists: {},
  change: {
    settle: ({ state, context }, { outcome }) => {
      // Whoever confirms that it was kept says when: as it was reported.
      const confirms = outcome === "kept" && state.way.at(-1) === "kept";
      return confirms ? {} : noteMissed(state, context.now);
    },
    goesOn: ({ state, context }) => noteMissed(state, context.now),
  },
  says: { settle: (s, { outcome }) => (outcome === "kept" ? lateLines(s) : []) },
  facts: ({ state }) => {
    const what = (state.filled.begin?.values?.what ?? {}) as Localized;
    const { due } = state.days;
    return [
      { label: say("officials:commitment.fact.what"), value: { localized: what } },
      ...(due ? [{ label: say("officials:commitment.fact.due"), value: { date: due.day } }] : []),
      ...(state.missed
        ? [{ label: say("officials:commitment.fact.missed"), value: say("officials:commitment.missed") }]
        : []),
    ];
  },
};

export const commitment = anyKind(commitmentPart, kind);
