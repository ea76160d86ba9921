import type { Contribution } from "../../core/model/contribution.ts";
import { nextWake } from "../../core/processes/alarm.ts";
import { begunChild } from "../../core/processes/begin-process.ts";
import { childId, type Moved, movedOf, withParents } from "../../core/processes/children.ts";
import { itemOf } from "../../core/processes/items.ts";
import type { AnyKind, Standing, Values } from "../../core/processes/kind.ts";
import { AT_ONCE } from "../../core/processes/pledges.ts";
import { rowOf } from "../../core/processes/rows.ts";
import type { Asked, Stage } from "../../core/processes/stage.ts";
import { take } from "../../core/processes/take.ts";
import { endOf } from "../../core/processes/terms.ts";
import type { Decision, Turn } from "../../core/turn.ts";
import { commitment } from "../commitment/commitment.ts";
import type { Commitment } from "../commitment/part.ts";
import { response } from "../response/response.ts";
import type { EarlierPromise } from "./earlier-rows.ts";
import { record } from "./record.ts";
import { type Item, isEarlier, type Manifesto, pointsAsked } from "./state.ts";
import { adoptedItems } from "./voting/points.ts";

/**
 * Manifestos of before: the council's answer and its promises stood in their own state. Each begins as the process that
 * it would be now, as far as it was. Nobody is told: nothing has changed for anybody.
 */
export function goesOn(kind: AnyKind, standing: Standing<Manifesto>): Decision | undefined {
  const { process, state, context } = standing;
  if (!isEarlier(state)) return undefined;
  const [handedOver] = state.asked ?? [];
  if (state.at === "ratified" && handedOver) return handsOver(kind, handedOver, standing);
  const { council, answered } = state;
  const isAsked = council !== undefined || answered !== undefined;
  const waiting = (state.themes ?? []).filter((one) => one.commitment).slice(0, AT_ONCE);
  const next: Manifesto = {
    ...state,
    // What was promised before the whole answer was sent is promised when it is.
    themes: state.themes?.map((one) => (!isAsked || waiting.includes(one) ? withoutPromise(one) : one)),
    ...(!isAsked && { council: childId(context, 0) }),
  };
  const changed = record(process, next, "goesOn", { actor: "clock" }, context);
  const parent = { process: changed.process, state: next, context };
  const begun = isAsked
    ? waiting.map((one, n) => promised(one, childId(context, n), parent))
    : [asked(next.council ?? "", state, parent)];
  return withParents(
    {
      processes: [changed.process, ...begun.flatMap(({ turn }) => turn.processes ?? [])],
      entries: [changed.entry, ...begun.flatMap(({ turn }) => turn.entries ?? [])],
      contributions: begun.flatMap(({ turn }) => turn.contributions ?? []),
      effects: begun.flatMap(({ turn }) => turn.effects),
    },
    begun.flatMap(({ moved }) => moved),
    context,
  );
}

/** It was handed over, and the clerk had not confirmed that yet: she does on the card of what the council is asked. */
function handsOver(
  kind: AnyKind,
  { step: name, values: filled = {}, by }: Asked,
  standing: Standing,
): Decision {
  const step = rowOf(kind.table, name) ?? { from: "any open", by: "organiser" };
  const who = { actor: "organiser", official: by } as const;
  const state = { ...standing.state, asked: undefined };
  return take(kind, { row: { name, step }, filled, by, who }, { ...standing, state });
}

function withoutPromise({ commitment: _, ...item }: Item): Item {
  return item;
}

interface Begun {
  readonly turn: Turn;
  readonly moved: readonly Moved[];
}

/** A child that begins in the state it had come to. Of its effects only the cards: nobody hears anything new. */
function begins(
  kind: AnyKind,
  child: { readonly id: string; readonly values: Values; readonly about?: string },
  become: Partial<Stage>,
  holds: boolean,
  parent: Standing,
): Begun {
  const { turn } = begunChild(
    kind,
    { ...child, by: undefined, about: child.about, who: { actor: "clock" } },
    parent,
  );
  const processes = (turn.processes ?? []).map((process) => {
    const state = { ...kind.schema.parse(process.state), ...become };
    const made = { ...process, state };
    return { ...made, wakeAt: nextWake(kind, { process: made, state, context: parent.context }) };
  });
  const cards = turn.effects.filter((one) => one.do === "notify" && one.notice.kind === "card");
  return {
    turn: { ...turn, processes, broadcasts: [], effects: cards },
    moved: processes.flatMap(({ id, state }) => movedOf(kind, id, undefined, state, holds)),
  };
}

/** What the council was asked: received by the clerk, or on the agenda, with the answers that there are. */
function asked(id: string, state: Manifesto, parent: Standing): Begun {
  const { now, town } = parent.context;
  // What is owed was owed since then.
  const since = state.began[state.at] ?? now;
  const [own = "nl"] = town.languages;
  const items = adoptedItems(state);
  const { putOnAgenda, moveOnAgenda = putOnAgenda } = state.filled;
  const { day } = state.days;
  const at = state.at === "on_agenda" && moveOnAgenda ? "scheduled" : "received";
  const { turn, ...more } = begins(
    response,
    { id, values: { points: pointsAsked(items, own) } },
    {
      at,
      began: { requested: since, [at]: since },
      way: ["requested"],
      ...(at === "scheduled" && {
        way: ["requested", "received", "routed"],
        filled: { route: { on: now, values: { to: "council" } }, schedule: moveOnAgenda },
        ...(day && { days: { day } }),
      }),
    } as Partial<Stage>,
    false,
    parent,
  );
  return {
    ...more,
    turn: { ...turn, contributions: (turn.contributions ?? []).map((one, at) => answered(one, items[at])) },
  };
}

/** A point with the answer that was given to it. */
function answered(row: Contribution, { answer, commitment: before }: Partial<Item> = {}): Contribution {
  if (!answer) return row;
  const { state } = itemOf(response, row);
  const { outcome, reason, on } = answer;
  const promises = before ? [{ what: { nl: before.what }, owner: before.owner, due: before.due }] : [];
  return {
    ...row,
    state: { ...state, filled: { ...state.filled, answer: { on, values: { outcome, reason, promises } } } },
  };
}

/** A promise, with what was told about it and who doubted that. `about`: the number of its item. */
function promised({ n, commitment: before }: Item, id: string, parent: Standing): Begun {
  if (!before) return { turn: { effects: [] }, moved: [] };
  const { what, owner, due, at, since, words, late, doubts = [], watched, asked: reminded } = before;
  const { made = since < endOf(due) ? since : parent.context.now } = before;
  const said = (field: string) => ({ on: since, values: { [field]: { nl: words ?? "" } } });
  const told: Stage["filled"] = words
    ? {
        ...(at === "in_progress" && { start: said("words") }),
        ...(at === "broken" ? { break: said("reason") } : { keep: said("words") }),
      }
    : {};
  const doubted = doubts.at(-1)?.of ?? "kept";
  const begin = { on: made, values: { what: { nl: what }, owner, due } };
  const become: Partial<Commitment> = {
    at,
    began: { promised: made, ...(at === "disputed" && { [doubted]: since }), [at]: since },
    way: at === "promised" ? [] : ["promised", ...(at === "disputed" ? [doubted] : [])],
    taken: {
      begin: made,
      ...(watched && watched < endOf(due) && { remind: watched }),
      ...(late && { late: endOf(due) }),
    },
    watched: reminded ? { settle: reminded } : {},
    filled: { begin, ...told },
    days: { due: { day: due, on: made } },
    each: doubtsBy(doubts, due),
    active: since,
    ...(late && { missed: true }),
  };
  const values = { what: { nl: what }, owner, due };
  return begins(commitment, { id, values, about: String(n) }, become, doubts.length > 0, parent);
}

/** Who doubted which outcome: of one that passed, the day that it should have been kept on. */
function doubtsBy(doubts: NonNullable<EarlierPromise["doubts"]>, due: string): NonNullable<Stage["each"]> {
  const outcomes = [...new Set(doubts.map(({ of }) => of))];
  return Object.fromEntries(
    outcomes.map((of) => [
      of === "kept" || of === "broken" ? `dispute.${of}` : `dispute.${of}.${due}`,
      doubts.filter((one) => one.of === of).map(({ by }) => by),
    ]),
  );
}
