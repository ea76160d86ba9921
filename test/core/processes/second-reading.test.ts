import { describe, expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { writeLink } from "../../../bot/core/model/deep-link.ts";
import { stateIs } from "../../../bot/core/processes/rows.ts";
import { chose, opened } from "./forum/people.ts";
import { participatoryBudget } from "./lifecycles/budgets.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** Faults that somebody found who read the kernel without having written it. */

async function withGroup(names: readonly string[]) {
  const scene = await opened();
  const link = writeLink({ kind: "group", id: scene.id, code: (await scene.stage()).group?.code ?? "" });
  const people = [];
  for (const name of names) {
    const one = await scene.comes(name);
    await one.commands("start", link);
    await one.presses("Ja, ik doe mee");
    people.push(one);
  }
  return { ...scene, people };
}

test("what waits for a yes before it begins is seen by no resident", () => {
  expect(stateIs(participatoryBudget, "new")).toBe("hidden");
});

describe("a step that waits for the core group", () => {
  test("is not taken once somebody has ended the process, whatever they still say", async () => {
    const scene = await withGroup(["noor", "sam"]);
    await scene.ola.does(chose("card", "openVote", scene.id));
    await scene.ola.submit();
    await scene.ola.submit();
    await scene.people[0]?.presses("Ja, akkoord");
    await scene.chris.does(chose("card", "forceEnd", scene.id));
    await scene.chris.submit({ reason_nl: "Er is geen geld meer." });
    await scene.chris.submit({ reason_nl: "Er is geen geld meer." });
    const [agree] =
      scene.people[1]?.heard
        .flatMap(({ screen }) => (screen.choices ?? []).flat())
        .filter((one) => "press" in one && one.press.step === "agree") ?? [];
    if (agree && "press" in agree) await scene.people[1]?.does({ type: "chose", press: agree.press });
    await scene.town.passes(DAY, 24);
    expect((await scene.stage()).at).toBe("forced");
  });

  test("is decided after two weeks by those who answered", async () => {
    const scene = await withGroup(["noor", "sam", "kim"]);
    await scene.town.passes(3600_000, 1);
    await scene.ola.does(chose("card", "openVote", scene.id));
    await scene.ola.submit();
    await scene.ola.submit();
    await scene.people[0]?.presses("Ja, akkoord");
    await scene.town.passes(16 * DAY, 16 * 24);
    const { at, asked } = await scene.stage();
    expect(asked ?? []).toEqual([]);
    // One of three has answered: too few, and it falls; the organiser hears.
    expect(at).toBe("ideas");
    expect(scene.ola.told).toContain("officials:process.agree.fell");
  });
});

test("the promised day of a card passes with one message to everybody, in words", async () => {
  const scene = await opened();
  const noor = await scene.comes("noor");
  await noor.commands("meedoen");
  await noor.presses("do.join");
  await noor.says("Het verkeer");
  await noor.presses("Verstuur");
  await scene.town.passes(75 * DAY, 75 * 12);
  const heard = noor.heard.map(({ screen }) => scene.town.text(screen));
  const late = heard.filter(
    (text) => text.includes("Dat antwoord is er nog niet") || text.includes("het antwoord van de gemeente"),
  );
  expect(late.filter((text) => text.includes("Dat antwoord is er nog niet"))).toHaveLength(1);
  expect(heard.join("\n")).not.toContain("owed.late");
});

test("“Open” on a start page leads to looking at what waits", async () => {
  const scene = await opened();
  const noor = await scene.comes("noor");
  await noor.does({ type: "chose", press: chose("do", "bring.idea", scene.id).press });
  await noor.says("Een bankje");
  await noor.presses("Sla over");
  await noor.presses("Sla over");
  await noor.presses("Verstuur");
  await scene.bo.does(chose("card", "show", noor.lastHeard.about ?? ""));
  expect(scene.bo.form?.id.form).toBe("item.show");
});
