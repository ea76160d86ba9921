import { expect, test } from "vitest";
import type { Contribution } from "../../../bot/core/model/contribution.ts";
import { residentId } from "../../../bot/core/model/ids.ts";
import {
  coreOf,
  type Manifesto,
  readManifesto,
  readTopic,
  topicWords,
} from "../../../bot/instruments/manifesto/state.ts";
import type { TestResident } from "../../support/town.ts";
import {
  acts,
  agreement,
  arranges,
  type Clustered,
  clustering,
  manifestoOf,
  point,
  processOf,
  promised,
  votes,
} from "./people.ts";

/**
 * A manifesto at its maximum size: forty in the core group, and an item of sixty topics by sixty people. Each step is
 * one commit, and the town's table accepts eighty-five items in one.
 */

const DAY = 24 * 60 * 60 * 1000;
const CORE = 40;
const TOGETHER = 60;

async function changes(scene: Clustered, change: (manifesto: Manifesto) => Manifesto): Promise<void> {
  const process = await processOf(scene);
  const state = change(readManifesto(process));
  await scene.town.store.commit([
    { put: { ...process, version: process.version + 1, state }, expect: process.version },
  ]);
}

/** People like Sam, who came in the way he did. */
async function others(scene: Clustered, from: number, count: number): Promise<TestResident[]> {
  const { town, sam } = scene;
  const lane = await sam.lane;
  if (!lane) throw new Error("Sam is not here");
  const list: TestResident[] = [];
  for (let n = from; n < from + count; n++) {
    const chat = String(700_000 + n);
    const resident = residentId(`r${String(n).padStart(23, "0")}`);
    const { secrecy } = town.ports;
    const key = secrecy.laneKey("telegram", chat);
    await town.store.commit([
      { put: { ...lane, key, resident, address: secrecy.seal(chat), version: 1 }, expect: "new" },
    ]);
    list.push(town.resident(`resident ${n}`, { chat }));
  }
  return list;
}

async function largest(): Promise<{
  scene: Clustered;
  core: readonly TestResident[];
  told: readonly TestResident[];
}> {
  const scene = await clustering({ ...agreement, adopt: "2" });
  const { town, topics } = scene;
  const core = await others(scene, 0, CORE - 3);
  const told = await others(scene, 100, TOGETHER - 1);
  const residents = await Promise.all(
    [...core].map(async (one) => (await one.lane)?.resident ?? residentId("")),
  );
  const topic = await town.store.contribution(topics[0]);
  if (!topic) throw new Error("no topic");
  const more: Contribution[] = [];
  for (const [n, one] of told.entries()) {
    const by = (await one.lane)?.resident ?? residentId("");
    more.push({ ...topic, id: String(30_000_000 + n), by, version: 1, entries: 0 });
  }
  for (const put of more) await town.store.commit([{ put, expect: "new" }]);
  await changes(scene, (manifesto) => ({
    ...manifesto,
    group: {
      code: manifesto.group?.code ?? "",
      members: [...coreOf(manifesto), ...residents.map((resident) => ({ resident, on: scene.town.now }))],
    },
    most: CORE,
    themes: [
      ...(manifesto.themes ?? []),
      ...more.map((one, at) => ({
        n: 10 + at,
        words: topicWords(readTopic(one)),
        topics: [one.id],
        since: one.created,
      })),
    ],
  }));
  town.forgetsChanges();
  return { scene, core, told };
}

/** More than half of the core group says yes. */
async function agree(scene: Clustered, core: readonly TestResident[]): Promise<void> {
  for (const one of [scene.sam, scene.noor, ...core.slice(0, CORE / 2 - 1)]) await one.presses("Ja, goed zo");
}

const heard = (people: readonly TestResident[], key: string) =>
  people.filter((one) => one.heard.some(({ screen }) => screen.lines.some((line) => line.key === key)))
    .length;

test("from putting sixty topics together to a promise that was kept, nothing is refused and everybody hears it", {
  timeout: 120_000,
}, async () => {
  const { scene, core, told } = await largest();
  const { town, sam, noor, yusuf, ola, id } = scene;
  const items = (await manifestoOf(scene)).items ?? [];
  const sixty = [1, ...items.filter(({ n }) => n >= 10).map(({ n }) => n)].map(String);
  expect(sixty).toHaveLength(TOGETHER);
  await arranges(scene, "merge", { items: sixty, words: "Bankjes langs het water" });
  expect(heard(told, "manifesto:tells.merge")).toBe(TOGETHER - 1);
  const whole = (await manifestoOf(scene)).items?.find(({ topics }) => topics.length === TOGETHER)?.n ?? 0;
  await arranges(scene, "items");
  await agree(scene, core);
  expect((await manifestoOf(scene)).at).toBe("prioritising");
  for (const one of [sam, noor, yusuf]) await votes(one, id, `${whole}+`);
  await votes(sam, id, "3+");
  await town.passes(15 * DAY, 15);
  expect((await manifestoOf(scene)).result?.adopted[0]).toBe(whole);

  await acts(ola, scene, "write", point, whole);
  await acts(ola, scene, "write", point, 3);
  await acts(ola, scene, "ratify");
  await agree(scene, core);
  const chris = town.official("U0CHRIS");
  await acts(ola, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
  await acts(chris, scene, "confirm");
  await acts(chris, scene, "putOnAgenda", { day: "2026-06-10", link: "https://raad.example.org/agenda" });
  await acts(chris, scene, "answer", promised, whole);
  await acts(chris, scene, "answer", { outcome: "declined", reason: "Daar is geen plek." }, 3);
  await acts(scene.bo, scene, "progress", { state: "in_progress" }, whole);
  await acts(ola, scene, "progress", { state: "kept", words: "De banken staan er." }, whole);
  expect((await manifestoOf(scene)).items?.find(({ n }) => n === whole)?.promises).toMatchObject([
    { at: "kept" },
  ]);
  await town.passes(40 * DAY, 40);
  // Nothing waits for ever, and nothing was set aside.
  expect(await town.store.parked(5)).toEqual([]);
  const failed = town.logged.filter(({ event }) => event === "clock_failed");
  expect(failed).toEqual([]);

  // One of the core group goes: her part in everything with her.
  const [first] = core;
  if (!first) throw new Error("nobody");
  await first.commands("wis");
  await first.presses("Ja, wis alles");
  expect(await first.lane).toBeUndefined();
  expect((await manifestoOf(scene)).core).toHaveLength(CORE - 1);
});
