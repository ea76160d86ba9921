import { opinionOn } from "../counting/ballot.ts";
import { needs, reply } from "../decision.ts";
import { wholeTens } from "../disclosure/disclosure.ts";
import type { Contribution } from "../model/contribution.ts";
import { type Lane, takingPart } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import { button, type Choice, type Press } from "../model/screen.ts";
import type { Need } from "../needs.ts";
import { ownBallot } from "../residents/own-ballot.ts";
import type { Context, Decision } from "../turn.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { rootOf } from "./telling.ts";

/**
 * Support for what somebody brought in: one of each person, which she can take back. It is kept as a ballot on the item,
 * so nothing leads from it to her.
 */

function partOf({ parts }: Lifecycle, list: string) {
  return parts?.items?.[list]?.supports;
}

/** The subject that a support is kept under; undefined when this press is none. */
export function supportsIn({ step, ref }: Press): string | undefined {
  return step === "support" && ref !== undefined ? opinionOn(ref) : undefined;
}

/** With another number of supports that are the second of one person; unknown as long as it was not counted. */
function withShared({ row, state }: Item, shared: number, { now }: Pick<Context, "now">): Contribution {
  return { ...row, state: state.shared === undefined ? state : { ...state, shared }, changed: now };
}

/** What its support is kept under: its own, and that of everything that became part of it. */
export function subjectsOf({ row, state }: Item): readonly string[] {
  return [row.id, ...(state.holds ?? [])].map(opinionOn);
}

/** What has to be read before it is known how many support these. */
export function needsOfSupport(
  { table }: AnyKind,
  items: readonly Item[],
  { seen }: Pick<Context, "seen">,
): readonly Need[] {
  return items
    .filter(({ state }) => partOf(table, state.list))
    .flatMap(subjectsOf)
    .filter((process) => !seen.tally[process])
    .map((process) => ({ see: "tally", process }));
}

/**
 * How many support it; 0 where nobody can. Whoever supported two that are one by now counts once: until the clock has
 * counted those, as many as support the one with the most.
 */
function supportersOf(item: Item, { seen }: Pick<Context, "seen">): number {
  const counts = subjectsOf(item).map((subject) => seen.tally[subject]?.voters ?? 0);
  const { holds, shared } = item.state;
  return holds && shared === undefined
    ? Math.max(...counts)
    : counts.reduce((sum, one) => sum + one, 0) - (shared ?? 0);
}

/**
 * Whether as many support it as its part asks: for the code of a list of what goes on.
 * @public
 */
export function hasSupport(
  { table }: Pick<AnyKind, "table">,
  item: Item,
  context: Pick<Context, "seen">,
): boolean {
  return supportersOf(item, context) >= (partOf(table, item.state.list)?.least ?? 0);
}

/** The button to support it, while that can be done. */
export function supportChoices(kind: AnyKind, { row, state: { list } }: Item, { state }: Standing): Choice[] {
  return partOf(kind.table, list)?.in.includes(state.at)
    ? [button(say("common:process.support.give"), supportPress(kind, "1+", row.id))]
    : [];
}

function supportPress({ table, version }: AnyKind, option: string, ref: string): Press {
  return { instrument: table.name, version, step: "support", option, ref };
}

/** How many support it so far: in whole tens, so that nobody can tell when somebody did. */
function howMany(item: Item, context: Context): readonly Message[] {
  const tens = wholeTens(supportersOf(item, context));
  return tens === undefined
    ? []
    : [say("common:process.support.count", { people: say("common:process.told.people", { number: tens }) })];
}

/** She supports it, or takes that back. A button states the result, so that a second press does no harm. */
export function supported(
  kind: AnyKind,
  option: string,
  item: Item,
  standing: Standing,
  lane: Lane,
): Decision {
  const { process, state, context } = standing;
  const only = (line: Message): Decision => ({ lane, effects: reply({ lines: [line] }) });
  const part = partOf(kind.table, item.state.list);
  if (!part?.in.includes(state.at) || state.closing || item.state.at !== "shown")
    return only(say("common:process.not.now"));
  const mine = subjectsOf(item).map((subject) => ownBallot(subject, process, false, lane, context));
  const person = kind.table.parts?.items?.[item.state.list]?.merges ? personIn(standing) : undefined;
  const unseen = [
    ...mine.flatMap((one) => ("needs" in one ? one.needs : [])),
    ...needsOfSupport(kind, [item], context),
    ...(typeof person === "object" ? person.needs : []),
  ];
  if (unseen.length > 0) return needs(...unseen);
  const ballots = mine.flatMap((one) => ("needs" in one ? [] : [one.ballot]));
  const gives = option !== "1-";
  const { shared } = item.state;
  const hers = ballots.filter(({ choices }) => choices.length > 0);
  const changed = !gives
    ? hers.map((one) => ({ ...one, choices: [] }))
    : hers.length > 0
      ? []
      : ballots
          .slice(0, 1)
          .map((one) => ({ ...one, choices: [1], ...(typeof person === "string" && { person }) }));
  return {
    lane: takingPart(lane, rootOf(standing)),
    ballots: changed,
    // What she takes back twice was counted as shared: the clock, which may be counting, sees that it changed.
    ...(!gives &&
      hers.length > 1 && { contributions: [withShared(item, (shared ?? 0) - (hers.length - 1), context)] }),
    effects: reply({
      lines: [
        say(gives ? "common:process.support.given" : "common:process.support.takenBack"),
        ...howMany(item, context),
      ],
      choices: [
        [
          gives
            ? button(say("common:process.support.takeBack"), supportPress(kind, "1-", item.row.id))
            : button(say("common:process.support.give"), supportPress(kind, "1+", item.row.id)),
        ],
      ],
    }),
  };
}

/** Her name in all that she supports in a process: a keyed hash, as that of a ballot. */
function personIn({ process, context: { seen } }: Standing) {
  const subject = `S${process.id}`;
  return seen.ballot[subject]?.voter ?? needs({ see: "ballot", process: subject });
}
