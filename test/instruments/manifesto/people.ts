import type { Instant } from "../../../bot/core/calendar/time.ts";
import { MINUTE } from "../../../bot/core/calendar/time.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { itemSchema } from "../../../bot/core/processes/item.ts";
import { newStage } from "../../../bot/core/processes/stage.ts";
import { commitmentSchema } from "../../../bot/instruments/commitment/part.ts";
import { numberOf } from "../../../bot/instruments/manifesto/core-group/motion-screen.ts";
import {
  coreOf,
  handoverOf,
  type Manifesto,
  motionOf,
  readManifesto,
  voteEnds,
} from "../../../bot/instruments/manifesto/state.ts";
import { responseSchema } from "../../../bot/instruments/response/part.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { staffed } from "../../support/staff.ts";
import {
  createTestTown,
  type TestOfficial,
  type TestResident,
  type TestTown,
  type TownOptions,
} from "../../support/town.ts";

/** The people of these tests, and how they bring a manifesto to the state it needs. */

export const room = { channel: "C0YOUTH", channelName: "jeugd-en-buurt" };

/** A complete card: if any one of these is missing nothing opens. */
export const card = {
  title_nl: "Jongerenmanifest Waterkant",
  title_en: "Youth Manifesto Waterkant",
  question_nl: "Wat moet er beter voor jongeren in Waterkant?",
  question_en: "What should be better for young people in Waterkant?",
  open_nl: "Waar de gemeente in 2027 geld aan geeft.",
  open_en: "What the municipality spends money on in 2027.",
  fixed_nl: "Het geld zelf: de raad heeft het bedrag al bepaald.",
  fixed_en: "The money itself: the council has set the amount.",
  decides_nl: "de gemeenteraad",
  decides_en: "the council",
  answers_nl: "de wethouder Jeugd",
  answers_en: "the alderman for youth",
  level: "advise",
  phase: "prepare",
  answerBy: "2026-10-01",
};

/** A core group of three is enough to try it with. */
export const opening = { ...card, from: "16", to: "27", least: "3", most: "4" };

export const agreement = {
  from: "16",
  to: "27",
  collectUntil: "2026-06-01",
  counting: "votes",
  votes: "10",
  rounds: "1",
  votingDays: "14",
  adopt: "10",
};

export interface Scene {
  readonly town: TestTown;
  readonly bo: TestOfficial;
  readonly ola: TestOfficial;
  readonly id: string;
}

/** Everything somebody has read so far. */
export const heard = (town: TestTown, one: TestResident) =>
  one.heard.map(({ screen, language }) => town.text(screen, language)).join("\n\n");

/** Ola has opened a manifesto. A Monday morning in May. */
export async function opened(options: TownOptions = {}): Promise<Scene> {
  const town = createTestTown(options);
  const { bo, ola } = await staffed(town);
  const id = await opens(town, ola);
  return { town, bo, ola, id };
}

export async function opens(town: TestTown, ola: TestOfficial, values: Record<string, string> = opening) {
  await ola.does({ type: "commanded", command: "manifest", rest: "", ...room });
  await ola.submit(values);
  await ola.submit(values);
  const [process] = (await town.store.processes()).slice(-1);
  if (!process) throw new Error(`nothing was opened; ${JSON.stringify(ola.form?.errors)} ${ola.told.at(-1)}`);
  return process.id;
}

export async function processOf({ town, id }: Pick<Scene, "town" | "id">): Promise<Process> {
  const process = await town.store.process(id);
  if (!process) throw new Error(`no process ${id}`);
  return process;
}

/** A manifesto, with what stands in what the kernel keeps by the names of these tests. */
export async function manifestoOf(scene: Pick<Scene, "town" | "id">) {
  const manifesto = readManifesto(await processOf(scene));
  const { themes, group, facilitated } = manifesto;
  const motion = motionOf(manifesto);
  return {
    ...manifesto,
    items: themes,
    core: coreOf(manifesto),
    invitation: group?.code ?? "",
    groupInvitation: facilitated?.code ?? "",
    motion: motion && { ...motion, n: numberOf(motion) },
    voteUntil: voteEnds(manifesto),
    handover: handoverOf(manifesto),
  };
}

/** The text after /start, as on the card. */
export async function invitation(scene: Pick<Scene, "town" | "id">): Promise<string> {
  return `m-${scene.id}-${(await manifestoOf(scene)).invitation}`;
}

/** Follows the link, comes in if she is new, and says how old she is. */
export async function joinsCore(scene: Scene, name: string, age = "16 tot en met 17"): Promise<TestResident> {
  const person = scene.town.resident(name);
  const code = await invitation(scene);
  if (await person.lane) await person.commands("start", code);
  else {
    await person.commands("start", code);
    await person.presses("Nederlands");
    await person.presses("16 of ouder");
    await person.presses("Sla over");
    await person.presses("Klaar");
  }
  await person.presses(age);
  return person;
}

export interface Group extends Scene {
  readonly sam: TestResident;
  readonly noor: TestResident;
  readonly yusuf: TestResident;
}

/** Three young people are in the core group. */
export async function grouped(options: TownOptions = {}): Promise<Group> {
  const scene = await opened(options);
  const sam = await joinsCore(scene, "sam");
  const noor = await joinsCore(scene, "noor", "18 tot en met 20");
  const yusuf = await joinsCore(scene, "yusuf", "21 tot en met 24");
  return { ...scene, sam, noor, yusuf };
}

export const onCard = (person: TestOfficial, id: string, option: string) =>
  person.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step: "card", option, ref: id },
  });

export async function newcomer(scene: Scene, name: string): Promise<TestResident> {
  const person = scene.town.resident(name);
  await person.joins();
  return person;
}

export async function proposes(
  { ola, id }: Scene,
  values: Record<string, string> = agreement,
): Promise<void> {
  await onCard(ola, id, "agreement");
  await ola.submit(values);
  await ola.submit(values);
}

/** A youth worker follows the link on the card, says who she is, and is approved by name. */
export async function youthWorker(scene: Scene, name = "jo"): Promise<TestResident> {
  const person = await newcomer(scene, name);
  await asksToBeLetIn(scene, person);
  await decidesOn(scene, "approve");
  return person;
}

export async function asksToBeLetIn(scene: Scene, person: TestResident): Promise<void> {
  await person.commands("start", `f-${scene.id}-${(await manifestoOf(scene)).groupInvitation}`);
  for (const typed of ["Jo", "Jongerenwerk Zuid"]) await person.says(typed);
  await person.presses("Verstuur");
}

/** Presses what the organiser's card says of the last youth worker. */
export async function decidesOn(
  { town, ola, id }: Scene,
  act: "approve" | "refuse" | "revoke",
): Promise<void> {
  const found = town
    .card(id)
    ?.card.actions.findLast(({ label }) => label.key === `officials:process.facilitated.${act}`);
  if (!found) throw new Error(`no button to ${act}`);
  await ola.does({ type: "chose", press: found.press });
}

/** The core group has agreed: young people bring in topics. */
export async function collecting(
  options: TownOptions = {},
  form: Record<string, string> = agreement,
): Promise<Group> {
  const group = await grouped(options);
  await proposes(group, form);
  await group.sam.presses("Ja, goed zo");
  await group.noor.presses("Ja, goed zo");
  return group;
}

/** @returns the number of the topic */
export async function tells(person: TestResident, text: string): Promise<string> {
  await person.commands("meedoen");
  await person.presses("Breng een onderwerp in");
  if (person.lastText.includes("Hoe oud")) await person.presses("18 tot en met 20");
  await person.says(text);
  await person.presses("Verstuur");
  const { about } = person.lastHeard;
  if (!about) throw new Error(`no receipt: ${person.lastText}`);
  return about;
}

/** The kernel’s names of what a colleague does with a topic. */
const moderation = { publish: "show", refuse: "refuse" } as const;

export async function looksAt(
  person: TestOfficial,
  topic: string,
  act: "publish" | "refuse",
  values: Record<string, string> = {},
): Promise<void> {
  const option = moderation[act];
  await person.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step: "item", option, ref: topic },
  });
  const { reason, ...others } = values;
  const fields = { ...others, ...(reason !== undefined && { reason_nl: reason }) };
  await person.submit(fields);
  if (person.form) await person.submit(fields);
}

/** The core group agrees that there are enough topics, before the agreed day. */
export async function stopsTopics({ ola, sam, noor, id }: Group): Promise<void> {
  await onCard(ola, id, "stopCollecting");
  await ola.submit();
  await sam.presses("Ja, goed zo");
  await noor.presses("Ja, goed zo");
}

export interface Clustered extends Group {
  readonly topics: readonly [string, string, string];
}

/** Three topics have been brought in and reviewed: two about benches, one about sports. */
export async function clustering(
  form: Record<string, string> = agreement,
  options: TownOptions = {},
): Promise<Clustered> {
  const group = await collecting(options, form);
  const { town, sam, noor, yusuf, bo } = group;
  const topics: string[] = [];
  for (const [person, text] of [
    [sam, "Meer bankjes bij het water"],
    [noor, "Bankjes langs het water"],
    [yusuf, "Gratis sporten"],
  ] as const) {
    const topic = await tells(person, text);
    await looksAt(bo, topic, "publish");
    topics.push(topic);
    await town.passes(60_000);
  }
  await stopsTopics(group);
  const [first = "", second = "", third = ""] = topics;
  return { ...group, topics: [first, second, third] };
}

export async function arranges(
  { ola, id }: Scene,
  act: "merge" | "split" | "items",
  values: Record<string, string | readonly string[]> = {},
): Promise<void> {
  await onCard(ola, id, act);
  await ola.submit(values);
  if (ola.form) await ola.submit(values);
}

export async function itemsOf(scene: Pick<Scene, "town" | "id">): Promise<string[]> {
  return ((await manifestoOf(scene)).items ?? []).map((one) => one.words);
}

/** The core group has agreed on the topics: the vote is open. */
export async function voting(
  form: Record<string, string> = agreement,
  options: TownOptions = {},
): Promise<Clustered> {
  const scene = await clustering(form, options);
  await arranges(scene, "items");
  await scene.sam.presses("Ja, goed zo");
  await scene.noor.presses("Ja, goed zo");
  return scene;
}

/** “2+”: a vote for the item with number 2. */
export const votes = (person: TestResident, id: string, option: string) =>
  person.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step: "vote", option, ref: id },
  });

/** Presses a button on a card, fills in, sees what residents will read, and sends. */
async function takes(
  person: TestOfficial,
  instrument: string,
  ref: string,
  option: string,
  values: Record<string, string> = {},
): Promise<void> {
  await person.does({ type: "chose", press: { instrument, version: 1, step: "card", option, ref } });
  if (!person.form) throw new Error(`no form of ${option}: ${person.told.at(-1)}`);
  for (let time = 0; person.form && !person.form.errors && time < 2; time++) await person.submit(values);
  if (person.form) throw new Error(`the form stayed open: ${JSON.stringify(person.form.errors)}`);
}

/** The number of the process in which the council answers, and of its points by the item they are about. */
export async function councilOf(scene: Pick<Scene, "town" | "id">) {
  const { council = "", result } = await manifestoOf(scene);
  const points = await scene.town.store.listed(`${council}/points`, 50);
  const pointOf = (item: number) => {
    const n = (result?.adopted.indexOf(item) ?? -1) + 1;
    return points.find(({ state }) => itemSchema.parse(state).n === n)?.id ?? "";
  };
  return { council, points: points.map(({ id }) => id), pointOf };
}

/** The promise about an item: its number and its state. */
export async function promiseOf(scene: Pick<Scene, "town" | "id">, item: number) {
  const { pointOf } = await councilOf(scene);
  const { children } = await manifestoOf(scene);
  for (const id of children?.commitment?.ids ?? []) {
    const state = commitmentSchema.parse((await scene.town.store.process(id))?.state);
    if (state.about === pointOf(item) || state.about === String(item)) return { id, ...state };
  }
  throw new Error(`nothing was promised about ${item}`);
}

/** A button on the card of what the council is asked, or of one of its points. */
export const onResponse = (person: TestOfficial, ref: string, option: string) =>
  person.does({ type: "chose", press: { instrument: "response", version: 1, step: "card", option, ref } });

/** She says that what was told about a promise is not right. */
export async function doubts(person: TestResident): Promise<void> {
  await person.presses("Dit klopt niet");
  await person.presses("Sla over");
  await person.presses("Verstuur");
}

/** What happens by itself when something stands under a manifesto has moved: it follows within minutes. */
const follows = ({ town }: Pick<Scene, "town">) => town.passes(12 * MINUTE, 6);

/** The steps that are taken on another card, by the name that they have in these tests. */
const elsewhere: Readonly<
  Record<
    string,
    (person: TestOfficial, scene: Scene, values: Record<string, string>, item: number) => Promise<void>
  >
> = {
  async confirm(person, scene) {
    const { council } = await councilOf(scene);
    await takes(person, "response", council, "receive");
  },
  async putOnAgenda(person, scene, values) {
    const { council } = await councilOf(scene);
    await follows(scene);
    await takes(person, "response", council, "route", { to: "council", addressee: person.member });
    await takes(person, "response", council, "schedule", values);
  },
  async answer(person, scene, { outcome = "", reason = "", what, owner = "", due = "" }, item) {
    const { council, pointOf } = await councilOf(scene);
    const promise = { promises_1_what_nl: what ?? "", promises_1_owner: owner, promises_1_due: due };
    const values = { outcome, reason_nl: reason, ...(what !== undefined && promise) };
    await takes(person, "response", pointOf(item), "answer", values);
    // With the last one it is put in plain words and sent.
    const { at } = responseSchema.parse((await scene.town.store.process(council))?.state);
    if (at !== "answered") return;
    await takes(person, "response", council, "check", { words_nl: "Dit vindt de raad." });
    await takes(person, "response", council, "send");
  },
  async progress(person, scene, { state = "", words = "" }, item) {
    const { id, at } = await promiseOf(scene, item);
    if (at === "disputed")
      return takes(person, "commitment", id, "settle", { outcome: state, reason_nl: words });
    const row = { in_progress: "start", kept: "keep" }[state] ?? "break";
    await takes(person, "commitment", id, row, { [row === "break" ? "reason_nl" : "words_nl"]: words });
  },
};

/** Presses on the card, chooses the item where one is asked for, fills in, previews, and sends. */
export async function acts(
  person: TestOfficial,
  scene: Scene,
  act: string,
  values: Record<string, string> = {},
  item = 0,
): Promise<void> {
  const there = elsewhere[act];
  await (there?.(person, scene, values, item) ??
    takes(person, "manifesto", scene.id, act, {
      ...(item > 0 && { item: String(item) }),
      ...values,
      ...(values.reason && { reason_nl: values.reason }),
    }));
  if (there) await follows(scene);
}

/** Two items made it into the manifesto: sports (3) with most votes, and the first benches (1). */
export async function editing(options: TownOptions = {}): Promise<Clustered> {
  const scene = await voting({ ...agreement, adopt: "2" }, options);
  const { town, sam, noor, yusuf, id } = scene;
  await votes(sam, id, "3+");
  await votes(noor, id, "3+");
  await votes(yusuf, id, "1+");
  await town.passes(15 * 24 * 3600 * 1000, 15);
  return scene;
}

export const point = { action: "Maak sporten gratis tot 18 jaar", addressee: "de wethouder Sport" };
export const promised = {
  outcome: "accepted",
  reason: "Sporten is gezond en niet iedereen kan het betalen.",
  what: "Gratis sporten in de sporthal",
  owner: "U0BOO",
  due: "2026-07-01",
};

export async function ratifiedByCore(scene: Clustered): Promise<void> {
  await acts(scene.ola, scene, "write", point, 3);
  await acts(scene.ola, scene, "write", { action: "Zet tien banken neer", addressee: "het college" }, 1);
  await acts(scene.ola, scene, "ratify");
  await scene.sam.presses("Ja, goed zo");
  await scene.noor.presses("Ja, goed zo");
}

/** The council can answer now. */
export async function onAgenda(options: TownOptions = {}): Promise<Clustered & { chris: TestOfficial }> {
  const scene = await editing(options);
  const chris = scene.town.official("U0CHRIS");
  await ratifiedByCore(scene);
  await acts(scene.ola, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
  await acts(chris, scene, "confirm");
  await acts(chris, scene, "putOnAgenda", { day: "2026-06-10", link: "https://raad.example.org/agenda" });
  return { ...scene, chris };
}

/** One item is promised, the other declined. */
export async function responded(options: TownOptions = {}): Promise<Clustered & { chris: TestOfficial }> {
  const scene = await onAgenda(options);
  await acts(scene.chris, scene, "answer", promised, 3);
  await acts(scene.chris, scene, "answer", { outcome: "declined", reason: "Daar is geen plek." }, 1);
  return scene;
}

/** A vote over three items that is open, without everything that led to it. */
export async function openVote(
  town: TestTown,
  id: string,
  most = 10,
  counting: "votes" | "ranking" = "votes",
): Promise<void> {
  await town.store.commit([{ put: voteProcess(id, town.now, most, counting), expect: "new" }]);
}

export function voteProcess(
  id: string,
  now: Instant,
  most = 10,
  counting: "votes" | "ranking" = "votes",
): Process {
  const state: Manifesto = {
    ...newStage("prioritising", now),
    days: { voteUntil: { day: "2098-12-31", on: now } },
    group: { code: "0123456789ab", members: [] },
    facilitated: { code: "ba9876543210", workers: [] },
    from: 16,
    to: 27,
    least: 3,
    most: 4,
    agreement: {
      ages: { from: 16, to: 27 },
      counting,
      votes: most,
      collectUntil: "2026-05-01",
      rounds: 1,
      votingDays: 14,
      adopt: 2,
    },
    themes: ["Bankjes", "Sporten", "Skatebaan"].map((words, index) => ({
      n: index + 1,
      words,
      topics: [String(20_000_000 + index)],
      since: now,
    })),
    voteUntil: "2098-12-31",
  };
  return sampleProcess({ id, state, created: now, changed: now });
}
