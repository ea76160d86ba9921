import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { cardTexts } from "../../../bot/core/model/process.ts";
import { BO, NOBODY } from "../../support/staff.ts";
import { card, invitation, joinsCore, onCard, opened, opening, opens, processOf, room } from "./people.ts";

const command = { type: "commanded", command: "manifest", rest: "", ...room };

describe("an organiser opens a manifesto", () => {
  test("and sees what young people will read, in every language, before it exists", async () => {
    const { town, ola } = await opened();
    await ola.does(command);
    expect(ola.form?.preview).toBeUndefined();
    // It begins with what most need, and says what each number is for.
    expect(ola.form?.fields.find(({ name }) => name === "from")).toMatchObject({
      value: "16",
      hint: { key: "officials:manifesto.hint.begin.from" },
    });
    await ola.submit(opening);
    const [dutch, english] = [ola.form?.preview, ola.form?.preview?.also?.[0]];
    expect(dutch && town.text(dutch.screen, "nl")).toBe(
      [
        "Jongerenmanifest Waterkant",
        "De vraag: Wat moet er beter voor jongeren in Waterkant?",
        "Dit kan nog veranderen: Waar de gemeente in 2027 geld aan geeft.",
        "Dit ligt vast: Het geld zelf: de raad heeft het bedrag al bepaald.",
        "Jullie geven advies. De gemeente volgt het, of legt uit waarom niet.",
        "Wie beslist: de gemeenteraad",
        "Het gaat om een plan dat nog gemaakt wordt.",
        "Je krijgt antwoord van de wethouder Jeugd, uiterlijk donderdag 1 oktober 2026.",
        "Groepen kunnen ook meedoen. Een jongerenwerker die de gemeente kent, schrijft op wat de groep kiest. De kerngroep bepaalt hoe jullie kiezen. Geeft iedereen stemmen? Dan tellen die van groepen mee. Bij een volgorde tellen ze niet mee. Ze staan altijd apart in de uitslag.",
      ].join("\n\n"),
    );
    expect(english && town.text(english.screen, "en")).toContain(
      "You get an answer from the alderman for youth",
    );
    // Only the one that the scene itself opened.
    expect(await town.store.processes()).toHaveLength(1);
  });

  test.each([...cardTexts.map((text) => `${text}_nl`), "level", "phase", "answerBy"])(
    "but not without %s",
    async (field) => {
      const { town, ola } = await opened();
      await ola.does(command);
      await ola.submit({ ...opening, [field]: "" });
      expect(Object.keys(ola.form?.errors ?? {})).toEqual([field]);
      expect(await town.store.processes()).toHaveLength(1);
    },
  );

  test("nor with an answer that should have come yesterday, or an age that makes no sense", async () => {
    const { ola } = await opened();
    await ola.does(command);
    await ola.submit({ ...opening, answerBy: "2026-05-03", from: "9", most: "2" });
    expect(Object.keys(ola.form?.errors ?? {}).toSorted()).toEqual(["answerBy", "from", "most"]);
  });

  test("once, also when Slack hands the form in twice", async () => {
    const { town, ola } = await opened();
    await ola.does(command);
    await ola.submit(opening);
    const { form } = ola;
    await ola.does({ type: "submitted", form: form?.id, values: opening }, "sl:the-same");
    await ola.does({ type: "submitted", form: form?.id, values: opening }, "sl:the-same");
    expect(await town.store.processes()).toHaveLength(2);
  });

  test("in a channel that is a desk's, where its card then stands with the invitation", async () => {
    const scene = await opened();
    const posted = scene.town.card(scene.id);
    expect(posted?.channel).toBe("#jeugd-en-buurt");
    const facts = posted?.card.facts.map((one) =>
      scene.town.render({ key: "common:as_is", params: { text: one.value } }),
    );
    expect(facts).toContain(`Typ in de chat: /start ${await invitation(scene)}`);
    await scene.ola.does({ ...command, channel: "C0OTHER", channelName: "iets-anders" });
    expect(scene.ola.told.at(-1)).toBe("officials:process.noDesk");
  });

  test.each([
    [BO, "officials:refused.organiser"],
    [NOBODY, "officials:refused.role"],
  ])("which %s may not do", async (member, refusal) => {
    const { town } = await opened();
    const other = town.official(member);
    await other.does(command);
    expect(other.form).toBeUndefined();
    expect(other.told.at(-1)).toBe(refusal);
  });
});

describe("who takes part", () => {
  test("reads at any time who decides", async () => {
    const scene = await opened();
    const sam = await joinsCore(scene, "sam");
    await sam.commands("wiebeslist");
    expect(sam.lastText).toContain("Wie beslist: de gemeenteraad");
    expect(sam.lastText).toContain("uiterlijk donderdag 1 oktober 2026");
  });

  test("finds everything that is open at /meedoen, each with its card", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    const sam = town.resident("sam");
    await sam.joins();
    await sam.commands("meedoen");
    expect(sam.lastText).toContain("De vraag: Wat moet er beter");
    await opens(town, ola, { ...opening, title_nl: "Manifest Dijkzicht" });
    await sam.commands("meedoen");
    expect(sam.labels).toEqual(["Jongerenmanifest Waterkant", "Manifest Dijkzicht", "Wat is afgerond"]);
    await sam.presses("Manifest Dijkzicht");
    expect(sam.lastText).toContain("Manifest Dijkzicht");
    await sam.presses("Wie beslist?");
    expect(sam.lastText).toContain("Wie beslist: de gemeenteraad");
  });

  test("hears what changes on the card, what it was and what it is", async () => {
    const scene = await opened();
    const sam = await joinsCore(scene, "sam");
    const later = { ...card, answerBy: "2026-11-02" };
    await onCard(scene.ola, scene.id, "edit");
    await scene.ola.submit(later);
    expect(sam.lastText).not.toContain("2 november");
    await scene.ola.submit(later);
    // With everything that changes until the next morning.
    await scene.town.passes(DAY, 24);
    expect(sam.lastText).toContain("Er is iets veranderd bij “Jongerenmanifest Waterkant”");
    expect(sam.lastText).toContain(
      "Antwoord uiterlijk, eerst: donderdag 1 oktober 2026\nNu: maandag 2 november 2026",
    );
    expect((await processOf(scene)).card.answerBy).toBe("2026-11-02");
  });

  test("hears nothing when nothing changed", async () => {
    const scene = await opened();
    const sam = await joinsCore(scene, "sam");
    const before = sam.heard.length;
    await onCard(scene.ola, scene.id, "edit");
    await scene.ola.submit(card);
    expect(scene.ola.told.at(-1)).toBe("officials:process.noChange");
    expect(sam.heard).toHaveLength(before);
  });

  test("is told when the card is not in her language", async () => {
    const scene = await opened();
    const dutchOnly = Object.fromEntries(Object.entries(opening).filter(([name]) => !name.endsWith("_en")));
    await opens(scene.town, scene.ola, { ...dutchOnly, title_nl: "Alleen Nederlands" });
    const joe = scene.town.resident("joe", { language: "en" });
    await joe.joins();
    await joe.commands("meedoen");
    await joe.presses("Alleen Nederlands");
    expect(joe.lastText).toMatch(/^This message is not translated\.\n\nAlleen Nederlands/);
  });
});
