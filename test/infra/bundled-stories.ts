import { expect } from "vitest";
import { addDays, dayPart } from "../../bot/core/calendar/time.ts";
import { motionOf, readManifesto } from "../../bot/instruments/manifesto/state.ts";
import { opening as manifesto, point } from "../instruments/manifesto/people.ts";
import { opened, opening, processOf, surveyOf } from "../instruments/survey/people.ts";
import { playing } from "../support/playing.ts";
import { words } from "../support/words.ts";
import type { BundledTown } from "./bundled-town.ts";
import { officialIn, SOON } from "./officials.ts";

/** What people do in a town of bundles. What one function counts from the stream, another one acts on. */

const ANA = "U0ANA";
const BRAM = "U0BRAM";
const CHRIS = "U0CHRIS";
const DAY = 24 * 60 * 60 * 1000;
type Resident = ReturnType<typeof playing>;

async function comesIn(town: BundledTown, id: number): Promise<Resident> {
  const person = playing(town.playground, id, ANA);
  await person.says("/start");
  for (const part of ["language|nl", "privacy|join", "area|harbour", "allow|done"])
    await person.presses(part);
  return person;
}

const hears = async ({ heard }: Resident, part: string): Promise<void> => {
  const all = () =>
    heard()
      .map(({ text, caption }) => text ?? caption)
      .join("\n\n");
  await expect.poll(all, SOON).toContain(part);
};

/** A survey with a quota of ten who answer in Dutch: ten come in, and the eleventh is told that it is full. */
export async function tenComeIn(town: BundledTown, ids: readonly number[]): Promise<void> {
  const today = dayPart(town.now());
  const days = { opensOn: today, closesOn: addDays(today, 14), answerBy: addDays(today, 60) };
  const scene = await opened({ ...opening, ...days, quotas: "nl=10" }, { now: town.now() });
  const survey = await processOf(scene);
  expect((await surveyOf(scene)).quotas).toEqual({ "l:nl": 10 });
  await town.writes(survey);
  const isFull = words.render({ key: "survey:full" }, "nl");
  const begun = async () => (await town.store.results(survey.id))["-"]?.begun ?? 0;
  for (const [at, id] of ids.entries()) {
    const person = await comesIn(town, id);
    await person.says("/meedoen");
    await person.presses("Begin");
    const last = person.heard().at(-1)?.text ?? "";
    if (at >= 10) expect(last).toContain(isFull);
    else {
      expect(last).not.toContain(isFull);
      await person.presses("Sla over");
      await expect.poll(begun, SOON).toBe(at + 1);
    }
  }
  expect((await town.store.answers(survey.id)).results["-"]?.begun).toBe(10);
}

/** A resident raises something, an official answers, and she hears it. */
export async function raisesAndHears(town: BundledTown, resident: number): Promise<void> {
  const { says, presses, card, fills, heard } = await comesIn(town, resident);
  await says("De lamp is kapot");
  await says("Kadeplein");
  for (const part of ["photos|done", "category|street", "preview|send"]) await presses(part);
  await expect.poll(card, SOON).toBeDefined();
  const posted = card();
  if (!posted) throw new Error("no card");
  await fills(posted, "answer", { outcome: "done", reason: "De lamp brandt weer." });
  await expect.poll(() => heard().at(-1)?.text, SOON).toContain("De lamp brandt weer.");
}

/** A Youth Manifesto from its opening to its end. */
export async function wholeManifesto(town: BundledTown, ids: readonly number[]): Promise<void> {
  for (const [id, role] of [
    [BRAM, "organiser"],
    [CHRIS, "clerk"],
  ] as const)
    await town.writes({ row: "staff", id, version: 1, roles: [role] });
  const [ana, bram, chris] = [ANA, BRAM, CHRIS].map((id) => officialIn(town.playground, id));
  if (!ana || !bram || !chris) throw new Error("nobody is there");
  const day = (ahead: number) => addDays(dayPart(town.now()), ahead);

  // It opens, and three come into the core group.
  await bram.commands("jeugd-en-buurt", "/manifest");
  await bram.submits({ ...manifesto, answerBy: day(120) });
  const code = () => /m-(P\d{7})-[0-9a-f]+/.exec(JSON.stringify(town.playground.slack.messages()));
  await expect.poll(code, SOON).not.toBeNull();
  const [invitation = "", id = ""] = code() ?? [];
  const state = async () => {
    const process = await town.store.process(id);
    if (!process) throw new Error("it is gone");
    return { open: process.open, ...readManifesto(process) };
  };
  const core: Resident[] = [];
  for (const one of ids) {
    const person = await comesIn(town, one);
    await person.says(`/start ${invitation}`);
    await person.presses("16 tot en met 17");
    core.push(person);
  }
  const [noor, sam, yusuf] = core;
  if (!noor || !sam || !yusuf) throw new Error("a core group of three");
  /** The organiser's proposal waits for the core group; two of three agree. */
  async function agreed(what: string, to: string, act: string, values = {}): Promise<void> {
    const before = [noor, sam].map((person) => person?.newest("Ja, goed zo"));
    await bram?.acts([`"${act}"`, id], values);
    expect(motionOf(await state())?.step).toBe(what);
    for (const [at, person] of [noor, sam].entries()) {
      // There is a button of what was proposed before: what is new comes by the stream and the queue.
      await expect.poll(() => person?.newest("Ja, goed zo"), SOON).not.toBe(before[at]);
      await person?.presses("Ja, goed zo");
    }
    await expect.poll(async () => (await state()).at, SOON).toBe(to);
  }
  await agreed("agree", "collecting", "agreement", {
    from: "16",
    to: "27",
    collectUntil: day(20),
    counting: "votes",
    votes: "10",
    rounds: "1",
    votingDays: "14",
    adopt: "2",
  });

  // Topics, each looked at by a colleague.
  for (const [person, text] of [
    [noor, "Meer bankjes bij het water"],
    [sam, "Gratis sporten"],
  ] as const) {
    await person.says("/meedoen");
    await person.presses("Breng een onderwerp in");
    await person.says(text);
    await person.presses("Verstuur");
    const number = /Het nummer is (\d{4})-(\d{4})/.exec(person.heard().at(-1)?.text ?? "");
    const topic = number?.slice(1).join("") ?? "no receipt";
    await ana.acts(['"show"', topic]);
    await hears(person, "staat tussen de andere onderwerpen");
  }
  await agreed("stopEarly", "clustering", "stopCollecting");
  await agreed("openVote", "prioritising", "items");

  // The vote, and a close of which both counts agree.
  for (const person of core) {
    await person.says("/meedoen");
    await person.presses("|ballot|0");
    await person.presses("Geef een stem");
  }
  // Without a vote nothing comes in: one gives a vote to the other as well.
  await yusuf.presses("Volgende");
  await yusuf.presses("Geef een stem");
  await expect.poll(async () => (await town.store.tally(id)).voters, SOON).toBe(3);
  for (let week = 0; week < 3; week++) await town.passes(7 * DAY);
  await expect.poll(async () => (await state()).at, SOON).toBe("editing");
  const { result, themes: items = [] } = await state();
  expect(result).toMatchObject({ voters: 3, same: true });
  await hears(yusuf, "is gesloten");

  // The text, and the council.
  const adopted = items.filter(({ n }) => result?.adopted.includes(n)).map(({ n }) => String(n));
  expect(adopted).toHaveLength(2);
  for (const item of adopted) await bram.acts(['"write"', id], { item, ...point });
  await agreed("ratify", "ratified", "ratify");
  await hears(noor, "vastgesteld");
  await bram.acts(['"handOver"', id], { day: day(0), to: "de burgemeester" });
  const { council = "" } = await state();
  await chris.acts(['"receive"', council]);
  await chris.acts(['"route"', council], { to: "council", addressee: CHRIS });
  await chris.acts(['"schedule"', council], { day: day(7), link: "https://raad.example.org/agenda" });
  const [first, second] = await town.store.listed(`${council}/points`, 5);
  await chris.acts(['"answer"', first?.id ?? ""], {
    outcome: "accepted",
    reason_nl: "Het is gezond.",
    promises_1_what_nl: "Het komt er dit jaar",
    promises_1_owner: ANA,
    promises_1_due: day(30),
  });
  await chris.acts(['"answer"', second?.id ?? ""], { outcome: "declined", reason_nl: "Daar is geen plek." });
  await chris.acts(['"check"', council], { words_nl: "Het komt er dit jaar." });
  await chris.acts(['"send"', council]);
  await hears(yusuf, "Er is antwoord op");
  for (let minute = 0; minute < 5; minute++) await town.passes(60_000);
  await hears(noor, "Daar hoort jouw onderwerp bij.");

  // The promise is kept, and everybody hears how it ended.
  const [promise = ""] = (await state()).children?.commitment?.ids ?? [];
  await bram.acts(['"keep"', promise], { words_nl: "Het is er." });
  await hears(yusuf, "Het is er.");
  for (let minute = 0; minute < 12; minute++) await town.passes(60_000);
  await agreed("close", (await state()).at, "close");
  await hears(yusuf, "is afgesloten");
  await hears(yusuf, "Beloften: 1. Nagekomen: 1");
  for (let round = 0; round < 3 && (await state()).open; round++) await town.passes(10 * 60_000);
  expect(await state()).toMatchObject({ at: "closed", open: false });
}
