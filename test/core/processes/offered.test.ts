import { describe, expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { isProcessId } from "../../../bot/core/model/process.ts";
import { stageSchema } from "../../../bot/core/processes/stage.ts";
import { chose, opened, type Scene } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", async () => {
  const { lifecycle } = await import("../../../bot/core/processes/lifecycle.ts");
  const { stageSchema: schema } = await import("../../../bot/core/processes/stage.ts");
  const { sidesOf } = await import("./sides-of.ts");
  const { commitment: table } = await import("./lifecycles/council.ts");
  const holds = { firstDoubt: () => true, notOwner: () => true };
  const commitment = { table, version: 1, schema, guards: holds, lists: {}, children: {} };
  const plan = lifecycle({
    name: "forum",
    what: "A plan in which something is promised.",
    states: { open: ["running"], over: ["done"] },
    steps: {
      begin: { from: "new", to: "running", by: "organiser", tells: "invited" },
      follow: { from: "running", by: "resident", once: "each" },
      promise: {
        from: "running",
        by: "organiser",
        asks: { promises: [{ what: "words", owner: "owner", due: "day" }] },
        commits: "promises",
      },
      finish: {
        from: "running",
        to: "done",
        by: "organiser",
        due: { past: "answerBy" },
        asks: { answer: "words" },
        answers: true,
        tells: "participants",
      },
      object: { from: "done", by: "participant", asks: { reason: "words" }, tells: "organiser" },
    },
    parts: { commitments: true },
  });
  const part = { version: 1, schema, command: "forum", guards: {}, lists: {} };
  const kinds = [{ ...part, table: plan, children: { commitment } }, commitment];
  return sidesOf(kinds);
});

/** What residents can do about a promise, and about what is over, stands where they read of it and in what is hers. */

/** A plan that Noor follows, and in which something was promised. */
async function promised() {
  const scene = await opened();
  const noor = await scene.comes("noor");
  await noor.commands("meedoen");
  await noor.presses("do.follow");
  await scene.ola.does(chose("card", "promise", scene.id));
  const values = {
    promises_1_what_nl: "Een zebrapad",
    promises_1_owner: scene.ola.member,
    promises_1_due: "2026-06-20",
  };
  await scene.ola.submit(values);
  const child = [...scene.town.posted].map(({ card }) => card.ref).findLast(isProcessId) ?? "";
  if (child === scene.id) throw new Error(`nothing was promised: ${JSON.stringify(scene.ola.form)}`);
  return { ...scene, noor, child };
}

const card = (option: string, ref: string) => ({
  type: "chose" as const,
  press: { instrument: "commitment", version: 1, step: "card", option, ref },
});

async function isKept({ ola, town, child }: Awaited<ReturnType<typeof promised>>) {
  await ola.does(card("keep", child));
  await ola.submit({ words_nl: "Het zebrapad ligt er." });
  await ola.submit({ words_nl: "Het zebrapad ligt er." });
  await town.passes(DAY, 24);
}

async function isFinished({ ola, town, id }: Scene) {
  await ola.does(chose("card", "finish", id));
  await ola.submit({ answer_nl: "Het komt er." });
  await ola.submit({ answer_nl: "Het komt er." });
  await town.passes(DAY, 24);
}

const stageOf = async ({ town }: Pick<Scene, "town">, id: string) =>
  stageSchema.parse((await town.store.process(id))?.state);

describe("somebody who reads that a promise was kept", () => {
  test("says below that message that it was not", async () => {
    const scene = await promised();
    await isKept(scene);
    expect(scene.noor.lastKeys).toContain("commitment:tells.keep");
    await scene.noor.presses("Dit klopt niet");
    await scene.noor.says("Er ligt niets");
    await scene.noor.presses("Verstuur");
    expect((await stageOf(scene, scene.child)).at).toBe("disputed");
  });

  test("finds the promise weeks later below the plan at /meedoen", async () => {
    const scene = await promised();
    await isKept(scene);
    await scene.noor.commands("meedoen");
    await scene.noor.presses("Wat er beloofd is of nog loopt");
    expect(scene.noor.lastText).toContain("1. Een zebrapad");
    await scene.noor.presses("1. Dit klopt niet");
    await scene.noor.says("Er ligt niets");
    await scene.noor.presses("Verstuur");
    expect((await stageOf(scene, scene.child)).at).toBe("disputed");
  });
});

test("a promise that nobody can say anything about is shown, without a button", async () => {
  const scene = await promised();
  await scene.noor.commands("meedoen");
  await scene.noor.presses("Wat er beloofd is of nog loopt");
  expect(scene.noor.lastText).toContain("1. Een zebrapad (beloofd)");
  expect(scene.noor.labels).toEqual([]);
});

describe("somebody who took part in what is over", () => {
  test("objects below the message that told her how it ended", async () => {
    const scene = await promised();
    await isFinished(scene);
    expect(scene.noor.heard.some(({ screen }) => screen.lines[0]?.key === "forum:tells.finish")).toBe(true);
    await scene.noor.presses("do.object");
    await scene.noor.says("Dit klopt niet");
    await scene.noor.presses("Verstuur");
    expect(scene.ola.told).toContain("officials:forum.tells.object");
  });

  test("finds it again at /mijn, and reads there how it ended", async () => {
    const scene = await promised();
    await isFinished(scene);
    await scene.noor.commands("mijn");
    await scene.noor.presses("Waar ik aan meedoe");
    expect(scene.noor.labels).toEqual(["Het plein (forum:at.done)"]);
    await scene.noor.presses("Het plein");
    expect(scene.noor.labels).toContain("forum:do.object");
  });

  test("who presses while others still hear of it reads that she has to wait a little", async () => {
    const scene = await promised();
    await scene.ola.does(chose("card", "finish", scene.id));
    await scene.ola.submit({ answer_nl: "Het komt er." });
    await scene.ola.submit({ answer_nl: "Het komt er." });
    const { closing } = await scene.stage();
    expect(closing?.to).toBe("done");
    await scene.noor.does({ type: "chose", press: { ...chose("do", "object", scene.id).press } });
    expect(scene.noor.lastText).toContain("Probeer het morgen nog eens.");
  });

  test("who takes part in nothing is not asked about it", async () => {
    const scene = await promised();
    const sam = await scene.comes("sam");
    await isFinished(scene);
    await sam.commands("mijn");
    expect(sam.labels).not.toContain("Waar ik aan meedoe");
  });
});
