import { expect, test, vi } from "vitest";
import { Unavailable } from "../../bot/ports/errors.ts";
import { type Call, Crash, isReading } from "../support/fate.ts";
import { once, pressOf, type Told, tell } from "../support/story.ts";
import type { TestTown } from "../support/town.ts";

/** /wis erases everything, whatever dies in the process. */

vi.setConfig({ testTimeout: 120_000 });

const WORDS = ["Mijn buurman heet Toveren", "achter huisnummer zeven", "antwoord met toverwoord"];

async function brings(story: Told) {
  const { town } = story;
  const noor = story.resident("noor");
  await noor.commands("start");
  for (const option of ["nl", "join", "skip", "done"]) await noor.presses(option);
  for (const photo of ["photo1", "photo2"]) {
    await noor.says(WORDS[0] ?? "");
    await noor.says(WORDS[1] ?? "");
    await noor.photo(photo);
    await noor.presses("done");
    await noor.presses("waste");
    await noor.presses("send");
  }
  const ids = [...new Set(town.posted.map((one) => one.card.ref))];
  await story.official("U0ANA").acts(ids[0] ?? "", "ask", { question: "Welke kant?" });
  await noor.presses("reply");
  await noor.says(WORDS[2] ?? "");
  await noor.says("Een derde, nog niet af");
  await story.settles();
  // Something of hers could not be handled, and lies under the key of her lane.
  await town.app.setAside("an update", new TypeError("broken"), undefined, noor.one.chat);
  return { noor, ids };
}

/** Everything about her anywhere: in the table, in the bucket, in Slack. */
function traces(town: TestTown, resident: string, key: string): string[] {
  const table = JSON.stringify(town.store.images());
  const slack = JSON.stringify(town.posted);
  return [
    ...[...WORDS, "Een derde"].filter((words) => table.includes(words)).map((words) => `table: ${words}`),
    ...[...WORDS].filter((words) => slack.includes(words)).map((words) => `Slack: ${words}`),
    ...(table.includes(resident) ? ["her random id"] : []),
    ...(table.includes(key) ? ["her lane"] : []),
    ...(table.includes("photo1") || table.includes("photo2") ? ["a photo"] : []),
    ...[...town.bucket.keys()].map((name) => `bucket: ${name}`),
  ];
}

async function erases(story: Told): Promise<{ left: string[]; heard: string[] }> {
  const { noor } = await brings(story);
  const lane = await noor.one.lane;
  const before = noor.texts.length;
  story.fate.decides(story.later);
  await noor.commands("wis");
  await noor.presses("yes");
  await story.settles();
  const left = traces(story.town, lane?.resident ?? "", lane?.key ?? "");
  return { left, heard: noor.texts.slice(before) };
}

test("nothing is left, and she is told", async () => {
  const story = tell();
  const { left, heard } = await erases(story);
  expect(left).toEqual([]);
  expect(heard).toHaveLength(2);
  expect(story.town.removedFiles).toHaveLength(2);
});

test.each([
  ["the process dies after", "after" as const, () => new Crash()],
  ["the table cannot be reached before", "before" as const, () => new Unavailable("stumbled")],
  ["the table cannot be reached after", "after" as const, () => new Unavailable("stumbled")],
])("%s any call of an erasure", async (_, moment, error) => {
  const calm = tell();
  await erases(calm);
  const crashes = error() instanceof Crash;
  const of = (call: Pick<Call, "name">) =>
    (crashes || call.name.startsWith("store.")) && (moment === "before" || !isReading(call));
  const struck = calm.fate.seen.filter((name) => of({ name }));
  const problems: string[] = [];
  for (let n = 1; n <= struck.length; n++) {
    const story = tell();
    story.later = once(n, moment, error, of);
    const { left, heard } = await erases(story);
    if (left.length > 0) problems.push(`${n} ${struck[n - 1]}: ${left.join(", ")}`);
    if (heard.length < 2 || heard.length > 3) problems.push(`${n}: heard ${JSON.stringify(heard)}`);
  }
  expect(struck.length).toBeGreaterThan(3);
  expect(problems).toEqual([]);
});

test("the update that erased her comes again after a crash: she is told, and not known again", async () => {
  const story = tell();
  const { noor } = await brings(story);
  await noor.commands("wis");
  const press = { instrument: "core", version: 1, step: "erase", option: "yes" };
  await noor.one.gives({ type: "chose", press }, 900);
  story.town.restart();
  await noor.one.gives({ type: "chose", press }, 900);
  expect(noor.one.lastKeys).toEqual(["common:wis.nothing"]);
  expect(await noor.one.lane).toBeUndefined();
});

test("somebody who says that she is younger than sixteen does not become known again by a repeated press", async () => {
  const story = tell();
  const sam = story.resident("sam");
  await sam.commands("start");
  await sam.presses("nl");
  const press = { instrument: "core", version: 1, step: "privacy", option: "young" };
  await sam.one.gives({ type: "chose", press }, 900);
  story.town.restart();
  await sam.one.gives({ type: "chose", press }, 900);
  expect(sam.one.lastKeys[0]).toBe("common:onboarding.young");
  await story.settles();
  expect(story.town.store.images()).toEqual([]);
});

test("somebody who has not come in yet can be forgotten too", async () => {
  const story = tell();
  const sam = story.resident("sam");
  await sam.commands("start");
  await sam.commands("wis");
  await sam.presses("yes");
  expect(sam.one.lastKeys).toEqual(["common:wis.doneEmpty"]);
  expect(story.town.store.images()).toEqual([]);
});

test("somebody who said /stop while coming in can take it back, or just start again", async () => {
  for (const way of ["undo", "start"]) {
    const story = tell();
    const sam = story.resident("sam");
    await sam.commands("start");
    await sam.commands("stop");
    expect((await sam.one.lane)?.stopped).toBe(true);
    if (way === "undo") await sam.presses("undo");
    else await sam.commands("start");
    expect((await sam.one.lane)?.stopped).toBe(false);
  }
});

test("the process dies between the bucket and the note of it, and then she goes: no photo stays", async () => {
  const story = tell();
  const noor = story.resident("noor");
  await noor.commands("start");
  for (const option of ["nl", "join", "skip", "done"]) await noor.presses(option);
  await noor.says(WORDS[0] ?? "");
  await noor.says(WORDS[1] ?? "");
  await noor.photo("photo1");
  await noor.presses("done");
  await noor.presses("waste");
  const send = { type: "chose", press: pressOf(noor.one.heard, "send") } as const;
  const erase = { instrument: "core", version: 1, step: "erase", option: "yes" };
  story.fate.decides(
    once(
      1,
      "after",
      () => new Crash(),
      ({ name }) => name === "media.put",
    ),
  );
  await noor.one.gives(send, 900);
  await expect(story.town.settle()).rejects.toThrow(Crash);
  story.fate.restart();
  story.town.restart();
  expect(story.town.bucket.size).toBe(1);
  await noor.one.gives({ type: "chose", press: erase }, 901);
  await story.settles();
  expect(story.town.bucket.size).toBe(0);
});

test("an issue that went to another desk leaves nothing of her at the first", async () => {
  const story = tell();
  const { noor, ids } = await brings(story);
  const lane = await noor.one.lane;
  const [id = ""] = ids;
  const issue = await story.town.issue(id);
  const desk = issue?.desk === "front_desk" ? "public_space" : "front_desk";
  await story.official("U0ANA").acts(id, "change", { category: "waste", desk });
  expect(story.town.posted.filter((one) => one.card.ref === id)).toHaveLength(2);
  expect(story.town.card(id)?.card.words).toContain(WORDS[0]);
  expect(story.town.card(id)?.files).toHaveLength(1);
  await noor.commands("wis");
  await noor.presses("yes");
  await story.settles();
  expect(traces(story.town, lane?.resident ?? "", lane?.key ?? "")).toEqual([]);
});

test("somebody who never finishes coming in leaves nothing that stays", async () => {
  const story = tell();
  const kim = story.resident("kim");
  await kim.commands("start");
  await kim.presses("nl");
  const lasting = story.town.store.images().filter((image) => image.expiresAt === undefined);
  expect(lasting).toEqual([]);
  await kim.presses("join");
  await kim.presses("skip");
  await kim.presses("done");
  // A member stays for the town's term, and so does the way to her lane: two years at least.
  const twoYears = Date.parse("2028-05-04T00:00:00Z") / 1000;
  const until = story.town.store.images().map((image) => Number(image.expiresAt?.N));
  expect(until).toHaveLength(2);
  for (const moment of until) expect(moment).toBeGreaterThan(twoYears);
});
