import { needs, nothing, whisper } from "../decision.ts";
import type { Form } from "../model/card.ts";
import { entryOf, readNumber } from "../model/contribution.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import { button, type Screen } from "../model/screen.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import { textIn } from "../officials/form-values.ts";
import type { Context, Decision } from "../turn.ts";
import type { ItemState } from "./item.ts";
import { itemWords } from "./item-words.ts";
import { changedItem, itemAmong, itemNamed } from "./items.ts";
import type { AnyKind, Item } from "./kind.ts";
import { merged, mergeLapsesAt } from "./merge-consent.ts";
import { showCard } from "./record.ts";
import { toResident } from "./telling.ts";

/**
 * Two contributions that say the same become one, when whoever brought in the one that goes agrees. She keeps hearing
 * what comes of the other.
 */

/** Whether something of this part can be merged at all. */
export function canMerge({ table }: Pick<AnyKind, "table">, { state }: Item): boolean {
  return (
    state.at === "shown" && state.merge === undefined && table.parts?.items?.[state.list]?.merges === true
  );
}

/** A button on its card. */
export function pressedMerge(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "chose" }>,
  context: Context,
): Decision {
  const found = mergeable(kind, input.press.ref ?? "", input.official, context);
  return "decision" in found
    ? found.decision
    : { effects: [{ do: "open", form: mergeForm(kind, found.item, "") }] };
}

/** Its form, sent: whoever brought it in is asked. */
export function sentMerge(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "submitted" }>,
  context: Context,
): Decision {
  const found = mergeable(kind, input.form.ref ?? "", input.official, context);
  if ("decision" in found) return found.decision;
  const { item } = found;
  if (item.row.handled.includes(input.id)) return nothing;
  const typed = textIn(input.values, "into");
  const id = readNumber(typed);
  const again = (error: Message): Decision => ({
    effects: [{ do: "open", form: mergeForm(kind, item, typed, { into: error }) }],
  });
  if (id === undefined || id === item.row.id) return again(say("officials:process.item.merge.noNumber"));
  const other = context.seen.contribution[id];
  if (other === undefined) return needs({ see: "contribution", id });
  const into = itemAmong(kind, other);
  const fits = into?.state.process === item.state.process && into.state.list === item.state.list;
  if (!into || !fits || into.state.at !== "shown") return again(say("officials:process.item.merge.noNumber"));
  const { by } = item.row;
  if (by === undefined)
    return merged(kind, item, into, { actor: "official", official: input.official }, context);
  const state: ItemState = { ...item.state, merge: { into: id, by: input.official, on: context.now } };
  return {
    contributions: [
      {
        ...changedItem(kind, item, state, context),
        wakeAt: mergeLapsesAt(context.now),
        entries: item.row.entries + 1,
      },
    ],
    entries: [
      entryOf(item.row, {
        at: context.now,
        event: "mergeAsked",
        actor: "official",
        official: input.official,
      }),
    ],
    effects: [toResident(by, mergeQuestion(kind, item, into)), showCard(item.row)],
  };
}

function mergeable(
  kind: AnyKind,
  ref: string,
  member: string,
  context: Context,
): { readonly item: Item } | { readonly decision: Decision } {
  const found = itemNamed(kind, ref, context);
  if ("decision" in found) return found;
  const { item } = found;
  const closed = refusedAsClosed(member, item.row, context);
  if (closed) return { decision: whisper(closed) };
  return canMerge(kind, item) ? { item } : { decision: whisper(say("officials:refused.old")) };
}

function mergeForm({ table }: AnyKind, { row }: Item, value: string, errors?: Form["errors"]): Form {
  return {
    id: { instrument: table.name, form: "item.merge", ref: row.id },
    title: say("officials:process.item.merge.act"),
    submit: say("officials:send"),
    intro: [say("officials:process.item.merge.about")],
    fields: [
      {
        kind: "text",
        name: "into",
        label: say("officials:process.item.merge.into"),
        max: 20,
        ...(value !== "" && { value }),
      },
    ],
    ...(errors && { errors }),
  };
}

function mergeQuestion({ table, version }: AnyKind, { row, state }: Item, into: Item): Screen {
  const press = (option: string) => ({ instrument: table.name, version, step: "merge", option, ref: row.id });
  return {
    lines: [
      say("common:process.item.merge.ask", {
        words: itemWords(state),
        other: itemWords(into.state),
      }),
    ],
    choices: [
      [
        button(say("common:process.agree.yes"), press("yes")),
        button(say("common:process.agree.no"), press("no")),
      ],
    ],
    about: row.id,
  };
}
