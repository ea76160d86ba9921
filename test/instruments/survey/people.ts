import type { Broadcast } from "../../../bot/core/broadcasts/broadcast.ts";
import { dayPart, fromEpoch } from "../../../bot/core/calendar/time.ts";
import type { Response } from "../../../bot/core/counting/response.ts";
import { voterToken } from "../../../bot/core/model/ids.ts";
import { say } from "../../../bot/core/model/message.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { readSurvey } from "../../../bot/instruments/survey/state.ts";
import { readRow } from "../../../bot/store/item-codec.ts";
import { staffed } from "../../support/staff.ts";
import {
  createTestTown,
  type TestOfficial,
  type TestResident,
  type TestTown,
  type TownOptions,
} from "../../support/town.ts";

/** The people of these tests, and how they bring a survey to the state it needs. */

export const room = { channel: "C0YOUTH", channelName: "jeugd-en-buurt" };

/** A complete card, with the days of a survey that opens today and closes after two weeks. */
export const opening = {
  template: "sample",
  title_nl: "Hoe is het in jouw buurt?",
  title_en: "How is your neighbourhood?",
  question_nl: "Wat moet er beter in jouw buurt?",
  question_en: "What should be better in your neighbourhood?",
  open_nl: "Wat de gemeente volgend jaar in de buurt doet.",
  open_en: "What the municipality does in the neighbourhood next year.",
  fixed_nl: "Het geld: de raad heeft het bedrag bepaald.",
  fixed_en: "The money: the council has set the amount.",
  decides_nl: "het college",
  decides_en: "the executive",
  answers_nl: "de wijkmanager",
  answers_en: "the neighbourhood manager",
  level: "consult",
  phase: "prepare",
  answerBy: "2026-07-01",
  opensOn: "2026-05-04",
  closesOn: "2026-05-18",
};

export interface Scene {
  readonly town: TestTown;
  /** An official who reviews. */
  readonly bo: TestOfficial;
  /** The organiser. */
  readonly ola: TestOfficial;
  readonly id: string;
}

export const heard = (town: TestTown, one: TestResident) =>
  one.heard.map(({ screen, language }) => town.text(screen, language)).join("\n\n");

/** Ola has begun a survey. A Monday morning in May. */
export async function drafted(
  values: Record<string, string | string[]> = opening,
  options: TownOptions = {},
): Promise<Scene> {
  const town = createTestTown(options);
  const { bo, ola } = await staffed(town);
  await ola.does({ type: "commanded", command: "peiling", rest: "", ...room });
  const typed = forWhom(values);
  await ola.submit(typed);
  await ola.submit(typed);
  const ref = town.posted.at(-1)?.card.ref;
  if (ola.form || !ref) throw new Error(`nothing was begun; ${JSON.stringify(ola.form?.errors)}`);
  return { town, bo, ola, id: ref };
}

export async function processOf({ town, id }: Pick<Scene, "town" | "id">): Promise<Process> {
  const process = await town.store.process(id);
  if (!process) throw new Error(`no process ${id}`);
  return process;
}

export async function surveyOf(scene: Pick<Scene, "town" | "id">) {
  return readSurvey(await processOf(scene));
}

export const onCard = (person: TestOfficial, id: string, option: string) =>
  person.does({
    type: "chose",
    press: { instrument: "survey", version: 1, step: "card", option, ref: id },
  });

/** A form asks for whom it is in three fields. */
export function forWhom<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  const parts = ["ages", "neighbourhoods", "languages"];
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [parts.includes(name) ? `whom_${name}` : name, value]),
  );
}

/** Presses on the card, fills in, previews, and sends. */
export async function acts(
  person: TestOfficial,
  { id }: Pick<Scene, "id">,
  act: string,
  values: Record<string, string | string[]> = {},
): Promise<void> {
  await onCard(person, id, act);
  if (!person.form) throw new Error(`no form: ${person.told.at(-1)}`);
  await person.submit(values);
  if (person.form?.preview && !person.form.errors) await person.submit(values);
  if (person.form) throw new Error(`the form stayed open: ${JSON.stringify(person.form.errors)}`);
}

/** Bo ticks it where there are many questions; elsewhere nobody asks. */
const meant = { many: ["needed"] };

/** Other questions while people answer: Ola makes them, and Bo reviews them. */
export async function mends(scene: Scene, questions: string): Promise<void> {
  await acts(scene.ola, scene, "questions", { part1: questions });
  await acts(scene.bo, scene, "approve", meant);
}

/** One question of a questions file, in both languages; `more` is what it has besides. */
export const q = (id: string, kind: string, more: object = {}) => ({
  id,
  kind,
  ask: { nl: `Vraag ${id}`, en: `Question ${id}` },
  ...more,
});

/** Its options: `o0`, `o1` and so on. */
export const options = (...labels: string[]) => ({
  options: labels.map((nl, at) => ({ id: `o${at}`, label: { nl, en: nl } })),
});

/** An open survey with questions of its own, as text. */
export async function openedWith(questions: string, options: TownOptions = {}): Promise<Scene> {
  const scene = await drafted({ ...opening, template: "own" }, options);
  await acts(scene.ola, scene, "questions", { part1: questions });
  await opens(scene);
  return scene;
}

/** The facts on a card, as they are read. */
export function factsOn({ town }: Pick<Scene, "town">, ref: string): string[] {
  const facts = town.card(ref)?.card.facts ?? [];
  return facts.map(
    ({ label, value }) => `${town.render(label)}: ${town.render(say("common:as_is", { text: value }))}`,
  );
}

/** The initial values of her form, as Slack sends them when she changes nothing. */
export function filledIn({ form }: TestOfficial): Record<string, string | string[]> {
  return Object.fromEntries(
    (form?.fields ?? []).flatMap((field): [string, string | string[]][] => {
      const value = "value" in field ? field.value : undefined;
      if (value === undefined || value.length === 0) return [];
      return [[field.name, typeof value === "string" ? value : [...value]]];
    }),
  );
}

/** Invites the people the form proposes, or these, and sends it. */
export async function invites(scene: Scene, whom?: Record<string, string[]>): Promise<Broadcast> {
  const { ola, town } = scene;
  await onCard(ola, scene.id, "invite");
  await ola.submit(whom ? forWhom(whom) : filledIn(ola));
  const ready = (await town.store.broadcasts(fromEpoch(0))).find((one) => one.status.at === "ready");
  if (!ready) throw new Error(`no invitation; ${ola.told.at(-1)}`);
  await ola.onNews(ready.id, "send");
  await town.passes(60_000);
  return ready;
}

/** A colleague has approved it, and the clock has opened it. */
export async function opened(
  values: Record<string, string | string[]> = opening,
  options: TownOptions = {},
): Promise<Scene> {
  const scene = await drafted(values, options);
  await opens(scene);
  return scene;
}

export async function opens(scene: Scene): Promise<void> {
  await acts(scene.ola, scene, "propose");
  await acts(scene.bo, scene, "approve", meant);
  await scene.town.passes(60_000);
}

interface About {
  language?: "nl" | "en";
  neighbourhood?: string;
  asked?: boolean;
  counted?: boolean;
  /** The label of her age. */
  age?: string;
}

/** She comes in and begins. `counted`: she allows her age and neighbourhood to be counted. */
export async function begins({ town }: Scene, name: string, about: About = {}): Promise<TestResident> {
  const person = await comes({ town }, name, about);
  await person.commands("meedoen");
  await person.presses("Begin");
  if (about.counted) await person.presses(about.age ?? (about.language === "en" ? "Skip" : "Sla over"));
  return person;
}

export async function comes(
  { town }: Pick<Scene, "town">,
  name: string,
  about: About = {},
): Promise<TestResident> {
  const person = town.resident(name, { language: about.language ?? "nl" });
  const english = about.language === "en";
  await person.commands("start");
  await person.presses(english ? "English" : "Nederlands");
  await person.presses("16");
  await person.presses(about.neighbourhood ?? (english ? "Skip" : "Sla over"));
  if (about.asked) await person.presses(english ? "ask my opinion" : "mijn mening");
  if (about.counted) await person.presses(english ? "count me" : "meetellen");
  await person.presses(english ? "Done" : "Klaar");
  return person;
}

/** People other than those a test is about, so that an invitation reaches enough of them. */
export async function crowd(
  scene: Pick<Scene, "town">,
  about: About = { asked: true },
  count = 9,
): Promise<readonly TestResident[]> {
  const people: TestResident[] = [];
  const before = crowds.get(scene.town) ?? 0;
  crowds.set(scene.town, before + count);
  for (let n = 1; n <= count; n++) people.push(await comes(scene, `other${before + n}`, about));
  return people;
}
const crowds = new WeakMap<TestTown, number>();

/** This many people of one group have answered, with their answers in the table as the chat would have left them. */
export async function answered(
  { town, id }: Pick<Scene, "town" | "id">,
  count: number,
  more: Partial<Response> = {},
): Promise<void> {
  const before = responsesIn({ town }).length;
  const rows = Array.from({ length: count }, (_, n) => ({
    put: {
      row: "response" as const,
      process: id,
      voter: voterToken(`${(before + n).toString(16).padStart(4, "0")}`.repeat(8)),
      version: 1,
      edition: 1,
      language: "nl",
      via: "chat" as const,
      answers: { nice: { is: "options" as const, ids: ["4"] } },
      done: true,
      begun: dayPart(town.now),
      at: dayPart(town.now),
      ...more,
    },
  }));
  for (const row of rows) await town.store.commit([row]);
  await town.passes(1000);
}

/** Presses these one after the other. */
export async function answers(person: TestResident, ...labels: string[]): Promise<void> {
  for (const label of labels) await person.presses(label);
}

/** Everything that is stored of everybody's answers. */
export function responsesIn({ town }: Pick<Scene, "town">): Response[] {
  return town.store.images().flatMap((image) => {
    const row = readRow(image, town.ports.secrecy, town.now);
    return row?.row === "response" ? [row] : [];
  });
}
