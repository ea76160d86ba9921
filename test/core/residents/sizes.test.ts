import { expect, test } from "vitest";
import { MINUTE } from "../../../bot/core/calendar/time.ts";
import { MOST_ADDED, MOST_MEDIA } from "../../../bot/instruments/issue/state.ts";
import { bring, contributionOf, forges, issueOf } from "../../instruments/issue/people.ts";
import { begins, openedWith, q } from "../../instruments/survey/people.ts";
import { BO, staffed } from "../../support/staff.ts";
import { createTestTown, type TestResident, type TestTown } from "../../support/town.ts";
import { waterkant } from "../../support/waterkant.ts";
import { words } from "../../support/words.ts";

/**
 * No row outgrows the table, whatever somebody sends into it: each is filled to its limit, and still takes an answer.
 */

/** The limits apply to one row, whatever a budget allows over many days. */
const noLimits = {
  words,
  ports: (ports: TestTown["ports"]) => ({
    ...ports,
    town: {
      ...waterkant,
      limits: {
        ...waterkant.limits,
        actsInTenMinutes: 1e6,
        actsInADay: 1e6,
        contributionsInADay: 1e6,
        mediaInADay: 1e6,
      },
    },
  }),
};
/** DynamoDB accepts 400 KB per item. What is measured is what would be sent to it. */
const TOP = 150_000;

function largest(town: TestTown): number {
  return Math.max(...town.store.images().map((image) => JSON.stringify(image).length));
}

/** Words that cannot be compressed, three bytes per character; the same for the same seed. */
function noise(length: number, seed: number): string {
  let state = seed + 1;
  const signs: string[] = [];
  while (signs.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    signs.push(String.fromCharCode(0x4e00 + ((state >>> 8) % 20_000)));
  }
  return signs.join("");
}

const photo = (n: number, caption?: string) => ({
  type: "shared" as const,
  media: { kind: "photo" as const, source: `${"AgACAgQAAxkBAAI".repeat(5)}${n}` },
  ...(caption !== undefined && { caption }),
});

test("a story of 2,200 photos and 100,000 signs in short pieces is told, sent and answered", async () => {
  const town = createTestTown(noLimits);
  await staffed(town);
  const sam = await town.resident("sam").joins();
  await sam.says("Er ligt glas");
  for (let n = 0; n < 2200; n++) await sam.gives(photo(n));
  for (let n = 0; n < 300; n++) await sam.gives({ type: "said", text: noise(330, n) });
  await sam.gives({ type: "said", text: "/" });
  expect(largest(town)).toBeLessThan(TOP);
  await sam.says("Sla over");
  await sam.presses("Afval");
  await sam.presses("Verstuur");
  const id = sam.lastHeard.about ?? "";
  const issue = await issueOf(town, id);
  expect(issue.media).toHaveLength(10);
  expect(largest(town)).toBeLessThan(TOP);
  await town.official(BO).answers(id, { text: "Het glas is opgeruimd." });
  expect((await issueOf(town, id)).status.at).toBe("answered");
}, 120_000);

test("what is added to a report ends, is refused with what to do instead, and the desk's question is still answered", async () => {
  const here = await bring("triaged");
  const { town, sam, bo, id } = here;
  for (let n = 0; n < 30; n++) {
    await forges(sam, "add", id);
    await sam.does(photo(n, n % 2 ? `Foto ${n}` : undefined));
    await town.passes(10 * MINUTE);
  }
  const issue = await issueOf(town, id);
  expect(issue.media).toHaveLength(MOST_MEDIA);
  // When a photo no longer fits, the words below it are kept.
  expect(
    town
      .card(id)
      ?.thread.map((one) => JSON.stringify(one))
      .join(),
  ).toContain("Foto 29");
  for (let n = 0; n < 40; n++) {
    await forges(sam, "add", id);
    await sam.says(`Nog iets ${n}`);
    await town.passes(10 * MINUTE);
  }
  expect((await issueOf(town, id)).added).toBe(MOST_ADDED);
  expect(sam.lastKeys).toContain("common:limit.full");
  await bo.acts(id, "ask", { question: "Welke lamp is het?" });
  await sam.says("De derde lamp");
  expect((await issueOf(town, id)).status.at).toBe("triaged");
  expect((await contributionOf(town, id)).handled.length).toBeLessThanOrEqual(24);
  expect(largest(town)).toBeLessThan(TOP);
}, 60_000);

test("a permission that is changed a thousand times keeps the last ten choices as proof", async () => {
  const town = createTestTown(noLimits);
  const sam = await town.resident("sam").joins();
  await sam.commands("mijngegevens");
  await sam.presses("Mijn keuzes");
  for (let n = 0; n < 1000; n++)
    await sam.gives({
      type: "chose",
      press: { instrument: "core", version: 1, step: "allow", option: "ask_opinion" },
    });
  const { permissions = [] } = (await sam.lane) ?? {};
  expect(permissions).toHaveLength(10);
  expect(permissions.at(-1)?.granted).toBe(false);
  expect(largest(town)).toBeLessThan(TOP);
}, 60_000);

test("a survey answered with 2,200 photos and the longest words everywhere is kept within one row", async () => {
  const scene = await openedWith(
    JSON.stringify({ questions: Array.from({ length: 40 }, (_, n) => q(`q${n}`, "text")) }),
  );
  const { town } = scene;
  const noor = await begins(scene, "noor");
  const says = async (one: TestResident, text: string) => {
    await one.gives({ type: "said", text });
    await town.passes(MINUTE);
  };
  for (let n = 0; n < 30; n++) await noor.gives(photo(n));
  for (let n = 0; n < 40; n++) await says(noor, noise(4096, n));
  await town.settle();
  expect(noor.heard.flatMap(({ screen }) => screen.lines.map((line) => line.key))).toContain(
    "common:limit.full",
  );
  expect(largest(town)).toBeLessThan(TOP + 50_000);
  await noor.presses("Sla over");
}, 60_000);
