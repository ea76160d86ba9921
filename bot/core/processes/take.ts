import { isDay } from "../calendar/time.ts";
import { needs } from "../decision.ts";
import { type Contribution, entryOf } from "../model/contribution.ts";
import { say } from "../model/message.ts";
import type { Process, ProcessCard } from "../model/process.ts";
import type { Need } from "../needs.ts";
import type { Context, Decision, Effect } from "../turn.ts";
import { changedDays, itemsOfRow } from "./added.ts";
import { movedOf, withParents } from "./children.ts";
import { fallen } from "./consent-fallen.ts";
import { asksEvaluation, evaluatedUntil } from "./evaluation.ts";
import { tellsEdits } from "./gathered-edits.ts";
import { needsOfAuthors } from "./item-authors.ts";
import { changedItem, isDone, itemsIn, needsOfList } from "./items.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import { left } from "./left.ts";
import { beginAll, listOfPromises, type Pledge, PROMISE, pledgesOf } from "./pledges.ts";
import { needsOfRaised } from "./raised.ts";
import { readStage, recorded, showCard } from "./record.ts";
import { leadsWith, some, stateIs } from "./rows.ts";
import { titleOf } from "./shown-values.ts";
import { type Kept, movedTo, type Stage } from "./stage.ts";
import type { Taking } from "./taking.ts";
import { isResidentId, tell, toOfficials } from "./telling.ts";
import { votedOn } from "./votes.ts";

/** Takes a row: what was filled in is kept, the state moves, children begin, and everybody whom it names hears. */

/** What has to be seen before a row can be taken. */
export function needsOf(kind: AnyKind, { name, step }: Row, standing: Standing): readonly Need[] {
  // A form of its own picks the items, and reads what it needs of them.
  const each = kind.forms?.[name]?.own ? undefined : step.forEach;
  const lists = [each, listOfPromises(kind, step.commits)].flatMap((one) => one ?? []);
  return [
    ...needsOfRaised(standing),
    ...[...new Set(lists)].flatMap((one) => needsOfList(kind, one, standing)),
    ...(step.counts === "ballots" ? needsOfCount(kind, standing) : []),
    ...(kind.needs?.[name]?.(standing) ?? []),
  ];
}

function needsOfCount(kind: AnyKind, standing: Standing): readonly Need[] {
  const { seen } = standing.context;
  const process = votedOn(standing);
  const paper = kind.ballot?.(standing);
  return [
    ...(seen.recount[process] && seen.tally[process]
      ? []
      : [
          { see: "recount" as const, process },
          { see: "tally" as const, process },
        ]),
    ...(paper && "needs" in paper ? paper.needs : []),
  ];
}

/** @returns what it does, or what has to be seen first */
export function take(kind: AnyKind, taking: Taking, standing: Standing): Decision {
  const { tells } = taking.row.step;
  const unseen = [
    ...needsOf(kind, taking.row, standing),
    ...(taking.item && some(tells).includes("author") ? needsOfAuthors(taking.item, standing.context) : []),
  ];
  if (unseen.length > 0) return needs(...unseen);
  const { row, filled, item, by, who } = taking;
  const { process, state: before, context } = standing;
  const { now } = context;
  const kept: Kept = { ...(by !== undefined && { by }), on: now, values: { ...filled } };
  const after = left(kind, taking, kept, standing);
  const added = itemsOfRow(kind, taking, after, standing);
  const counted: Stage = { ...after, items: { ...after.items, ...added.counts } };
  const to = targetOf(kind, taking, standing);
  const ends = to !== before.at && stateIs(kind.table, to) === "over";
  // What ends it is promised once everybody has heard: the message can still be stopped.
  const later = ends && some(tells).includes("participants");
  const pledges = pledgesOf(kind, taking, added.rows[0]?.id ?? item?.row.id ?? "", standing, later);
  const waiting: Stage = pledges.rest
    ? { ...counted, pledged: [...(counted.pledged ?? []), pledges.rest] }
    : counted;
  const reached = ends ? waiting : movedTo(waiting, to, now);
  const told = tell(kind, {
    row,
    standing: { process: { ...process, entries: process.entries + 1 }, state: reached, context },
    filled,
    at: to,
    ...(item && { item }),
    // What others had to agree to is news for whoever asked, too.
    ...(by !== undefined && row.step.agreed === undefined && { by }),
  });
  const next: Stage = !ends
    ? reached
    : told.all
      ? // Nothing is over before everybody who took part has heard.
        { ...reached, closing: { broadcast: told.all.id, step: row.name, to } }
      : movedTo(reached, to, now);
  const asks = told.all !== undefined && asksEvaluation(kind, row, to, standing);
  const { edited } = process;
  // What changed on the card is read before what ends it.
  const edits = ends ? tellsEdits(standing) : undefined;
  const becomes: Process = {
    ...(edits?.process ?? process),
    card: cardAfter(process.card, row, filled),
    // A day that this row tells is no news of the card's.
    ...(edited && !edits && { edited: { ...edited, before: cardAfter(edited.before, row, filled) } }),
    ...(asks && { evaluation: { until: evaluatedUntil(context) } }),
  };
  const changed = recorded(kind, { process: becomes, context }, next, row.name, who);
  const children = childrenOf(kind, taking, pledges.now, {
    process: changed.process,
    state: next,
    context,
  });
  return withParents(
    {
      processes: [changed.process, ...children.processes],
      entries: [
        changed.entry,
        ...children.entries,
        ...(item ? [entryOf(item.row, { at: now, event: row.name, ...who })] : []),
      ],
      contributions: [
        ...(item ? [withRow(kind, item, row, kept, context)] : []),
        ...added.rows,
        ...children.contributions,
      ],
      // Who hears of this row hears of what begins with it, and not twice.
      broadcasts: [
        ...(edits ? [edits.broadcast] : []),
        ...told.broadcasts,
        ...(told.all ? [] : children.broadcasts),
      ],
      effects: [
        ...told.effects,
        ...(next.counted?.[row.name]?.same === false && row.step.counts ? differs(process, context) : []),
        ...(to === before.at ? [] : fallen(kind, before, process)),
        showCard(process),
        ...(kind.besides?.({ process: changed.process, state: next, context }, row.name) ?? []),
        // What is done item by item is done on the card of each.
        ...[...added.rows, ...(item ? [item.row] : [])].map(showCard),
        ...children.effects,
        ...(row.step.document ? [handOut(process)] : []),
      ],
    },
    [
      // It may have ended for those who heard so, and be counted where it was.
      ...movesOf(kind, taking, next, process),
      ...children.moved,
    ],
    context,
  );
}

/** What a row means for the processes above, also when it changes no state and the public hears of it. */
function movesOf(kind: AnyKind, { row, by }: Taking, next: Stage, process: Process) {
  const isHers = by !== undefined && isResidentId(by);
  const isNews = some(row.step.tells).includes("public");
  return movedOf(kind, process.id, readStage(kind, process), next, isHers, isNews);
}

/** The count from the ballots is not the running count: the result stands, and people have to look why. */
function differs(process: Process, context: Context): readonly Effect[] {
  return toOfficials(["organiser", "clerk"], say("officials:process.countDiffers", titleOf(process)), {
    process,
    context,
  });
}

function handOut({ id }: Process): Effect {
  return { do: "notify", notice: { kind: "document", contribution: id } };
}

/** Where it leads. Item by item: only when every item of the list has had a row that leads on. */
function targetOf(kind: AnyKind, { row, filled, item }: Taking, standing: Standing): string {
  const { name, step } = row;
  const { state } = standing;
  if (step.forEach !== undefined && step.to !== undefined && item) {
    const others = itemsIn(kind, step.forEach, standing).filter((one) => one.row.id !== item.row.id);
    if (others.some((one) => !isDone(kind, name, step, one, standing))) return state.at;
  }
  return leadsWith(step, filled, state);
}

/** The item with what was filled in for it. */
function withRow(kind: AnyKind, item: Item, row: Row, kept: Kept, context: Context): Contribution {
  const { state } = item;
  const changed = changedItem(
    kind,
    item,
    {
      ...state,
      filled: { ...state.filled, [row.name]: kept },
      days: { ...state.days, ...changedDays(row.step.asks, kept) },
    },
    context,
  );
  return { ...changed, entries: item.row.entries + 1 };
}

/** The card as the row changes it: a new answer day. */
function cardAfter(card: ProcessCard, { step }: Row, filled: Values): ProcessCard {
  const day = filled.answerBy;
  return step.asks?.answerBy !== undefined && typeof day === "string" && isDay(day)
    ? { ...card, answerBy: day }
    : card;
}

/** What it begins at once, and the promises it makes. */
function childrenOf(kind: AnyKind, taking: Taking, pledges: readonly Pledge[], standing: Standing) {
  const { row, filled, item, who, by } = taking;
  const values = { ...filled, ...kind.begins?.[row.name]?.(standing, filled) };
  const begun = row.step.begins === undefined ? [] : [{ name: row.step.begins, values, by }];
  const promises = pledges.map((one) => ({ name: PROMISE, values: one.values, by: one.by ?? by }));
  return beginAll(kind, [...begun, ...promises], { who, about: item?.row.id }, standing);
}
