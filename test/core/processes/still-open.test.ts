import { expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { itemOf } from "../../../bot/core/processes/items.ts";
import { stageSchema } from "../../../bot/core/processes/stage.ts";
import type { TestTown } from "../../support/town.ts";
import { chose, forgets, opened, press, type Scene, shows } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** What can be shown, and taken back, only as long as its table says: after that it is voted on, or written down. */

type Resident = ReturnType<TestTown["resident"]>;

async function wishes(words = "Een zwembad") {
  const scene = await opened();
  const noor = await scene.comes("noor");
  await noor.does({ type: "chose", press: press("do", "bring.wish", scene.id) });
  await noor.says(words);
  await noor.presses("Sla over");
  await noor.presses("Verstuur");
  const number = noor.lastHeard.about ?? "";
  return { scene, noor, number };
}

const itemAt = async ({ town }: Scene, number: string) => {
  const row = await town.store.contribution(number);
  if (!row) throw new Error(`there is no ${number}`);
  return itemOf({}, row);
};

/** People vote from now on. */
async function votes({ town, id }: Scene): Promise<void> {
  const process = await town.store.process(id);
  if (!process) throw new Error("no process");
  const state = { ...stageSchema.parse(process.state), at: "vote" };
  await town.store.commit([{ put: { ...process, state, version: process.version + 1 } }]);
  town.forgetsChanges();
}

const own = (noor: Resident, option: string, number: string) =>
  noor.does({ type: "chose", press: press("own", option, number) });

const read = (noor: Resident) => noor.heard.flatMap(({ screen }) => screen.lines.map(({ key }) => key));

test("she takes back what others see already, once she is sure, and nobody sees it any more", async () => {
  const { scene, noor, number } = await wishes();
  await shows(scene.bo, number);
  await own(noor, "withdraw", number);
  await noor.presses("Nee, laat het staan");
  expect((await itemAt(scene, number)).state.at).toBe("shown");
  await own(noor, "withdraw", number);
  await noor.presses("Ja, trek het in");
  const { row, state } = await itemAt(scene, number);
  expect([state.at, row.listedIn]).toEqual(["withdrawn", undefined]);
});

test("but not any more once people vote on it, and not what is somebody else’s", async () => {
  const { scene, noor, number } = await wishes();
  await shows(scene.bo, number);
  const sam = await scene.comes("sam");
  await own(sam, "withdraw_yes", number);
  expect((await itemAt(scene, number)).state.at).toBe("shown");
  await votes(scene);
  await own(noor, "withdraw_yes", number);
  expect(read(noor).at(-1)).toBe("common:process.item.settled");
  expect((await itemAt(scene, number)).state.at).toBe("shown");
});

test("when people vote it is too late to show it: it can be refused, with one of the reasons of its table", async () => {
  const { scene, noor, number } = await wishes();
  await votes(scene);
  await scene.bo.does(chose("item", "show", number));
  expect(scene.bo.told.at(-1)).toBe("officials:process.item.tooLate");
  await scene.bo.does(chose("item", "refuse", number));
  await scene.bo.submit({ reason_nl: "Het kwam te laat." });
  expect(Object.keys(scene.bo.form?.errors ?? {})).toEqual(["why"]);
  const reason = { why: "other", reason_nl: "Het kwam te laat." };
  await scene.bo.submit(reason);
  await scene.bo.submit(reason);
  expect(read(noor)).toContain("forum:item.wish.why.other");
  expect(noor.lastText).toContain("“Het kwam te laat.”");
  // She finds it again where she looks what became of it.
  await noor.commands("mijn");
  await noor.presses(`${number.slice(0, 4)}-${number.slice(4)}`);
  expect(noor.lastText).toContain("“Het kwam te laat.”");
  expect(noor.lastText).toContain("niet te zien voor anderen");
});

test("nobody looks at it: she hears on the day, and a week later that it takes no part", async () => {
  const { scene, noor, number } = await wishes();
  await scene.town.passes(4 * DAY, 4 * 24);
  await scene.town.passes(DAY, 24);
  expect(read(noor).filter((key) => key === "common:process.item.lookedAtLate")).toHaveLength(1);
  await votes(scene);
  await scene.town.passes(10 * DAY, 10 * 24);
  expect(read(noor).filter((key) => key === "common:process.item.tooLate")).toHaveLength(1);
  expect((await itemAt(scene, number)).row.open).toBe(false);
});

test("a photo that only the municipality sees can be added when others see her words already", async () => {
  const { scene, noor, number } = await wishes();
  await shows(scene.bo, number);
  const repliesTo = noor.heard.findLast(({ screen }) => screen.about === number)?.message;
  await noor.does({ type: "shared", media: { kind: "photo", source: "photo1" }, repliesTo });
  expect((await itemAt(scene, number)).state.media).toHaveLength(1);
  const sam = await scene.comes("sam");
  await sam.does({ type: "chose", press: press("list", "wish+0", scene.id) });
  expect(sam.lastText).toContain("Een zwembad");
  expect(sam.heard.at(-1)?.screen.media ?? []).toEqual([]);
});

test("when she has herself erased it goes from the list, and the reason why it was refused goes too", async () => {
  const first = await wishes();
  await shows(first.scene.bo, first.number);
  await first.noor.commands("wis");
  await first.noor.presses("Ja, wis alles");
  const shown = await itemAt(first.scene, first.number);
  expect([shown.state.at, shown.row.listedIn]).toEqual(["withdrawn", undefined]);
  const { scene, noor, number } = await wishes("Mijn buurman is stom");
  const reason = { why: "other", reason_nl: "Uw buurman is niet stom." };
  await scene.bo.does(chose("item", "refuse", number));
  await scene.bo.submit(reason);
  await scene.bo.submit(reason);
  await noor.commands("wis");
  await noor.presses("Ja, wis alles");
  expect(JSON.stringify((await itemAt(scene, number)).state)).not.toContain("buurman");
});

test("what she added in the conversation about it is not kept longer than the rest", async () => {
  const { scene, noor, number } = await wishes();
  await shows(scene.bo, number);
  const message = noor.heard.findLast(({ screen }) => screen.about === number)?.message;
  await noor.says("Met een glijbaan", { repliesTo: message });
  expect(JSON.stringify(await scene.town.store.history(number))).toContain("glijbaan");
  await forgets(scene);
  expect((await itemAt(scene, number)).state.erased).toBe(true);
  expect(JSON.stringify(await scene.town.store.history(number))).not.toContain("glijbaan");
});
