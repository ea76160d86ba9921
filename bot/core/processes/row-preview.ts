import type { Form } from "../model/card.ts";
import { type Localized, type Message, say } from "../model/message.ts";
import { inEveryLanguage } from "../officials/previews.ts";
import { remarksOn } from "../officials/remarks.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import type { Asks, Audience } from "./lifecycle.ts";
import { fieldsOf } from "./row-form.ts";
import { audiencesInChat, leadsWith, rolesThat, some, stateIs } from "./rows.ts";
import { kindOf, recordOf } from "./shown-values.ts";
import { residentScreen } from "./telling.ts";

/** What residents will read of a row, before it is taken; with advice on plain language for what was written. */

/** Those of them who are residents. */
const inChat: readonly Audience[] = audiencesInChat;

/** What a row asks now: the choice of a step to leave out depends on the state. */
export function askedOf(kind: AnyKind, { name, step }: Row, standing: Standing): Asks {
  const asks = step.asks ?? {};
  if (name !== "skip" || Object.hasOwn(kind.table.steps, "skip")) return asks;
  return { ...asks, step: skippable(kind, standing) };
}

/** The days that rows of a table wait for, by the name of their field. */
function awaitedDays({ steps }: AnyKind["table"]): readonly string[] {
  return Object.values(steps).flatMap(({ due }) => {
    if (!due) return [];
    if ("on" in due) return [due.on];
    if ("past" in due) return [due.past];
    return "of" in due ? [due.of] : [];
  });
}

/**
 * Rows that can be left out with a reason: none that counts, answers, promises, begins a child or needs a yes, nor one
 * that fixes a day that others wait for; none by which a colleague looks, or is asked to; and none that can be taken again
 * where it leads. What ends it or leads back is no step that is left out.
 */
export function skippable({ table, change }: AnyKind, { state }: Pick<Standing, "state">): readonly string[] {
  const awaited = awaitedDays(table);
  return Object.entries(table.steps)
    .filter(([, step]) => some(step.from).includes(state.at) && rolesThat(step).length > 0)
    .filter(([name, { to, from }]) => !change?.[name] && !some(from).includes(String(to)))
    .filter(
      ([, { to, by, asks, sets, counts, answers, commits, begins, document, agreed, tells, forEach }]) =>
        typeof to === "string" &&
        to !== "back" &&
        isForward(table, state.at, to) &&
        !some(by).includes("colleague") &&
        !some(tells).includes("colleagues") &&
        !counts &&
        !answers &&
        !commits &&
        !begins &&
        !document &&
        !agreed &&
        !forEach &&
        !sets &&
        !Object.keys(asks ?? {}).some((field) => awaited.includes(field)) &&
        !some(tells).includes("public"),
    )
    .map(([name]) => name);
}

/** Whether a state comes after another. The states stand in the order of the handbook; what is paused goes on. */
function isForward(table: AnyKind["table"], at: string, to: string): boolean {
  const { hidden = [], open = [] } = table.states;
  const [from, next] = [at, to].map((one) => [...hidden, ...open].indexOf(one));
  return stateIs(table, to) !== "over" && (from === -1 || next === -1 || Number(next) > Number(from));
}

/** Whether residents hear or read of it: then it is previewed before it is taken. */
export function isPreviewed(kind: AnyKind, row: Row): boolean {
  const { preview, shows } = kind.forms?.[row.name] ?? {};
  return shows === undefined && (chatOf(row) !== undefined || preview !== undefined);
}

function chatOf({ step }: Row): Audience | undefined {
  return some(step.tells).find((one) => inChat.includes(one));
}

/** @returns undefined when no resident hears of it */
export function previewOf(
  kind: AnyKind,
  row: Row,
  standing: Standing,
  filled: Values,
  item?: Item,
): Form["preview"] | undefined {
  const to = chatOf(row);
  const own = kind.forms?.[row.name]?.preview?.(standing, filled);
  if (to === undefined && !own) return undefined;
  const { context } = standing;
  // Those who have to agree read the question first.
  const asks = some(row.step.agreed).includes("group");
  const asked = { step: row.name, on: context.now, values: { ...filled }, yes: [], no: [] };
  const question = own ?? (asks ? kind.question?.(standing, asked) : undefined);
  const told = () =>
    residentScreen(
      kind,
      { row, standing, filled, at: leadsWith(row.step, filled, standing.state), ...(item && { item }) },
      to ?? "participants",
    );
  const texts = textsOf(row.step.asks ?? {}, filled);
  return {
    ...inEveryLanguage(() => question ?? told(), context.town),
    advice: [...untranslated(texts, context.town.languages), ...texts.flatMap((text) => remarksOn(text))],
  };
}

/** The languages in which some of it is not written. */
function untranslated(texts: readonly Localized[], languages: readonly string[]): readonly Message[] {
  const missing = languages.filter((language) => texts.some((text) => text[language] === undefined));
  return missing.map((one) =>
    say("officials:advice.untranslated", { language: say(`common:language.${one}`) }),
  );
}

/** Every text for residents that was filled in. */
function textsOf(asks: Asks, filled: Values): readonly Localized[] {
  return Object.entries(asks).flatMap(([name, ask]): readonly Localized[] => {
    const value = filled[name];
    if (value === undefined) return [];
    if (kindOf(ask) === "words") return [value as Localized];
    return kindOf(ask) === "rows" ? (value as Values[]).flatMap((one) => textsOf(recordOf(ask), one)) : [];
  });
}

/** Why it cannot be taken, at the first field of its form. */
export function formErrors(kind: AnyKind, row: Row, standing: Standing, why: Message): Form["errors"] {
  const labels = { fields: "", choices: "" };
  const [first] = fieldsOf(askedOf(kind, row, standing), labels, {}, standing.context);
  return { [first?.name ?? row.name]: why };
}
