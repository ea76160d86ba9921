import { describe, expect, test } from "vitest";
import { votes, voting } from "../../instruments/manifesto/people.ts";
import { begins, openedWith, options, q } from "../../instruments/survey/people.ts";
import { createTestTown, type TestTown } from "../../support/town.ts";

/** What people do at full speed, without a second between two taps: nobody who has something to say is held back. */

const heldBack = (town: TestTown) => town.logged.filter(({ event }) => event === "limit_reached");
const warned = (one: { heard: readonly { screen: { lines: readonly { key: string }[] } }[] }) =>
  one.heard.filter(({ screen }) => screen.lines.some(({ key }) => key.startsWith("common:limit.")));

describe("within the same minute", () => {
  test.each([
    ["by a button", "choice"],
    ["in words", "text"],
  ] as const)("a survey of 30 questions is answered %s, to the end", async (_how, kind) => {
    const questions = Array.from({ length: 30 }, (_, n) =>
      q(`v${n}`, kind, kind === "choice" ? options("Fijn", "Niet fijn") : {}),
    );
    const scene = await openedWith(JSON.stringify({ questions }));
    const noor = await begins(scene, "noor");
    for (let n = 0; n < 30; n++) {
      if (kind === "choice") await noor.presses("Fijn");
      else await noor.says(`Ik vind dit ${n}`);
    }
    expect(noor.lastKeys[0]).toBe("survey:thanks");
    expect(heldBack(scene.town)).toEqual([]);
    expect(warned(noor)).toEqual([]);
  });

  test("a vote is changed 25 times in a row, and the last one counts", async () => {
    const { town, sam, id } = await voting();
    for (let n = 0; n < 25; n++) await votes(sam, id, n % 2 ? "1-" : "1+");
    await votes(sam, id, "1+");
    expect(heldBack(town)).toEqual([]);
    expect(warned(sam)).toEqual([]);
    expect(await town.store.recount(id)).toMatchObject({ voters: 1 });
  });

  test("somebody who looks around walks through 40 buttons, and is still heard", async () => {
    const town = createTestTown();
    const sam = town.resident("sam");
    const id = await sam.raises("De lamp is kapot");
    const before = sam.heard.length;
    const buttons = [
      { step: "mine", option: "0" },
      { step: "show", option: "one", ref: id },
      { step: "data", option: "allow" },
      { step: "allow", option: "neighbourhood_news" },
      { step: "allow", option: "done" },
    ];
    for (let n = 0; n < 40; n++) {
      const press = { instrument: "core", version: 1, ...buttons[n % buttons.length] };
      await sam.does({ type: "chose", press: press as never });
    }
    expect(sam.heard.length - before).toBe(40);
    expect(heldBack(town)).toEqual([]);
    await sam.says("Er ligt glas");
    expect((await sam.lane)?.dialogue).toBeDefined();
  });

  test("and 1,000 times /start is not what people do", async () => {
    const town = createTestTown();
    const sam = await town.resident("sam").joins();
    const before = sam.heard.length;
    for (let n = 0; n < 1000; n++) await sam.gives({ type: "started" });
    expect(sam.heard.length - before).toBeLessThan(25);
    expect(heldBack(town)).toHaveLength(1);
  });
});
