import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MINUTE } from "../../bot/core/calendar/time.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { say } from "../../bot/core/model/message.ts";
import type { Notice } from "../../bot/core/model/notice.ts";
import { startOffice } from "../../bot/core/officials/office.ts";
import { readIssue } from "../../bot/instruments/issue/state.ts";
import { inBatches } from "../../bot/outbox/batches.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { bounds, sizeOf } from "../../bot/store/bounds.ts";
import { rowImage } from "../../bot/store/item-codec.ts";
import { momentOf } from "../support/moments.ts";
import { createTestTown, type TestTown, type TownOptions } from "../support/town.ts";

/** However many people reported the same and however many are on duty: a decision fits in one commit, whole. */

/** This many colleagues are on duty everywhere. */
async function onDuty(town: TestTown, count: number): Promise<readonly string[]> {
  const members = Array.from({ length: count }, (_, n) => `U0DUTY${n}`);
  const office = (await town.store.office()) ?? startOffice(town.ports.town);
  const desks = office.desks.map((desk) => ({ ...desk, onDuty: members }));
  await town.store.commit([{ put: { ...office, desks, version: office.version + 1 } }]);
  return members;
}

/** Adds people who reported the same, as merging does. @returns their ids */
async function joinedBy(town: TestTown, id: string, count: number): Promise<readonly string[]> {
  const issue = await town.issue(id);
  const lane = await town.store.laneOf(issue?.by ?? residentId(""));
  if (!issue || !lane) throw new Error("no report, or nobody who told it");
  const people = Array.from({ length: count }, (_, n) => residentId(`r${String(n).padStart(23, "0")}`));
  for (const resident of people)
    await town.store.commit([
      {
        put: { ...lane, key: resident, resident, address: town.ports.secrecy.seal(resident) },
        expect: "new",
      },
    ]);
  const joined = people.map((resident, n) => ({ resident, issue: String(20_000_000 + n) }));
  await town.store.commit([
    {
      put: { ...issue, state: { ...readIssue(issue), joined }, version: issue.version + 1 },
      expect: issue.version,
    },
  ]);
  return people;
}

async function scene(count: number, options: TownOptions = {}) {
  const town = createTestTown(options);
  const noor = town.resident("noor");
  const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
  const people = await joinedBy(town, id, count);
  await town.settle();
  const heard = (key: string) =>
    people.map((chat) => town.heardBy(chat).filter((keys) => keys.includes(key)).length);
  return { town, noor, id, people, heard };
}

const seals = createSecrecy("a secret of at least thirty-two characters");

const left = (town: TestTown) => town.store.images().filter((image) => image.pk?.S?.startsWith("NOTICE#"));

test("58 reports are merged into one and 45 are on duty: when the day passes all of them hear it, once", {
  timeout: 120_000,
}, async () => {
  const town = createTestTown();
  const noor = town.resident("noor");
  const ana = town.official("U0ANA");
  const members = await onDuty(town, 45);
  const whole = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
  const others = [];
  for (let n = 0; n < 58; n++) {
    const one = town.resident(`resident ${n}`, { chat: String(5000 + n) });
    const id = await one.raises("Alles is donker", { at: "Vlinderpad" });
    await ana.acts(id, "merge", { into: whole });
    others.push(one);
  }
  const issue = await town.issue(whole);
  if (issue?.wakeAt === undefined) throw new Error("nothing was promised");
  town.comesTo(issue.wakeAt);
  expect(await town.app.tick()).toBeGreaterThan(0);
  await town.settle();
  for (const one of [noor, ...others])
    expect(
      one.heard.filter(({ screen }) => screen.lines.some(({ key }) => key === "issue:notice.late")),
      one.name,
    ).toHaveLength(1);
  for (const member of members)
    expect(
      town.told.filter((one) => one.member === member && one.message.key === "officials:nudge.late"),
    ).toHaveLength(1);
  await ana.answers(whole, { text: "De lamp is vervangen." });
  for (const one of [noor, ...others]) expect(one.lastKeys[0], one.name).toBe("issue:notice.answered");
  expect(left(town)).toEqual([]);
});

test("two hundred people get the longest answer there can be, in one commit", {
  timeout: 60_000,
}, async () => {
  const { town, noor, id, heard } = await scene(200);
  // Letters that take three bytes each, and no two words alike.
  const text = Array.from({ length: 3000 }, (_, n) =>
    String.fromCharCode(0x4e00 + ((n * 7919) % 20_000)),
  ).join("");
  await town.official("U0ANA").answers(id, { text });
  expect(noor.lastKeys[0]).toBe("issue:notice.answered");
  expect(new Set(heard("issue:notice.answered"))).toEqual(new Set([1]));
  expect(left(town)).toEqual([]);
});

test("more than two hundred are not merged: the official reads why", async () => {
  const { town, id } = await scene(200);
  const ana = town.official("U0ANA");
  const other = await town.resident("sam").raises("Donker", { at: "Vlinderpad" });
  await ana.press(other, "merge");
  await ana.submit({ into: id });
  expect(ana.form?.errors?.into?.key).toBe("officials:error.tooMany");
});

describe("a batch is opened once", () => {
  test.each(["before", "after"] as const)("when the process dies just %s it was opened", async (moment) => {
    let dies = false;
    const { town, id, heard } = await scene(30, {
      ports: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          async commit(writes) {
            const opens = writes.some((one) => "remove" in one && one.expect !== undefined);
            const dead = dies && opens;
            if (dead) dies = false;
            if (dead && moment === "before") throw new Error("dead");
            await ports.store.commit(writes);
            if (dead) throw new Error("dead");
          },
        },
      }),
    });
    dies = true;
    await expect(town.official("U0ANA").answers(id, { text: "Gemaakt." })).rejects.toThrow("dead");
    expect(dies).toBe(false);
    town.restart();
    await town.settle();
    expect(new Set(heard("issue:notice.answered"))).toEqual(new Set([1]));
    expect(left(town)).toEqual([]);
  });

  test("when it is delivered a second time, long after, nobody hears it again", async () => {
    const { town, id, heard } = await scene(30);
    const ana = town.official("U0ANA");
    await ana.acts(id, "claim");
    await ana.acts(id, "answer", { outcome: "done", reason: "Gemaakt." });
    const opened = town.deliveries.filter(({ group }) => group.startsWith("several:"));
    expect(opened.length).toBeGreaterThan(0);
    for (const one of opened) await town.app.deliver(one);
    await town.passes(60 * MINUTE, 4);
    expect(new Set(heard("issue:notice.answered"))).toEqual(new Set([1]));
  });
});

test("what is put together is what was caused: nothing more or less, in order, and each piece fits", () => {
  const said = fc.record({
    to: fc.integer({ min: 0, max: 40 }),
    kind: fc.constantFrom("resident", "member", "card", "nudge"),
    words: fc.integer({ min: 0, max: 9000 }),
  });
  fc.assert(
    fc.property(fc.array(said, { maxLength: 260 }), (all) => {
      const notices = all.map(({ to, kind, words }, n): Notice => {
        const line = say("common:as_is", { text: "字".repeat(words) });
        const base = {
          row: "notice" as const,
          id: String(n).padStart(3, "0"),
          created: momentOf("2026-05-04T09:00:00.000Z"),
        };
        if (kind === "resident")
          return {
            ...base,
            group: `resident:${to}`,
            what: { kind, resident: residentId(`${to}`), screen: { lines: [line] } },
          };
        if (kind === "member")
          return { ...base, group: `member:${to}`, what: { kind, member: `${to}`, message: line } };
        if (kind === "nudge")
          return { ...base, group: "card:1", what: { kind, contribution: "1", to: [], message: line } };
        return { ...base, group: "card:1", what: { kind: "card", contribution: "1" } };
      });
      const put = inBatches(notices, "1");
      const flat = put.flatMap(({ what, ...rest }) =>
        what.kind === "several" ? what.notices : [{ ...rest, what }],
      );
      const told = (one: Pick<Notice, "id" | "group" | "what">) => `${one.group} ${one.id}`;
      expect(flat.map(told).sort()).toEqual(notices.map(told).sort());
      const inGroup = (list: readonly Pick<Notice, "id" | "group">[], group: string) =>
        list.filter((one) => one.group === group).map(({ id }) => id);
      for (const { group } of flat) expect(inGroup(flat, group)).toEqual(inGroup(notices, group));
      for (const one of put) {
        expect(sizeOf(rowImage(one, seals))).toBeLessThan(bounds.item);
        if (one.what.kind === "several") expect(one.what.notices.length).toBeLessThanOrEqual(40);
      }
    }),
    { numRuns: 30 },
  );
});
