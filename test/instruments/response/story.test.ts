import { describe, expect, test, vi } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { isProcessId } from "../../../bot/core/model/process.ts";
import { type Response, responseSchema } from "../../../bot/instruments/response/part.ts";
import { chose, comesBy, opened, type Scene } from "../../core/processes/forum/people.ts";
import { BO } from "../../support/staff.ts";
import type { TestOfficial, TestResident } from "../../support/town.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("../../core/processes/forum/registry.ts"));

/** What the council answers to what a process put before it, point by point. */

interface Asked extends Scene {
  readonly noor: TestResident;
  readonly response: string;
  readonly stands: () => Promise<Response>;
  /** Somebody takes a row: of the answer, or of a point by its number. */
  readonly takes: (
    who: TestOfficial,
    row: string,
    values?: Record<string, string>,
    ref?: string,
  ) => Promise<void>;
  /** The numbers of the points. */
  readonly points: () => Promise<readonly string[]>;
}

const names = ["noor", "sam", "lou"];

/** A forum of so many people put as many points before the council. */
async function asked(count: number): Promise<Asked> {
  const scene = await opened();
  const residents: TestResident[] = [];
  for (const name of names.slice(0, count)) {
    const one = await comesBy(scene, name, "group");
    await one.presses("Ja, ik doe mee");
    residents.push(one);
  }
  await scene.ola.does(chose("card", "askCouncil", scene.id));
  await scene.town.settle();
  const response = scene.town.posted
    .map(({ card }) => card.ref)
    .findLast((ref) => isProcessId(ref) && ref !== scene.id);
  const [noor] = residents;
  if (!response || !noor) throw new Error("nothing was asked");
  return {
    ...scene,
    noor,
    response,
    stands: async () => responseSchema.parse((await scene.town.store.process(response))?.state),
    points: async () => (await scene.town.store.listed(`${response}/points`, 50)).map(({ id }) => id),
    takes: async (who, row, values, ref = response) => {
      const press = { instrument: "response", version: 1, step: "card", option: row, ref };
      await who.does({ type: "chose", press });
      for (let time = 0; who.form && time < 2; time++) await who.submit(values);
      if (who.form) throw new Error(`not taken: ${JSON.stringify(who.form.errors)}`);
    },
  };
}

const agenda = { day: "2026-06-01", link: "https://waterkant.example/raad" };
const yes = {
  outcome: "accepted",
  reason_nl: "Er is genoeg geld.",
  promises_1_what_nl: "Een bankje",
  promises_1_owner: BO,
  promises_1_due: "2026-07-01",
};
const no = { outcome: "declined", reason_nl: "De boom is te oud." };

/** Until every point was answered. */
async function answered(scene: Asked, ...answers: readonly Record<string, string>[]): Promise<void> {
  const { chris, bo } = scene;
  await scene.takes(chris, "receive");
  await scene.takes(chris, "route", { to: "executive", addressee: BO });
  await scene.takes(chris, "schedule", agenda);
  const points = await scene.points();
  for (const [at, values] of answers.entries()) await scene.takes(bo, "answer", values, points[at]);
}

async function sent(scene: Asked, ...answers: readonly Record<string, string>[]): Promise<void> {
  await answered(scene, ...answers);
  await scene.takes(scene.chris, "check", { words_nl: "Er komt een bankje. De boom blijft weg." });
  await scene.takes(scene.chris, "send");
  await scene.town.passes(HOUR, 12);
}

test("whoever takes part hears when it is received and discussed, and then the answer with its promises", async () => {
  const scene = await asked(2);
  const { noor, town, chris, bo } = scene;
  await town.passes(HOUR, 4);
  expect(noor.lastText).toContain("Nieuws over “Het plein”. Het gaat naar de gemeenteraad.");
  expect(noor.lastText).toContain("• Punt 1\n• Punt 2");
  expect(chris.told).toContain("officials:response.tells.begin");
  await scene.takes(chris, "receive");
  await town.passes(HOUR, 4);
  expect(noor.lastText).toContain("De griffier van de gemeenteraad heeft het ontvangen.");
  await scene.takes(chris, "route", { to: "executive", addressee: BO });
  expect(bo.told).toContain("officials:response.tells.route");
  await scene.takes(chris, "schedule", agenda);
  await town.passes(HOUR, 4);
  expect(noor.lastText).toContain("Het wordt besproken op maandag 1 juni 2026.");
  const [first, second] = await scene.points();
  await scene.takes(bo, "answer", yes, first);
  expect((await scene.stands()).at).toBe("scheduled");
  await scene.takes(bo, "answer", no, second);
  expect((await scene.stands()).at).toBe("answered");
  await town.passes(HOUR, 4);
  // Not a word of the answer before it is in plain words.
  expect(noor.lastText).toContain("Het wordt besproken");
  await scene.takes(chris, "check", { words_nl: "Er komt een bankje. De boom blijft weg." });
  await scene.takes(chris, "send");
  await town.passes(HOUR, 12);
  expect(noor.lastText).toContain(
    "Er is antwoord op “Het plein”, van het college van burgemeester en wethouders.",
  );
  expect(noor.lastText).toContain("“Punt 1”: dit gaat gebeuren");
  expect(noor.lastText).toContain("• Een bankje (uiterlijk woensdag 1 juli 2026)");
  expect(noor.lastText).toContain("“Punt 2”: dit gaat niet gebeuren");
  expect((await scene.stands()).children?.commitment?.now).toEqual({ promised: 1 });
});

test("of many points she reads the outcomes, and turns from answer to answer", async () => {
  const scene = await asked(3);
  await sent(scene, yes, no, no);
  const { noor } = scene;
  expect(noor.lastText).toContain("“Punt 3”: dit gaat niet gebeuren");
  expect(noor.lastText).not.toContain("De boom is te oud.");
  await noor.presses("Lees de antwoorden");
  expect(noor.lastText).toContain("Antwoord 1 van 3");
  expect(noor.lastText).toContain("Er is genoeg geld.");
  await noor.presses("Volgende");
  expect(noor.lastText).toContain("De boom is te oud.");
});

test("nobody reads an answer by a forged button before it is sent", async () => {
  const scene = await asked(2);
  await answered(scene, yes);
  const press = { instrument: "response", version: 1, step: "answers", option: "0", ref: scene.response };
  await scene.noor.does({ type: "chose", press });
  expect(scene.noor.lastText).toContain("Er is nog geen antwoord.");
});

describe("an answer that was not right", () => {
  test("is corrected, and everybody hears what it says now, why, and that it is another version", async () => {
    const scene = await asked(2);
    await sent(scene, no, no);
    const [first] = await scene.points();
    const right = { outcome: "partly", reason_nl: "Er komt één boom.", why_nl: "De raad besloot anders." };
    await scene.takes(scene.chris, "correct", right, first);
    await scene.town.passes(HOUR, 12);
    const { noor } = scene;
    for (const part of [
      "Het antwoord op “Het plein” is verbeterd. Het gaat om: Punt 1.",
      "dit gaat voor een deel gebeuren",
      "Er komt één boom.",
      "De raad besloot anders.",
      "Dit is versie 2 van het antwoord.",
    ])
      expect(noor.lastText).toContain(part);
    const press = { instrument: "response", version: 1, step: "answers", option: "0", ref: scene.response };
    await noor.does({ type: "chose", press });
    expect(noor.lastText).toContain("Er komt één boom.");
    expect(noor.lastText).not.toContain("De boom is te oud.");
  });
});

test("nothing is sent before each point has its reason, in plain words", async () => {
  const scene = await asked(2);
  await answered(scene, yes);
  await scene.takes(scene.chris, "send");
  expect(scene.chris.told.at(-1)).toBe("officials:process.notNow");
  expect((await scene.stands()).at).toBe("scheduled");
});

test("a clerk who does nothing is reminded, everybody who waits hears, and it goes on every month", async () => {
  const scene = await asked(2);
  await scene.town.passes(100 * DAY, 400);
  const owed = (is: string) =>
    scene.town.told.filter(
      ({ member, message }) =>
        member === scene.chris.member &&
        message.key === `officials:process.owed.${is}` &&
        JSON.stringify(message.params).includes("officials:response.owed.receive"),
    ).length;
  expect([owed("before"), owed("passed"), owed("week")]).toEqual([1, 1, 1]);
  expect(owed("month")).toBeGreaterThanOrEqual(2);
  const heard = scene.noor.heard.map(({ screen }) => scene.town.text(screen)).join("\n");
  expect(heard).toContain("Er zou uiterlijk maandag 11 mei 2026 dit zijn: een bericht dat het is ontvangen.");
});

test("it ends when its promises are settled, and not before thirty days", async () => {
  const scene = await asked(2);
  await sent(scene, no, no);
  await scene.town.passes(20 * DAY, 80);
  expect((await scene.stands()).at).toBe("sent");
  await scene.town.passes(15 * DAY, 60);
  expect((await scene.stands()).at).toBe("closed");
  expect(scene.noor.lastText).toContain("“Het plein” is afgerond bij de gemeenteraad.");
});

describe("a question that is taken back", () => {
  const why = { reason_nl: "Het geld is al gevonden.", reason_en: "The money was found." };

  test("ends with a reason that everybody reads, and nobody owes anything about it any more", async () => {
    const scene = await asked(1);
    const { noor, town, chris, ola } = scene;
    await scene.takes(chris, "receive");
    await scene.takes(ola, "withdraw", why);
    await town.passes(HOUR, 12);
    expect((await scene.stands()).at).toBe("withdrawn");
    expect(noor.lastText).toContain("Deze vraag gaat niet verder bij de gemeenteraad.");
    expect(noor.lastText).toContain("Het geld is al gevonden.");
    expect(chris.told).toContain("officials:response.tells.withdraw");
    const told = town.told.length;
    await town.passes(90 * DAY, 90);
    const owed = town.told.slice(told).map(({ message }) => JSON.stringify(message));
    expect(owed.filter((one) => one.includes("officials:response.owed"))).toEqual([]);
  });

  test("is not taken back once there is an answer: people read that", async () => {
    const scene = await asked(1);
    await answered(scene, yes);
    await expect(scene.takes(scene.ola, "withdraw", why)).resolves.toBeUndefined();
    expect((await scene.stands()).at).toBe("answered");
  });
});
