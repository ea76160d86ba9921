import { expect, test } from "vitest";
import { linkKinds, writeLink } from "../../../bot/core/model/deep-link.ts";
import { say } from "../../../bot/core/model/message.ts";
import { readManifesto } from "../../../bot/instruments/manifesto/state.ts";
import { readSurvey } from "../../../bot/instruments/survey/state.ts";
import { opens as opensManifesto } from "../../instruments/manifesto/people.ts";
import { comes, opened } from "../../instruments/survey/people.ts";
import type { TestResident, TestTown } from "../../support/town.ts";

/** Everybody who comes in is asked whether she is 16 or older, whatever brought her here; and her answer is kept. */

const DAY = 24 * 60 * 60 * 1000;
const ALL = ["neighbourhood", "permissions", "member"];

async function scene() {
  const survey = await opened();
  const manifesto = await opensManifesto(survey.town, survey.ola);
  const { store } = survey.town;
  const [asked, made] = await Promise.all([store.process(survey.id), store.process(manifesto)]);
  if (!asked || !made) throw new Error("nothing is open");
  const codes = {
    survey: { id: survey.id, code: readSurvey(asked).code },
    surveyGroup: { id: survey.id, code: readSurvey(asked).facilitated?.code ?? "" },
    coreGroup: { id: manifesto, code: readManifesto(made).group?.code ?? "" },
    manifestoGroup: { id: manifesto, code: readManifesto(made).facilitated?.code ?? "" },
  };
  const link = (kind: keyof typeof codes) => writeLink({ kind, ...codes[kind] });
  return { ...survey, manifesto, link };
}
type Scene = Awaited<ReturnType<typeof scene>>;

interface Way {
  readonly name: string;
  readonly comes: (noor: TestResident, scene: Scene) => Promise<void>;
  /** Her position after each answer that follows “16 or older”. */
  readonly stages: readonly string[];
  /** Somebody who is already in cannot come this way. */
  readonly once?: true;
}

/** A core group of a process on the kernel comes in by the process: see the kernel's own stories. */
const ownLinks = linkKinds.filter((kind) => kind !== "group" && kind !== "facilitated");

const byLink: Way[] = ownLinks.map((kind) => ({
  name: `the link of ${kind}`,
  comes: (noor, { link }) => noor.commands("start", link(kind)),
  stages: ALL,
}));

const ways: readonly Way[] = [
  ...byLink,
  { name: "a bare start", comes: (noor) => noor.commands("start"), stages: ALL },
  { name: "her words first", comes: (noor) => noor.says("De lamp is kapot"), stages: ALL },
  { name: "a photo first", comes: (noor) => noor.photo(), stages: ALL },
  { name: "the word of a campaign", comes: (noor) => noor.commands("start", "poster"), stages: ALL },
  {
    name: "the word of a campaign that begins like a link",
    comes: (noor) => noor.commands("start", "s-zomerfeest"),
    stages: ALL,
  },
  { name: "/meedoen", comes: (noor) => noor.commands("meedoen"), stages: ALL },
  { name: "/melden", comes: (noor) => noor.commands("melden", "De lamp is kapot"), stages: ALL },
  { name: "/taal", comes: (noor) => noor.commands("taal"), stages: ALL },
  {
    name: "two links, one after the other",
    async comes(noor, { link }) {
      await noor.commands("start", link("survey"));
      await noor.commands("start", link("coreGroup"));
    },
    stages: ALL,
  },
  {
    name: "coming back after she was forgotten",
    async comes(noor, { town, link }) {
      await noor.joins();
      const before = await noor.lane;
      if (before)
        await town.store.commit([{ put: { ...before, expires: town.now }, expect: before.version }]);
      await town.passes(DAY);
      await noor.commands("start", link("survey"));
    },
    stages: ALL,
    once: true,
  },
];

/** Nothing that leads to her, and none of her words. */
async function expectNothingOf(noor: TestResident, town: TestTown) {
  expect(await noor.lane).toBeUndefined();
  // What has expired counts as gone; the table takes it away within days.
  const now = Date.parse(town.now) / 1000;
  const there = town.store.images().filter(({ expiresAt }) => !(Number(expiresAt?.N) <= now));
  const kept = JSON.stringify(there);
  expect(kept).not.toContain("De lamp is kapot");
  expect(kept).not.toMatch(/"LANE#/);
}

/** Up to the question whether she is 16 or older. */
async function asked(way: Way) {
  const open = await scene();
  const noor = open.town.resident("noor");
  await way.comes(noor, open);
  expect((await noor.lane)?.stage, "before she chose a language").toBe("language");
  await noor.presses("Nederlands");
  expect((await noor.lane)?.stage).toBe("privacy");
  expect(noor.lastText).toContain(open.town.render(say("common:privacy.age"), "nl"));
  return { open, town: open.town, noor };
}

test.each(ways)("by $name she comes in when she is 16 or older", async (way) => {
  const { noor, open } = await asked(way);
  const answers = ["16 of ouder", "Sla over", "Klaar"];
  for (const [at, stage] of way.stages.entries()) {
    await noor.presses(answers[at] ?? "");
    expect((await noor.lane)?.stage).toBe(stage);
  }
  expect((await noor.lane)?.age).toBeUndefined();
  expect((await noor.lane)?.accepted).toBeDefined();

  await noor.commands("start", open.link("coreGroup"));
  await noor.presses("18 tot en met 20");
  expect((await noor.lane)?.age).toBe("18_20");
  if (way.once) return;
  await way.comes(noor, open);
  expect(await noor.lane, "coming by it again").toMatchObject({ stage: "member", age: "18_20" });
});

test.each(ways)("by $name nobody under 16 gets in, and nothing is kept of her", async (way) => {
  const { noor, town } = await asked(way);
  await noor.says("Ik ben 14");
  await noor.presses("jonger dan 16");
  expect(noor.lastKeys).toContain("common:onboarding.young");
  await expectNothingOf(noor, town);
});

test.each(ways)(
  "by $name somebody who would rather not is let go, and nothing is kept of her",
  async (way) => {
    const { noor, town } = await asked(way);
    await noor.presses("liever niet");
    expect(noor.lastKeys).toContain("common:onboarding.no");
    await expectNothingOf(noor, town);
  },
);

test("somebody who said yes and then says that she is younger is forgotten at once", async () => {
  for (const steps of [["16 of ouder"], ["16 of ouder", "Sla over"]]) {
    const { noor, town } = await asked({ name: "", comes: (one) => one.commands("start"), stages: [] });
    const young = noor.button("jonger dan 16");
    for (const step of steps) await noor.presses(step);
    await noor.does({ type: "chose", press: young });
    expect(noor.lastKeys).toContain("common:onboarding.young");
    await expectNothingOf(noor, town);
  }
});

test("somebody who takes part and then says that she is younger is asked whether to delete everything of hers", async () => {
  const { noor, town } = await asked({ name: "", comes: (one) => one.commands("start"), stages: [] });
  const young = noor.button("jonger dan 16");
  for (const step of ["16 of ouder", "Sla over", "Klaar"]) await noor.presses(step);
  await noor.does({ type: "chose", press: young });
  expect(noor.lastKeys).toEqual(["common:onboarding.group", "common:wis.ask", "common:wis.stays"]);
  await noor.presses("wis alles");
  await expectNothingOf(noor, town);
});

test.each(["14", "ik ben 14", "Ik ben 14 jaar"])(
  "somebody who answers “%s” when a survey asks her age does not go on in it, and her words are not kept",
  async (words) => {
    const open = await scene();
    const noor = await counted(open);
    await noor.says(words);
    expect(noor.lastKeys).toEqual(["common:onboarding.group", "common:wis.ask", "common:wis.stays"]);
    const lane = await noor.lane;
    expect([lane?.held, lane?.dialogue, lane?.age]).toEqual([undefined, undefined, undefined]);
    expect(JSON.stringify(open.town.store.images())).not.toContain(words === "14" ? '"14"' : words);
    await noor.presses("wis alles");
    await expectNothingOf(noor, open.town);
  },
);

test("an age that was told stays, whatever old button is pressed in a survey or a manifesto", async () => {
  const open = await scene();
  const noor = await counted(open);
  await noor.presses("16 tot en met 17");
  expect((await noor.lane)?.age).toBe("16_17");
  const press = (instrument: string, step: string, ref: string) =>
    noor.does({ type: "chose", press: { instrument, version: 1, step, option: "21_24", ref } });
  await press("survey", "age", open.id);
  for (const step of ["age", "age_0"]) await press("manifesto", step, open.manifesto);
  await noor.commands("start", open.link("coreGroup"));
  expect(noor.lastText).not.toContain("Hoe oud");
  await press("manifesto", "join", open.manifesto);
  expect((await noor.lane)?.age).toBe("16_17");
  const made = await open.town.store.process(open.manifesto);
  expect(made && readManifesto(made).group?.members).toHaveLength(1);
});

test("somebody who would rather not say her age in a survey is not asked again by another link", async () => {
  const open = await scene();
  const noor = await counted(open);
  await noor.presses("Sla over");
  await noor.commands("start", open.link("survey"));
  await noor.presses("Begin");
  expect(noor.lastText).not.toContain("Hoe oud");
  expect((await noor.lane)?.age).toBeUndefined();
});

/** She lets herself be counted, and has begun the survey: now it asks how old she is. */
async function counted({ town, link }: Scene): Promise<TestResident> {
  const noor = await comes({ town }, "noor", { counted: true });
  await noor.commands("start", link("survey"));
  await noor.presses("Begin");
  expect(noor.lastText).toContain("Hoe oud");
  return noor;
}
