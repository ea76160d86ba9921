import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { outcomes } from "../../../bot/instruments/issue/state.ts";
import { at, filledIn, forges, issueOf, joins, lastNews, type Scene, scene, thread } from "./people.ts";

/**
 * When nothing is done nobody is asked whether that helps, but whether the answer is clear; and that counts as no help.
 */

const refusals = ["not_possible", "not_ours"] as const;

async function refused(outcome: string): Promise<Scene> {
  const here = await scene();
  await here.bo.answers(here.id, { outcome, text: "De grond is van de provincie." });
  return here;
}

const figuresOf = ({ town }: Scene) =>
  town.store.figures("public_space", ["2026-05", "2026-06", town.now.slice(0, 7)]);

test.each(outcomes)("%s: the question fits the answer", async (outcome) => {
  const { sam } = await refused(outcome);
  const isRefusal = refusals.some((one) => one === outcome);
  expect(sam.lastText.includes("Helpt dit?")).toBe(!isRefusal);
  expect(sam.lastText.includes("Is dit antwoord duidelijk?")).toBe(isRefusal);
  expect(sam.labels).toEqual(
    isRefusal ? ["Ja, duidelijk", "Nee, ik heb nog een vraag"] : ["Ja, dit helpt", "Nog niet"],
  );
});

describe.each(refusals)("an answer by which nothing is done (%s)", (outcome) => {
  test("that is clear closes it; it counts as an answer, not as help and not as silence", async () => {
    const here = await refused(outcome);
    const { town, sam, id } = here;
    await sam.presses("Ja, duidelijk");
    expect(sam.lastText).toBe(`Fijn dat het duidelijk is. ${shownNumber(id)} is nu klaar.`);
    expect(await issueOf(town, id)).toMatchObject({
      status: { at: "closed", confirmed: false, clear: true },
    });
    expect(thread(town, id).at(-1)).toBe("thread.clear");
    expect(town.render(town.card(id)?.card.status ?? { key: "" })).toContain(
      "klaar, de inwoner vindt het antwoord duidelijk",
    );
    await town.passes(20 * DAY, 20);
    expect(await figuresOf(here)).toMatchObject({ answered: 1, confirmed: 0, closed: 0 });
    await sam.commands("mijn");
    expect(sam.lastText).toContain("klaar, en het antwoord is duidelijk");
  });

  test("that leaves a question opens again with it", async () => {
    const { town, sam, id } = await refused(outcome);
    await sam.presses("Nee, ik heb nog een vraag");
    expect(sam.lastText).toContain("Wat wil je nog weten over");
    await sam.says("Wie moet ik dan bellen?");
    expect(await at(town, id)).toBe("reopened");
    expect(town.render((town.card(id)?.thread ?? []).at(-1) ?? { key: "" })).toContain(
      "Wie moet ik dan bellen?",
    );
  });

  test("after silence says that we did not hear whether it was clear", async () => {
    const here = await refused(outcome);
    const { town, sam, id } = here;
    await town.passes(15 * DAY, 30);
    expect(await at(town, id)).toBe("closed");
    expect(town.text(lastNews(sam))).toContain("We hoorden niet of het antwoord duidelijk was.");
    expect(thread(town, id).at(-1)).toBe("thread.closeClear");
    expect(await figuresOf(here)).toMatchObject({ closed: 1, confirmed: 0 });
  });

  test("has the same buttons in /mijn", async () => {
    const { sam, id } = await refused(outcome);
    await sam.commands("mijn");
    await sam.presses(shownNumber(id));
    expect(sam.labels).toEqual(["Ja, duidelijk", "Nee, ik heb nog een vraag", "Voeg iets toe"]);
  });

  test("can be answered in words", async () => {
    const { town, sam, id } = await refused(outcome);
    await sam.says("ja");
    expect(await issueOf(town, id)).toMatchObject({ status: { at: "closed", clear: true } });
  });

  test("a button from before this question was asked still counts as what it says", async () => {
    const here = await refused(outcome);
    await forges(here.sam, "helps", here.id);
    expect(await issueOf(here.town, here.id)).toMatchObject({ status: { at: "closed", confirmed: true } });
  });

  test("is clear to somebody who told the same: the desk reads so, and it stays answered", async () => {
    const here = await scene();
    const { person } = await joins(here, "jo", "nl");
    await here.bo.answers(here.id, { outcome, text: "De grond is van de provincie." });
    await person.presses("Ja, duidelijk");
    expect(await at(here.town, here.id)).toBe("answered");
    expect(thread(here.town, here.id).at(-1)).toBe("thread.clearToo");
  });
});

describe("what is not taken up", () => {
  const declined = async () => {
    const here = await scene();
    await here.bo.acts(here.id, "decline", filledIn.decline);
    return here;
  };

  test("is followed by the question whether that is clear; yes is read by the desk, once", async () => {
    const here = await declined();
    const { town, sam, id } = here;
    expect(sam.lastText).toContain("Is dit antwoord duidelijk?");
    await sam.presses("Ja, duidelijk");
    await forges(sam, "clear", id);
    expect(await at(town, id)).toBe("declined");
    expect(thread(town, id).filter((one) => one === "thread.clear")).toHaveLength(1);
    expect(await figuresOf(here)).toMatchObject({ answered: 1, confirmed: 0, closed: 0 });
  });

  test("a question about it comes to the desk, and it stays declined", async () => {
    const { town, sam, id } = await declined();
    await sam.presses("Nee, ik heb nog een vraag");
    await sam.says("Waar vind ik de provincie?");
    expect(sam.lastText).toContain("doorgegeven");
    // She asked because the question was put to her: she is not promised what nobody has to do, and reads where to go.
    expect(sam.lastText).toContain("Daarom komt hier misschien geen antwoord meer.");
    expect(sam.lastText).toContain("Liever een mens?");
    expect(sam.lastText).not.toContain("Dit was al klaar");
    expect(await at(town, id)).toBe("declined");
    expect(thread(town, id).at(-1)).toBe("thread.question");
  });
});

test("what goes to the council: she reads what will happen, and nothing that nobody does", async () => {
  const here = await scene();
  for (let n = 0; n < 24; n++) await joins(here, `neighbour ${n}`, "nl");
  await here.ola.acts(here.id, "council");
  const read = here.town.text(lastNews(here.sam));
  expect(read).toContain("Daarom gaat het naar de gemeenteraad.");
  expect(read).not.toContain("Je hoort wat de raad zegt");
  expect(read).toContain(
    `De gemeente werkt door aan ${shownNumber(here.id)}: dat antwoord krijg je hier wel.`,
  );
});
