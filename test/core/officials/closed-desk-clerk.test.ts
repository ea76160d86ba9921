import { describe, expect, test } from "vitest";
import { sampleProcess } from "../../support/sample-process.ts";
import { withEveryRole } from "../../support/staff.ts";
import type { TestOfficial } from "../../support/town.ts";
import { closedTown, SECRET, tellsYouth } from "./closed-town.ts";

/** What the clerk does for the council and for somebody who objects, at a closed desk she does not belong to. */

const CHRIS = "U0CHRIS";
const GROUNDS = "Je schold een collega uit.";
const OBJECTION = "Dat was mijn broertje";

/** Sam told the closed desk something, and Lea, its lead, paused him. */
async function paused() {
  const { town, bo, lea, eva } = await closedTown();
  const id = await tellsYouth(town);
  const sam = town.resident("sam");
  await lea.acts(id, "pause", { grounds: GROUNDS, until: "2026-05-12" });
  return { town, bo, lea, eva, sam, id, chris: town.official(CHRIS), mia: town.official("U0MIA") };
}

/** Presses what her start page shows as waiting for the clerk. */
async function opensWaiting(clerk: TestOfficial): Promise<void> {
  await clerk.opensHome();
  const [section] = (clerk.home?.sections ?? []).filter((one) => one.heading.key === "officials:home.clerk");
  const press = section?.rows?.[0]?.action?.press;
  if (!press) throw new Error("nothing waits for the clerk");
  await clerk.does({ type: "chose", press });
}

describe("somebody objects to a pause by a closed desk", () => {
  test("the clerk finds it on her start page, and reads the reason and the objection, and nothing else", async () => {
    const { town, sam, chris } = await paused();
    await sam.commands("bezwaar", OBJECTION);
    expect(chris.told.at(-1)).toBe("officials:nudge.objectionClosed");
    await opensWaiting(chris);
    const form = JSON.stringify(chris.form);
    expect(form).toContain(GROUNDS);
    expect(form).toContain(OBJECTION);
    await chris.submit({ ends: "yes", grounds: "Je hebt gelijk." });
    await chris.submit({ ends: "yes", grounds: "Je hebt gelijk." });
    expect(sam.lastKeys[0]).toBe("common:pause.ended");
    expect((await sam.lane)?.paused).toBeUndefined();
    const told = town.told.filter(({ member }) => member === CHRIS);
    expect(JSON.stringify([form, chris.form, chris.home, told])).not.toContain(SECRET);
    await chris.opensHome();
    expect(chris.home?.sections.map((one) => one.heading.key)).not.toContain("officials:home.clerk");
  });

  test("another member of the desk hears of it and can answer it, the one who paused cannot", async () => {
    const { sam, lea, mia, id } = await paused();
    await sam.presses("Ik maak bezwaar");
    expect(mia.told).toContain("officials:nudge.objection");
    expect(lea.told).not.toContain("officials:nudge.objection");
    await lea.press(id, "unpause");
    expect(lea.told.at(-1)).toBe("officials:refused.another");
    await mia.acts(id, "unpause", { ends: "no", grounds: "Schelden mag niet." });
    expect(sam.lastKeys[0]).toBe("common:pause.stays");
  });

  test("somebody who objects is told beforehand what the clerk may read, and what not", async () => {
    const { sam } = await paused();
    expect(sam.lastKeys).toContain("common:pause.clerkReads");
    await sam.presses("Ik maak bezwaar");
    expect(sam.lastKeys).toEqual(["common:pause.objected", "common:pause.clerkReads"]);
  });

  test("without an objection, and once it is answered, the clerk has nothing to do there; others never", async () => {
    const { sam, bo, mia, chris, id } = await paused();
    await chris.press(id, "unpause");
    expect(chris.told.at(-1)).toBe("officials:refused.closed");
    await sam.commands("bezwaar", OBJECTION);
    await bo.press(id, "unpause");
    expect(bo.told.at(-1)).toBe("officials:refused.closed");
    for (const act of ["show", "answer", "change"]) await chris.press(id, act);
    expect(chris.form).toBeUndefined();
    await mia.acts(id, "unpause", { ends: "no", grounds: "Schelden mag niet." });
    await chris.press(id, "unpause");
    expect(chris.told.at(-1)).toBe("officials:refused.closed");
  });
});

test("what a closed desk hands over stands on the start page of the clerk, with the button", async () => {
  const { town, lea, bo } = await closedTown();
  const chris = town.official(CHRIS);
  const process = sampleProcess({
    id: "P1000001",
    organiser: lea.member,
    state: {
      at: "ratified",
      since: "2026-05-04T09:00:00.000Z",
      from: 16,
      to: 27,
      least: 3,
      most: 4,
      invitation: "abc",
      groupInvitation: "def",
      core: [],
      motions: 0,
      items: [],
    },
  });
  await town.store.commit([{ put: process, expect: "new" }]);
  const press = { instrument: "manifesto", version: 1, step: "card", option: "handOver", ref: process.id };
  await withEveryRole(town, lea.member);
  await lea.does({ type: "chose", press });
  for (let time = 0; time < 2; time++) await lea.submit({ day: "2026-05-04", to: "De raad" });
  const state = (await town.store.process(process.id))?.state as { at: string; council: string };
  expect(state.at).toBe("handed_over");
  await opensWaiting(chris);
  expect(chris.form?.id).toMatchObject({ instrument: "response", form: "receive", ref: state.council });
  for (let time = 0; time < 2; time++) await chris.submit();
  await opensWaiting(chris);
  expect(chris.form?.id.form).toBe("route");
  // Its card stands where she sees it: what the council is asked is nobody's secret.
  const desks = (await town.store.office())?.desks ?? [];
  const { desk } = (await town.store.process(state.council)) ?? {};
  expect(desks.find(({ id }) => id === desk)?.closed).not.toBe(true);
  await bo.opensHome();
  expect(bo.home?.sections.map((one) => one.heading.key)).not.toContain("officials:home.clerk");
});
