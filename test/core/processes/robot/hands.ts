import { addDays, townClock } from "../../../../bot/core/calendar/time.ts";
import type { AnyKind, Row } from "../../../../bot/core/processes/kind.ts";
import type { Actor, Consent } from "../../../../bot/core/processes/lifecycle.ts";
import { peopleOf, rowOf, some } from "../../../../bot/core/processes/rows.ts";
import type { Asked } from "../../../../bot/core/processes/stage.ts";
import { BO, CHRIS, OLA } from "../../../support/staff.ts";
import type { TestOfficial, TestResident } from "../../../support/town.ts";
import { answersAll, follows, press, pressesRow } from "./chat-hands.ts";
import { cardOf, formValues, type Wishes } from "./filling.ts";
import { onCard, pressesOf, room, type Village } from "./people.ts";

/** Whoever a table names takes its rows: on a card and its forms, or in the chat. */

export type Person = { readonly official: TestOfficial } | { readonly resident: TestResident };

/** What a row is taken on. */
export interface Subject {
  readonly kind: AnyKind;
  readonly process: string;
  readonly item?: string | undefined;
}

/** Somebody who is this actor; undefined when nobody is. */
function personFor(village: Village, actor: Actor | Consent, { process, item }: Subject): Person | undefined {
  const { officials, byId } = village;
  const official = (member: string | undefined): Person | undefined => {
    const one = member === undefined ? undefined : officials.get(member);
    return one && { official: one };
  };
  const resident = (id: string | undefined): Person | undefined => {
    const one = id === undefined ? undefined : byId.get(id);
    return one && { resident: one };
  };
  const state = village.stage(process);
  switch (actor) {
    case "organiser":
      return official(OLA);
    case "official":
      return official(BO);
    case "clerk":
      return official(CHRIS);
    case "admin":
      return official("U0ANA");
    case "colleague":
      return official("U0COLA");
    case "owner":
      return official(state.owner) ?? resident(state.owner);
    case "member":
    case "group":
      return resident(state.group?.members[0]?.resident);
    case "author":
      return resident(
        item === undefined ? state.filled.begin?.by : village.ledger.contributions.get(item)?.by,
      );
    case "participant":
    case "resident": {
      const [first] = village.residents;
      return first && { resident: first };
    }
    case "clock":
      return undefined;
  }
}

/** The first of the people who may take a row, as the table lists them. */
export function whoTakes(village: Village, { step }: Row, subject: Subject): Person | undefined {
  for (const actor of peopleOf(step)) {
    const found = personFor(village, actor, subject);
    if (found) return found;
  }
  return undefined;
}

/** Begins a process: in the chat where residents can, or else by the command in Slack. @returns its number */
export async function begins(village: Village, kind: AnyKind): Promise<string> {
  const { table, version } = kind;
  const [name, step] = Object.entries(table.steps).find(([, { from }]) => some(from).includes("new")) ?? [];
  if (name === undefined || step === undefined) throw new Error(`${table.name} cannot be begun`);
  const before = new Set(village.ledger.processes.keys());
  const isOurs = (id: string) =>
    !before.has(id) && village.ledger.processes.get(id)?.instrument === table.name;
  const noor = await village.resident(0);
  if (some(step.by).includes("resident")) {
    await press(noor, { instrument: table.name, version, step: "begin", option: name, ref: "" });
    await answersAll(village, noor, kind);
  } else {
    const actor = personOf(village, peopleOf(step)[0]);
    const { now } = village.town;
    const values = {
      ...(table.card === false ? {} : cardOf(addDays(townClock(now).day, 60))),
      ...formValues(step.asks ?? {}, now),
    };
    await actor.does({ type: "commanded", command: table.name, rest: "", ...room });
    await sends(actor, values);
  }
  const id = [...village.ledger.processes.keys()].find(isOurs);
  if (id === undefined)
    throw new Error(
      `${table.name} was not begun: ${JSON.stringify(village.town.told.at(-1))} ${noor.lastText}`,
    );
  await follows(village, noor, id);
  if (step.agreed) await agrees(village, { kind, process: id }, name);
  return id;
}

function personOf({ officials }: Village, actor: Actor | undefined): TestOfficial {
  const member = { official: BO, clerk: CHRIS, admin: "U0ANA" }[String(actor)] ?? OLA;
  const found = officials.get(member);
  if (!found) throw new Error(`nobody is ${actor}`);
  return found;
}

/** Sends a form, and once more after what it shows first. */
async function sends(official: TestOfficial, values: ReturnType<typeof formValues>): Promise<void> {
  for (let times = 0; official.form && times < 3; times++) await official.submit(values);
  if (official.form) throw new Error(`the form stays open: ${JSON.stringify(official.form.errors)}`);
}

/** Somebody takes a row, and those who have to agree do. */
export async function takes(
  village: Village,
  name: string,
  subject: Subject,
  wishes: Wishes = {},
): Promise<Person> {
  const { kind, process, item } = subject;
  const step = rowOf(kind.table, name);
  if (!step) throw new Error(`${kind.table.name} has no row ${name}`);
  const person = whoTakes(village, { name, step }, subject);
  if (!person) throw new Error(`${kind.table.name}.${name}: nobody can take it`);
  if ("resident" in person) {
    await pressesRow(village, person.resident, kind, { row: name, process, item });
    await answersAll(village, person.resident, kind, wishes);
  } else {
    const { official } = person;
    const { now } = village.town;
    await official.does({ type: "chose", press: onCard(kind, name, item ?? process) });
    const values =
      name === "edit" && kind.table.card !== false
        ? { ...cardOf(village.process(process).card.answerBy), open_nl: `Nog iets anders, ${now}.` }
        : formValues(step.asks ?? {}, now, wishes);
    if (official.form) await sends(official, values);
  }
  if (step.agreed) await agrees(village, subject, name);
  return person;
}

/** Everybody whose yes is needed gives it, until it is enough. */
async function agrees(village: Village, subject: Subject, name: string): Promise<void> {
  const { kind, process, item } = subject;
  const step = rowOf(kind.table, name);
  const open = (): Asked | undefined =>
    village.stage(process).asked?.find((one) => one.step === name && one.item === item);
  const option = item === undefined ? name : `${name}:${item}`;
  for (const consent of some(step?.agreed)) {
    if (consent === "group") {
      for (const { resident } of village.stage(process).group?.members ?? []) {
        const asked = open();
        if (!asked) return;
        const one = village.byId.get(resident);
        if (!one || resident === asked.by) continue;
        const seen = pressesOf(one).find((other) => other.step === "agree" && other.option === option);
        if (!seen) throw new Error(`${kind.table.name}.${name}: ${one.name} was not asked to agree`);
        await press(one, seen);
      }
      continue;
    }
    if (!open()) return;
    const person = personFor(village, consent, subject);
    const agree = { instrument: kind.table.name, version: kind.version, step: "agree", option, ref: process };
    if (!person) throw new Error(`${kind.table.name}.${name}: nobody can agree as ${consent}`);
    if ("resident" in person) await press(person.resident, agree);
    else await person.official.does({ type: "chose", press: agree });
  }
}
