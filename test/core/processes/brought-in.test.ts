import { describe, expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { opinionOn } from "../../../bot/core/counting/ballot.ts";
import { itemOf } from "../../../bot/core/processes/items.ts";
import { chose, forgets, opened, press, type Scene, shows, tells } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** What residents bring in: told in the chat, looked at first, then seen, supported, argued about and merged. */

const itemAt = async ({ town }: Scene, number: string) => {
  const row = await town.store.contribution(number);
  if (!row) throw new Error(`there is no ${number}`);
  return itemOf({}, row);
};

describe("an idea that somebody tells", () => {
  test("waits until a colleague has looked, and is then seen by others", async () => {
    const scene = await opened();
    const [noor, sam] = [await scene.comes("noor"), await scene.comes("sam")];
    const number = await tells(scene, noor, "Een bankje bij het water");
    expect(noor.lastText).toContain("Iemand van de gemeente kijkt er eerst naar.");
    await sam.does({ type: "chose", press: press("list", "idea+0", scene.id) });
    expect(sam.lastText).toContain("Er is nog niets te zien.");
    await shows(scene.bo, number);
    expect(noor.lastText).toContain("is nu te zien voor anderen");
    await sam.does({ type: "chose", press: press("list", "idea+0", scene.id) });
    expect(sam.lastText).toContain("Een bankje bij het water");
  });

  test("is not shown without a reason that she reads", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    const number = await tells(scene, noor, "Mijn buurman is stom");
    await scene.bo.does(chose("item", "refuse", number));
    await scene.bo.submit({});
    expect(Object.keys(scene.bo.form?.errors ?? {})).toEqual(["reason_nl"]);
    await scene.bo.submit({ reason_nl: "Dit gaat over één persoon." });
    await scene.bo.submit({ reason_nl: "Dit gaat over één persoon." });
    expect(noor.lastText).toContain("is niet geplaatst. Dit is de reden: Dit gaat over één persoon.");
    expect((await itemAt(scene, number)).state.at).toBe("refused");
  });

  test("that was spoken is written down before others read it", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    await noor.does({ type: "chose", press: press("do", "bring.idea", scene.id) });
    await noor.voice();
    await noor.presses("Sla over");
    await noor.presses("Sla over");
    await noor.presses("Verstuur");
    const number = noor.lastHeard.about ?? "";
    await scene.bo.does(chose("item", "show", number));
    await scene.bo.submit({});
    expect(Object.keys(scene.bo.form?.errors ?? {})).toEqual(["heard"]);
    await scene.bo.submit({ heard: "Een bankje graag" });
    await scene.bo.submit({ heard: "Een bankje graag" });
    expect((await itemAt(scene, number)).state).toMatchObject({
      at: "shown",
      words: { nl: "Een bankje graag" },
    });
  });

  test("that nobody looks at is brought to the desk each morning until somebody does", async () => {
    const scene = await opened();
    const number = await tells(scene, await scene.comes("noor"), "Een bankje");
    await scene.town.passes(8 * DAY, 8 * 24);
    const nudges = (await scene.town.store.history(number)).filter(({ event }) => event === "nudge");
    expect(nudges.length).toBeGreaterThanOrEqual(3);
  });

  test("that nobody looked at before the end gets an answer all the same, and the clerk hears", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    const number = await tells(scene, noor, "Een bankje");
    const { chris } = scene;
    await chris.does(chose("card", "forceEnd", scene.id));
    await chris.submit({ reason_nl: "Er is geen geld meer." });
    await chris.submit({ reason_nl: "Er is geen geld meer." });
    await scene.town.passes(4 * DAY, 4 * 24);
    expect((await scene.stage()).at).toBe("forced");
    expect(noor.heard.map(({ screen }) => scene.town.text(screen)).join("\n")).toContain(
      "Niemand keek op tijd naar je bijdrage",
    );
    expect((await itemAt(scene, number)).row.open).toBe(false);
    expect(chris.told).toContain("officials:process.item.neverLookedAt");
  });

  test("is taken back by her as long as nobody has looked", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    const number = await tells(scene, noor, "Een bankje");
    await noor.does({ type: "chose", press: press("own", "withdraw", number) });
    expect((await itemAt(scene, number)).state.at).toBe("waits");
    await noor.presses("Ja, trek het in");
    expect((await itemAt(scene, number)).state.at).toBe("withdrawn");
    await scene.bo.does(chose("item", "show", number));
    expect(scene.bo.form).toBeUndefined();
  });
});

describe("support", () => {
  test("counts each person once, can be taken back, and opens what needs it", async () => {
    const scene = await opened();
    const [noor, sam, kim] = [await scene.comes("noor"), await scene.comes("sam"), await scene.comes("kim")];
    const number = await tells(scene, noor, "Een bankje");
    await shows(scene.bo, number);
    const supporters = async () => (await scene.town.store.tally(opinionOn(number))).voters;
    for (const one of [sam, sam, kim])
      await one.does({ type: "chose", press: press("support", "1+", number) });
    expect(await supporters()).toBe(2);
    await kim.presses("Toch niet");
    expect(await supporters()).toBe(1);
    await scene.bo.does(chose("card", "praise", number));
    expect(scene.bo.form).toBeUndefined();
    await kim.does({ type: "chose", press: press("support", "1+", number) });
    await scene.bo.does(chose("card", "praise", number));
    await scene.bo.submit({ words_nl: "Mooi idee" });
    await scene.bo.submit({ words_nl: "Mooi idee" });
    expect((await itemAt(scene, number)).state.filled.praise?.values).toEqual({ words: { nl: "Mooi idee" } });
    expect(noor.lastKeys).toContain("forum:tells.praise");
  });
});

describe("two ideas that say the same", () => {
  const two = async () => {
    const scene = await opened();
    const [noor, sam] = [await scene.comes("noor"), await scene.comes("sam")];
    const [first, second] = [await tells(scene, noor, "Een bankje"), await tells(scene, sam, "Een bank")];
    await shows(scene.bo, first);
    await shows(scene.bo, second);
    await scene.bo.does(chose("item", "merge", second));
    await scene.bo.submit({ into: first });
    return { ...scene, noor, sam, first, second };
  };

  test("become one when she who brought in the other agrees", async () => {
    const scene = await two();
    expect(scene.sam.lastText).toContain("Mogen we ze samenvoegen?");
    await scene.sam.presses("Ja, akkoord");
    expect((await itemAt(scene, scene.second)).state).toMatchObject({ at: "merged", into: scene.first });
    await scene.noor.does({ type: "chose", press: press("list", "idea+1", scene.id) });
    expect(scene.noor.lastText).toContain("1 van 1");
  });

  test("stay two when she says no, or nothing for two weeks", async () => {
    const scene = await two();
    await scene.sam.presses("Nee, niet akkoord");
    expect((await itemAt(scene, scene.second)).state.at).toBe("shown");
    expect(scene.bo.told.at(-1)).toBe("officials:process.item.merge.fell");
    const other = await two();
    await other.town.passes(15 * DAY, 15 * 24);
    expect((await itemAt(other, other.second)).state).not.toHaveProperty("merge");
    expect(other.bo.told).toContain("officials:process.item.merge.fell");
  });

  test.each(["Ja, akkoord", "Nee, niet akkoord", undefined])(
    "are both forgotten at the end of the term, when she said “%s”",
    async (answer) => {
      const scene = await two();
      if (answer === undefined) await scene.town.passes(15 * DAY, 15 * 4);
      else await scene.sam.presses(answer);
      await forgets(scene);
      expect((await itemAt(scene, scene.first)).state).toMatchObject({ words: {}, erased: true });
      expect((await itemAt(scene, scene.second)).state).toMatchObject({ words: {}, erased: true });
    },
  );

  test("that are each to become part of the other do not both vanish", async () => {
    const scene = await two();
    await scene.bo.does(chose("item", "merge", scene.first));
    await scene.bo.submit({ into: scene.second });
    await scene.sam.presses("Ja, akkoord");
    await scene.noor.presses("Ja, akkoord");
    const states = [await itemAt(scene, scene.first), await itemAt(scene, scene.second)];
    expect(states.filter(({ state }) => state.at === "shown")).not.toEqual([]);
  });

  test("keep nothing that a third resident said about the one that goes", async () => {
    const scene = await two();
    const kim = await scene.comes("kim");
    await kim.does({ type: "chose", press: press("do", "nod", scene.second) });
    await kim.says("Kim zegt: goed idee");
    await kim.presses("Verstuur");
    expect((await itemAt(scene, scene.second)).state.filled.nod?.values).toBeDefined();
    await scene.sam.presses("Ja, akkoord");
    const { filled, words } = (await itemAt(scene, scene.second)).state;
    expect(filled.nod).toEqual({ on: expect.any(String) });
    expect(words).toEqual({ nl: "Een bank" });
  });

  test("are not merged by somebody else's button", async () => {
    const scene = await two();
    await scene.noor.does({ type: "chose", press: press("merge", "yes", scene.second) });
    expect((await itemAt(scene, scene.second)).state.at).toBe("shown");
  });
});

test("an idea has a place for reasons on both sides, and they are looked at too", async () => {
  const scene = await opened();
  const [noor, sam] = [await scene.comes("noor"), await scene.comes("sam")];
  const number = await tells(scene, noor, "Een bankje");
  await shows(scene.bo, number);
  await sam.does({ type: "chose", press: press("reasons", "0", number) });
  expect(sam.lastText).toContain("Er zijn nog geen redenen tegen.");
  await sam.presses("Ik heb een reden tegen");
  expect(sam.lastText).toContain("Waarom ben je hiertegen?");
  await sam.says("Er komt dan rommel");
  await sam.presses("Verstuur");
  await shows(scene.bo, sam.lastHeard.about ?? "");
  await noor.does({ type: "chose", press: press("reasons", "0", number) });
  expect(noor.lastText).toContain("Redenen tegen:\n\n• Er komt dan rommel");
});
