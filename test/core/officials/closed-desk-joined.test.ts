import { describe, expect, test } from "vitest";
import { MOST_ALONG } from "../../../bot/instruments/issue/desk/merged-along.ts";
import type { TestTown } from "../../support/town.ts";
import { closedTown, SECRET } from "./closed-town.ts";

/** Merged reports move along when the whole is moved to a closed desk, and so does everything said with them. */

const elsewhere = (town: TestTown) =>
  JSON.stringify(town.posted.filter((one) => one.channel !== "#jeugd-en-buurt"));

/** Sam and Noor reported the same thing at an open desk; Bo merges Noor's into Sam's. */
async function together() {
  const { town, bo, eva } = await closedTown();
  const [sam, noor] = [town.resident("sam"), town.resident("noor")];
  const whole = await sam.raises(`${SECRET} weg, zegt Sam`);
  const part = await noor.raises(`${SECRET} weg, zegt Noor`);
  await bo.acts(part, "merge", { into: whole });
  return { town, bo, eva, sam, noor, whole, part };
}

describe("the whole is moved to a closed desk", () => {
  test("what was put with it leaves the open channel too, with its words", async () => {
    const { town, bo, whole, part } = await together();
    expect(elsewhere(town)).toContain(SECRET);
    await bo.acts(whole, "change", { category: "youth", desk: "youth_neighbourhood" });
    expect((await town.store.contribution(part))?.desk).toBe("youth_neighbourhood");
    expect(town.card(part)?.channel).toBe("#jeugd-en-buurt");
    expect(elsewhere(town)).not.toContain(SECRET);
  });

  test("what was put with it goes along also when only the subject is changed, and the rules move it", async () => {
    const { town, bo, whole, part } = await together();
    await bo.acts(whole, "change", { category: "youth", desk: "public_space" });
    expect((await town.store.contribution(whole))?.desk).toBe("youth_neighbourhood");
    expect((await town.store.contribution(part))?.desk).toBe("youth_neighbourhood");
    expect(elsewhere(town)).not.toContain(SECRET);
  });

  test("what somebody says later with a part of it is read by members alone", async () => {
    const { town, bo, noor, whole, part } = await together();
    await bo.acts(whole, "change", { category: "youth", desk: "youth_neighbourhood" });
    await noor.commands("mijn");
    await noor.does({
      type: "chose",
      press: { instrument: "issue", version: 1, step: "own", option: "add", ref: part },
    });
    await noor.says(`Nog meer over de ${SECRET}`);
    expect(JSON.stringify(town.card(part)?.thread)).toContain(SECRET);
    expect(town.card(part)?.channel).toBe("#jeugd-en-buurt");
    expect(elsewhere(town)).not.toContain(SECRET);
    const history = await town.store.history(part);
    expect(history.at(-1)?.words).toContain(SECRET);
    await bo.press(part, "show");
    expect(bo.told.at(-1)).toBe("officials:refused.closed");
  });
});

test("what stayed at an open desk from before is moved with the next words", async () => {
  const { town, noor, whole, part } = await together();
  // As it was before parts went along: only the whole was moved.
  const one = await town.store.contribution(whole);
  if (!one) throw new Error("it is there");
  await town.store.commit([
    { put: { ...one, desk: "youth_neighbourhood", version: one.version + 1 }, expect: one.version },
  ]);
  await noor.does({
    type: "chose",
    press: { instrument: "issue", version: 1, step: "own", option: "add", ref: part },
  });
  await noor.says(`Nog meer over de ${SECRET}`);
  expect(town.card(part)?.channel).toBe("#jeugd-en-buurt");
  expect(JSON.stringify(town.posted.find((one) => one.card.ref === part)?.thread)).not.toContain("Nog meer");
});

test("to whom it was passed on is read by members alone", async () => {
  const { town, bo, whole } = await together();
  await bo.acts(whole, "change", { category: "youth", desk: "youth_neighbourhood" });
  await town.official("U0LEA").acts(whole, "forward", { party: `Stichting ${SECRET}` });
  await bo.opensHome();
  expect(JSON.stringify(bo.home)).not.toContain(SECRET);
  expect(JSON.stringify(bo.home)).toContain("officials:home.closedRow");
});

test("as many as may go along do so in one commit, and leave the open channel with their words", async () => {
  const { town, bo, whole, part } = await together();
  const [one, other] = [await town.store.contribution(whole), await town.store.contribution(part)];
  if (!one || !other) throw new Error("they are there");
  const ids = Array.from({ length: MOST_ALONG - 1 }, (_, at) => String(30_000_000 + at));
  for (const id of ids) {
    await town.store.commit([{ put: { ...other, id, entries: 0, version: 1 }, expect: "new" }]);
    const notice = { kind: "card", contribution: id } as const;
    await town.store.commit([
      {
        put: { row: "notice", id: `${town.now}#${id}`, group: `card:${id}`, created: town.now, what: notice },
      },
    ]);
  }
  await town.settle();
  const joined = [part, ...ids].map((issue) => ({ issue }));
  const state = { ...(one.state as Record<string, unknown>), joined };
  await town.store.commit([{ put: { ...one, state, version: one.version + 1 }, expect: one.version }]);
  expect(elsewhere(town).split(SECRET).length).toBeGreaterThan(MOST_ALONG);
  const alarms = () =>
    town.store
      .images()
      .filter((image) => image.sk?.S === "WAKE" && !image.pk?.S?.includes(whole))
      .map((image) => image.dueAt?.S);
  const before = alarms();
  await bo.acts(whole, "change", { category: "youth", desk: "youth_neighbourhood" });
  for (const id of [part, ...ids])
    expect((await town.store.contribution(id))?.desk, id).toBe("youth_neighbourhood");
  expect(elsewhere(town)).not.toContain(SECRET);
  // When the clock looks at them is as it was.
  expect(alarms()).toEqual(before);
}, 30_000);

test("more than go along in one commit stay together, and the desk reads why", async () => {
  const { town, bo, whole } = await together();
  const one = await town.store.contribution(whole);
  if (!one) throw new Error("it is there");
  const joined = Array.from({ length: 61 }, (_, at) => ({ issue: String(30_000_000 + at) }));
  const state = { ...(one.state as Record<string, unknown>), joined };
  await town.store.commit([{ put: { ...one, state, version: one.version + 1 }, expect: one.version }]);
  await bo.press(whole, "change");
  await bo.submit({ category: "youth", desk: "youth_neighbourhood" });
  expect(bo.form?.errors?.desk?.key).toBe("officials:error.tooManyAlong");
  expect((await town.store.contribution(whole))?.desk).toBe("public_space");
});
