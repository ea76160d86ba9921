import { nothing, whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Form } from "../model/card.ts";
import { entryOf, shownNumber } from "../model/contribution.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Localized, say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import { inEveryLanguage } from "../officials/previews.ts";
import { remarksOn } from "../officials/remarks.ts";
import type { Context, Decision, Effect } from "../turn.ts";
import type { ItemState } from "./item.ts";
import { changedItem, itemNamed } from "./items.ts";
import type { AnyKind, Item, Values } from "./kind.ts";
import type { Asks } from "./lifecycle.ts";
import { showCard } from "./record.ts";
import { itemWakes } from "./retention.ts";
import { fieldsOf, type Submitted } from "./row-form.ts";
import { readFields } from "./row-values.ts";
import { toResident } from "./telling.ts";

/**
 * Somebody of the municipality looks at what a resident brought in before others see it. Not shown is never without a
 * reason; a recording is written down first, for it is read by all.
 */

const moderating = ["show", "refuse"] as const;
type Act = (typeof moderating)[number];

/** The form of this name, if it is one of these. */
export function moderationIn(form: string): Act | undefined {
  return moderating.find((one) => form === `item.${one}`);
}

const base = "process.item";
const labels = { fields: `officials:${base}.field`, choices: `officials:${base}.choice` };

/** What is asked: the reason, or the words of a recording that nobody wrote down. */
function asksOf(act: Act, { state }: Item): Asks {
  if (act === "refuse") return { reason: "words" };
  return Object.keys(state.words).length > 0 ? {} : { heard: "note" };
}

/** A button on its card. */
export function pressedModeration(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "chose" }>,
  context: Context,
): Decision {
  const act = moderating.find((one) => one === input.press.option);
  const found = ready(kind, input.press.ref ?? "", input.official, context);
  if ("decision" in found) return found.decision;
  if (!act) return whisper(say("officials:refused.old"));
  return { effects: [{ do: "open", form: formOf(kind, act, found.item, {}, context) }] };
}

/** Its form, sent. */
export function sentModeration(
  kind: AnyKind,
  act: Act,
  input: Extract<OfficialInput, { type: "submitted" }>,
  context: Context,
): Decision {
  const found = ready(kind, input.form.ref ?? "", input.official, context, input.id);
  if ("decision" in found) return found.decision;
  const { item } = found;
  const { filled, errors } = readFields(asksOf(act, item), input.values, context);
  const again = (more: { errors?: Form["errors"]; seen?: string; filled?: Values }): Decision => ({
    effects: [{ do: "open", form: formOf(kind, act, item, input.values, context, more) }],
  });
  if (Object.keys(errors).length > 0) return again({ errors });
  const seen = fingerprint(JSON.stringify([act, filled]));
  if (seen !== input.form.seen) return again({ seen, filled });
  return looked(act, item, filled, input.official, context);
}

function ready(
  kind: AnyKind,
  ref: string,
  member: string,
  context: Context,
  input?: string,
): { readonly item: Item } | { readonly decision: Decision } {
  const found = itemNamed(kind, ref, context);
  if ("decision" in found) return found;
  const { item } = found;
  // Slack repeats what got no reply: it was done the first time.
  if (input !== undefined && item.row.handled.includes(input)) return { decision: nothing };
  const closed = refusedAsClosed(member, item.row, context);
  if (closed) return { decision: whisper(closed) };
  return item.state.at === "waits"
    ? { item }
    : { decision: whisper(say("officials:process.item.already", { number: shownNumber(ref) })) };
}

function looked(act: Act, item: Item, filled: Values, member: string, context: Context): Decision {
  const heard = typeof filled.heard === "string" ? filled.heard : undefined;
  const [own = "nl"] = context.town.languages;
  const state: ItemState = {
    ...item.state,
    at: act === "show" ? "shown" : "refused",
    ...(heard !== undefined && { words: { [own]: heard } }),
    // Terms of what was brought in count from the moment that others could see it.
    since: context.now,
  };
  const { by, id } = item.row;
  const effects: Effect[] = by === undefined ? [] : [toResident(by, screenOf(act, item, filled))];
  const changed = { ...changedItem(item, state, context), wakeAt: itemWakes(context.now) };
  return {
    contributions: [{ ...changed, entries: item.row.entries + 1 }],
    entries: [entryOf(item.row, { at: context.now, event: act, actor: "official", official: member })],
    effects: [...effects, showCard({ id })],
  };
}

function screenOf(act: Act, { row }: Item, filled: Values): Screen {
  const number = shownNumber(row.id);
  return {
    lines: [
      act === "show"
        ? say("common:process.item.shown", { number })
        : say("common:process.item.refused", {
            number,
            reason: { localized: (filled.reason ?? {}) as Localized },
          }),
    ],
    about: row.id,
  };
}

function formOf(
  kind: AnyKind,
  act: Act,
  item: Item,
  values: Submitted,
  context: Context,
  { errors, seen, filled }: { errors?: Form["errors"]; seen?: string; filled?: Values } = {},
): Form {
  const screen = filled && screenOf(act, item, filled);
  const reason = filled?.reason as Localized | undefined;
  return {
    id: {
      instrument: kind.table.name,
      form: `item.${act}`,
      ref: item.row.id,
      ...(seen !== undefined && { seen }),
    },
    title: say(`officials:process.item.${act}`),
    submit: say(screen ? "officials:send" : "officials:see"),
    intro: [say(`officials:process.item.about.${act}`)],
    fields: fieldsOf(asksOf(act, item), labels, values, context),
    ...(screen && {
      preview: {
        ...inEveryLanguage(() => screen, context.town),
        ...(reason && { advice: remarksOn(reason) }),
      },
    }),
    ...(errors && { errors }),
  };
}
