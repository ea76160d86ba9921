import { opinionOn } from "../counting/ballot.ts";
import { needs, reply } from "../decision.ts";
import { wholeTens } from "../disclosure/disclosure.ts";
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

/** What has to be read before it is known how many support these. */
export function needsOfSupport(
  { table }: AnyKind,
  items: readonly Item[],
  { seen }: Pick<Context, "seen">,
): readonly Need[] {
  return items.flatMap(({ row, state }): Need[] => {
    const subject = opinionOn(row.id);
    return partOf(table, state.list) && !seen.tally[subject] ? [{ see: "tally", process: subject }] : [];
  });
}

/** How many support it; 0 where nobody can. */
function supportersOf({ row }: Item, { seen }: Pick<Context, "seen">): number {
  return seen.tally[opinionOn(row.id)]?.voters ?? 0;
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
  const subject = opinionOn(item.row.id);
  const mine = ownBallot(subject, process, false, lane, context);
  if ("needs" in mine) return mine;
  const count = context.seen.tally[subject];
  if (!count) return needs({ see: "tally", process: subject });
  const gives = option !== "1-";
  const choices = gives ? [1] : [];
  const changed = choices.join() !== mine.ballot.choices.join();
  return {
    lane: takingPart(lane, rootOf(standing)),
    ballots: changed ? [{ ...mine.ballot, choices }] : [],
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
