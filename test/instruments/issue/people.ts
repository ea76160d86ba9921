import { DAY } from "../../../bot/core/calendar/time.ts";
import type { Contribution } from "../../../bot/core/model/contribution.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import type { Screen } from "../../../bot/core/model/screen.ts";
import { type At, type Issue, issueSchema } from "../../../bot/instruments/issue/state.ts";
import { staffed } from "../../support/staff.ts";
import {
  createTestTown,
  type TestOfficial,
  type TestResident,
  type TestTown,
  type TownOptions,
} from "../../support/town.ts";

/** The people of these tests, and how they bring an issue to the state it needs. */

export interface Scene {
  readonly town: TestTown;
  readonly sam: TestResident;
  readonly bo: TestOfficial;
  readonly ola: TestOfficial;
  /** Sam's issue: "De lamp is stuk", at the desk for public space. */
  readonly id: string;
}

/** Sam has raised an issue and Bo may answer it. A Monday morning in May. */
export async function scene(options: TownOptions = {}): Promise<Scene> {
  const town = createTestTown(options);
  const { bo, ola } = await staffed(town);
  const sam = town.resident("sam");
  const id = await sam.raises("De lamp is stuk", { at: "Dorpsstraat" });
  return { town, sam, bo, ola, id };
}

/** The issue as stored in the table. */
export async function issueOf(town: TestTown, id: string): Promise<Issue> {
  return issueSchema.parse((await contributionOf(town, id)).state);
}

export async function contributionOf(town: TestTown, id: string): Promise<Contribution> {
  const found = await town.store.contribution(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

export async function at(town: TestTown, id: string): Promise<At> {
  return (await issueOf(town, id)).status.at;
}

/** Somebody else reports the same, and Bo merges it into `id`. */
export async function joins(
  { town, bo, id }: Scene,
  name: string,
  language: "nl" | "en" = "en",
): Promise<{ person: TestResident; own: string }> {
  const person = town.resident(name, { language, chat: `chat of ${name}` });
  const own = await person.raises(language === "en" ? "The lamp is broken" : "Ook mijn lamp is stuk", {
    at: "Dorpsstraat",
  });
  await bo.acts(own, "merge", { into: id });
  return { person, own };
}

/** A press that no screen offered: a modified app can send anything. */
export function forges(person: TestResident, option: string, ref: string, step = "own"): Promise<void> {
  return person.does({ type: "chose", press: { instrument: "issue", version: 1, step, option, ref } });
}

/** What somebody was sent unprompted since `before`, as keys of the first line. */
export function news(person: TestResident, before = 0): string[] {
  return person.heard
    .slice(before)
    .filter((one) => one.notice)
    .map((one) => one.screen.lines[0]?.key ?? "");
}

/** She opens the first of what stands at /mijn. */
export async function opensFirst(person: TestResident): Promise<void> {
  const [first] = (person.lastHeard.choices ?? []).flat();
  if (!first || !("press" in first)) throw new Error(`${person.name} has nothing at /mijn`);
  await person.does({ type: "chose", press: first.press });
}

export function lastNews(person: TestResident): Screen {
  const one = person.heard.findLast(({ notice }) => notice);
  if (!one) throw new Error(`${person.name} had no news`);
  return one.screen;
}

/** The lines in the thread of a card, by key without the namespace. */
export function thread(town: TestTown, id: string): string[] {
  return (town.card(id)?.thread ?? []).map((one) => one.key.replace("officials:", ""));
}

/** The form values for each act that has a form. */
export const filledIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ask: { question: "Welke lamp is het?" },
  plan: { day: "2026-08-03" },
  forward: { party: "het waterschap" },
  answer: { outcome: "done", reason: "De lamp doet het weer." },
  decline: { why: "not_municipal", reason: "Dit is een lamp van de provincie.", place: "provincie.example" },
};

/** Brings a new issue of Sam's to a state, through people's acts. */
export async function bring(state: At): Promise<Scene> {
  const here = await scene();
  const { town, sam, bo, id } = here;
  const act = (name: string) => bo.acts(id, name, filledIn[name]);
  switch (state) {
    case "submitted":
      break;
    case "triaged":
      await act("claim");
      break;
    case "info_requested":
      await act("ask");
      break;
    case "parked":
      await act("ask");
      await town.passes(14 * DAY, 2);
      break;
    case "in_progress":
      await act("start");
      break;
    case "planned":
      await act("plan");
      break;
    case "forwarded":
      await act("forward");
      break;
    case "merged": {
      const other = await town.resident("noor").raises("Lamp kapot", { at: "Dorpsstraat" });
      await bo.acts(id, "merge", { into: other });
      break;
    }
    case "answered":
      await act("answer");
      break;
    case "closed":
      await act("answer");
      await sam.presses("Ja, dit helpt");
      break;
    case "reopened":
      await act("answer");
      await sam.presses("Nog niet");
      await sam.says("Hij is alweer stuk");
      break;
    case "declined":
      await act("decline");
      break;
    case "withdrawn":
      await sam.commands("mijn");
      await sam.presses(shownNumber(id));
      await sam.presses("Trek in");
      await sam.presses("Ja, trek in");
      break;
  }
  return here;
}
