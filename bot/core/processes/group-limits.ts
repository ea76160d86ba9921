import { type Language, type Message, say } from "../model/message.ts";
import type { Municipality } from "../model/municipality.ts";
import { cardScreen, type ProcessCard } from "../model/process.ts";
import type { Screen } from "../model/screen.ts";
import type { AnyKind, Standing, Values } from "./kind.ts";
import type { GroupLimits } from "./lifecycle.ts";
import { stateIs } from "./rows.ts";
import type { Stage } from "./stage.ts";
import { votesCounted } from "./votes.ts";

/** How much a youth worker can enter: she reads it before she begins. */

/**
 * Our limits, where a table has none of its own. In a smaller group one could tell who chose what; more people than this
 * are not one group that somebody talks with. All that she brought in can go in one commit, of 100 rows at most.
 */
const USUAL: GroupLimits = { votes: 20, brings: 40, least: 3, most: 40 };

export type Worker = NonNullable<Stage["facilitated"]>["workers"][number];

function limitsOf({ table }: Pick<AnyKind, "table">): GroupLimits {
  const own = table.parts?.facilitated;
  return { ...USUAL, ...(own === true ? {} : own) };
}

/** The size of a group that was typed; undefined when no group has that size. */
export function sizeIn(kind: Pick<AnyKind, "table">, values: Values): number | undefined {
  const { least, most } = limitsOf(kind);
  const size = Number(values.size);
  return Number.isInteger(size) && size >= least && size <= most ? size : undefined;
}

/** Which groups there can be. */
export function sizesTold(kind: Pick<AnyKind, "table">): Message {
  const { least, most } = limitsOf(kind);
  return say("common:process.facilitated.size", { least, most });
}

/** The groups whose choice she entered in the vote that runs. */
export function votesOf(worker: Pick<Worker, "resident">, state: Stage) {
  const now = votesCounted(state);
  return (state.facilitated?.votes ?? []).filter(
    ({ by, vote = 0 }) => by === worker.resident && vote === now,
  );
}

/** How many times she can still enter something. */
export function groupsLeft(
  kind: Pick<AnyKind, "table">,
  worker: Worker,
  { state }: Pick<Standing, "state">,
  what: "votes" | "brings",
): number {
  const entered = what === "votes" ? votesOf(worker, state) : (worker.brought ?? []);
  return Math.max(0, limitsOf(kind)[what] - entered.length);
}

/** What she reads of it when she is approved. */
export function limitLines(kind: Pick<AnyKind, "table">): readonly Message[] {
  const { votes, brings } = limitsOf(kind);
  const { ballot, items, facilitated } = kind.table.parts ?? {};
  const isAsked = typeof facilitated === "object" && facilitated.brings !== undefined;
  return [
    ...(ballot ? [say("common:process.facilitated.mostVotes", { count: votes })] : []),
    ...(items || isAsked ? [say("common:process.facilitated.mostBrought", { count: brings })] : []),
    sizesTold(kind),
  ];
}

/** What she reads of it before she enters something. */
export function leftLine(kind: Pick<AnyKind, "table">, left: number): Message {
  const { least, most } = limitsOf(kind);
  return left === 0
    ? say("common:process.facilitated.noneLeft")
    : say("common:process.facilitated.left", { count: left, least, most });
}

/**
 * What residents read, before they take part, of groups that do so too: whether and how what those choose counts.
 * Nothing where no youth worker can enter anything.
 */
export function groupsTold({ table, groupsCount }: AnyKind, state?: Stage): readonly Message[] {
  const { facilitated, ballot } = table.parts ?? {};
  if (!facilitated || (state && stateIs(table, state.at) === "over")) return [];
  return [groupsCount?.(state) ?? say(`common:process.facilitated.counts.${ballot ? "apart" : "brought"}`)];
}

/** The card of a process as residents read it before they take part. */
export function cardRead(
  kind: AnyKind,
  card: ProcessCard,
  language: Language,
  town: Municipality,
  state?: Stage,
): Screen {
  const screen = cardScreen(card, language, town);
  return { ...screen, lines: [...screen.lines, ...groupsTold(kind, state)] };
}
