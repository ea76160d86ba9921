import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { BO, CHRIS } from "../../support/staff.ts";
import type { TestResident } from "../../support/town.ts";
import { filledIn, issueOf, joins, type Scene, scene } from "./people.ts";

/**
 * Whatever was promised about a report, and wherever it stands then: when nobody does anything for four hundred days, she
 * who raised it and who told the same have a word after the day that they were given.
 */

type Act = (here: Scene) => Promise<void>;

const act =
  (name: string, values?: Record<string, string>): Act =>
  ({ bo, id }) =>
    bo.acts(id, name, values);

const toCouncil: Act = ({ ola, id }) => ola.acts(id, "council");

/** The clerk takes a row of the answer of the council; an answer is to its only point. */
const clerk =
  (row: string, values?: Record<string, string>): Act =>
  async ({ town, id }) => {
    const { response = "" } = (await issueOf(town, id)).council ?? {};
    const [point] = await town.store.listed(`${response}/points`, 5);
    const ref = row === "answer" ? point?.id : response;
    const chris = town.official(CHRIS);
    await chris.does({
      type: "chose",
      press: { instrument: "response", version: 1, step: "card", option: row, ref },
    });
    for (let time = 0; chris.form && time < 2; time++) await chris.submit(values);
    if (chris.form) throw new Error(`${row} was not taken: ${JSON.stringify(chris.form.errors)}`);
  };

const days =
  (count: number): Act =>
  ({ town }) =>
    town.passes(count * DAY, count * 2);

const plan = act("plan", { day: "2026-06-15" });
const planned = act("answer", { outcome: "planned", reason: "Er komt een lamp.", doneBy: "2026-06-15" });
const agenda = clerk("schedule", { day: "2026-06-01", link: "https://waterkant.example/raad" });
const answer = clerk("answer", {
  outcome: "accepted",
  reason_nl: "Er is geld.",
  promises_1_what_nl: "Lampen",
  promises_1_owner: BO,
  promises_1_due: "2026-07-01",
});
const received = [toCouncil, clerk("receive")];
const routed = [...received, clerk("route", { to: "council", addressee: CHRIS })];
const answered = [...routed, agenda, answer];
const checked = [...answered, clerk("check", { words_nl: "Er komen lampen." })];

/** What was done, what she then waits for, and a word that she has to have read about it. */
const waits: readonly (readonly [string, readonly Act[], RegExp])[] = [
  ["it was planned", [plan], /te laat met/],
  ["it was planned, and she was asked something", [plan, act("ask", filledIn.ask)], /was gepland voor/],
  ["it was planned, asked, and set aside", [plan, act("ask", filledIn.ask), days(20)], /was gepland voor/],
  ["it was planned and passed on", [plan, act("forward", filledIn.forward)], /te laat met/],
  ["it will be done", [planned], /Beloofd was: Er komt een lamp/],
  ["it will be done, and was closed", [planned, days(20)], /Beloofd was: Er komt een lamp/],
  ["it went to the council", [toCouncil], /een bericht dat het is ontvangen\. Dat is er nog niet/],
  ["the council has it", received, /een besluit over wie antwoord geeft\. Dat is er nog niet/],
  ["it lies with who answers", routed, /een dag waarop het wordt besproken\. Dat is er nog niet/],
  ["it is on the agenda", [...routed, agenda], /het antwoord\. Dat is er nog niet/],
  ["it was answered", answered, /het antwoord in gewone taal\. Dat is er nog niet/],
  ["the answer is in plain words", checked, /het antwoord\. Dat is er nog niet/],
  ["the council promised something", [...checked, clerk("send")], /Beloofd was: Lampen/],
];

test.each(waits)("%s", async (_, acts, word) => {
  const here = await scene({
    ports: (ports) => ({ ...ports, town: { ...ports.town, councilThreshold: 2 } }),
  });
  const { person: jo } = await joins(here, "jo", "nl");
  for (const one of acts) await one(here);
  const before = [here.sam, jo].map(({ heard }) => heard.length);
  await here.town.passes(400 * DAY, 200);
  const reads = (one: TestResident, from: number) =>
    one.heard
      .slice(from)
      .map(({ screen }) => here.town.text(screen))
      .join("\n");
  for (const [n, one] of [here.sam, jo].entries()) expect(reads(one, before[n] ?? 0)).toMatch(word);
  expect(here.town.logged.flatMap(({ error }) => error ?? [])).toEqual([]);
});
