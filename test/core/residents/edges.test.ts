import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { readIssue } from "../../../bot/instruments/issue/state.ts";
import { createTestTown, type TestTown } from "../../support/town.ts";

/** Everything stored in the table, as one text. */
const table = (town: TestTown) => JSON.stringify(town.store.images());

async function issueOf(town: TestTown, id: string) {
  const found = await town.issue(id);
  if (!found) throw new Error(`there is no issue ${id}`);
  return readIssue(found);
}

describe("before somebody has come in", () => {
  test("nothing of what she writes is kept, and she is told so", async () => {
    const town = createTestTown();
    const noor = town.resident("noor");
    await noor.says("Mijn buurman heet Pietersen");
    await noor.says("En hij woont op nummer zeven");
    expect(noor.heard.flatMap(({ screen }) => screen.lines.map((line) => line.key))).toContain(
      "common:onboarding.notYet",
    );
    expect(table(town)).not.toMatch(/Pietersen|nummer zeven/);
  });

  test("a photo or recording that comes first is not kept either, and she is told to send it afterwards", async () => {
    const town = createTestTown();
    const noor = town.resident("noor");
    await noor.voice("secret-voice");
    expect(noor.heard[0]?.screen.lines.map((line) => line.key)).toContain("common:onboarding.notYet");
    expect(table(town)).not.toContain("secret-voice");
  });

  test("her first words are offered again by pointing at them, when the channel hands them back", async () => {
    const town = createTestTown();
    const noor = town.resident("noor");
    await noor.says("Er ligt glas", { message: 7 });
    await noor.presses("Nederlands");
    await noor.presses("16");
    await noor.presses("Sla over");
    await noor.presses("Klaar");
    expect(noor.lastHeard.quotes).toBe(7);
    await noor.presses("Ja, dit wil ik vertellen", "Er ligt glas");
    expect(JSON.stringify((await noor.lane)?.dialogue)).toContain("Er ligt glas");
  });

  test("of somebody under 16 nothing remains", async () => {
    const town = createTestTown();
    const kid = town.resident("kid");
    await kid.says("Ik wil een voetbalveld");
    await kid.presses("Nederlands");
    await kid.presses("jonger dan 16");
    expect(kid.lastKeys).toEqual(["common:onboarding.young", "common:onboarding.group"]);
    expect(town.store.images()).toHaveLength(0);
  });

  test("the language of her app is proposed, and another one can be chosen", async () => {
    const town = createTestTown();
    const sam = town.resident("sam", { language: "en-GB" });
    await sam.commands("start");
    expect(sam.heard[0]?.language).toBe("en");
    await sam.presses("Nederlands");
    expect(sam.heard.at(-1)?.language).toBe("nl");
  });

  test("every permission is off until she chooses it, and kept with text, language and time", async () => {
    const town = createTestTown();
    const noor = town.resident("noor");
    await noor.commands("start");
    await noor.presses("Nederlands");
    await noor.presses("16");
    await noor.presses("Sla over");
    expect((await noor.lane)?.permissions).toEqual([]);
    await noor.presses("mijn mening");
    await noor.presses("mijn mening");
    const { permissions } = (await noor.lane) ?? {};
    expect(permissions?.map((one) => one.granted)).toEqual([true, false]);
    expect(permissions?.[0]).toMatchObject({ purpose: "ask_opinion", language: "nl", at: town.now });
    expect(permissions?.[0]?.text).toMatch(/^\d{4}-\d{2}$/);
  });

  test("the poster she scanned is remembered, and counted with what she raises", async () => {
    const town = createTestTown();
    const noor = town.resident("noor");
    await noor.commands("start", "poster_haven");
    await noor.presses("Nederlands");
    await noor.presses("16");
    await noor.presses("Sla over");
    await noor.presses("Klaar");
    const id = await noor.raises("Glas");
    expect((await issueOf(town, id)).campaign).toBe("poster_haven");
  });
});

describe("in the middle of telling something", () => {
  test("an edited message changes that part of the story", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("De lamp is heel", { message: 51 });
    await noor.says("De lamp is kapot", { message: 51, edited: true });
    expect(noor.lastKeys[0]).toBe("issue:edited");
    await noor.says("Sla over");
    await noor.presses("Geen foto");
    await noor.presses("Afval");
    await noor.presses("Verstuur");
    expect((await issueOf(town, noor.lastHeard.about ?? "")).words).toBe("De lamp is kapot");
  });

  test("a message edited after sending reaches the desk, and the first words stay", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("Bij nummer 4", { message: 61 });
    await noor.says("Sla over");
    await noor.presses("Geen foto");
    await noor.presses("Afval");
    await noor.presses("Verstuur");
    const id = noor.lastHeard.about ?? "";
    await noor.says("Bij nummer 14", { message: 61, edited: true });
    expect(noor.lastKeys).toEqual(["issue:own.edited"]);
    expect((await issueOf(town, id)).words).toBe("Bij nummer 4");
    expect(town.card(id)?.thread.at(-1)).toMatchObject({ params: { words: "Bij nummer 14" } });
  });

  test.each(["sticker", "video", "too_large", "file_type", "other"] as const)(
    "%s is explained, and the question is asked again",
    async (reason) => {
      const town = createTestTown();
      const noor = await town.resident("noor").joins();
      await noor.says("Er ligt glas");
      await noor.does({ type: "unreadable", reason });
      const [explained, asked] = noor.heard.slice(-2).map(({ screen }) => screen.lines[0]?.key);
      expect([explained, asked]).toEqual([`common:unreadable.${reason}`, "issue:ask.where"]);
    },
  );

  test.each(["help", "taal", "stop", "wis", "mijngegevens"])(
    "/%s wins over the open question, and the story is still there",
    async (command) => {
      const town = createTestTown();
      const noor = await town.resident("noor").joins();
      await noor.says("Er ligt glas");
      await noor.commands(command);
      expect((await noor.lane)?.dialogue?.step).toBe("where");
      await noor.says("Havenstraat");
      expect((await noor.lane)?.dialogue?.step).toBe("photos");
    },
  );

  test("another language switches the question too, and keeps what she told", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("Er ligt glas");
    await noor.says("Havenstraat");
    await noor.commands("taal");
    await noor.presses("English");
    expect(noor.lastText).toBe("Do you have a photo? You can send it now. You don’t have to.");
    expect(JSON.stringify((await noor.lane)?.dialogue)).toContain("Er ligt glas");
  });

  test("words at a question with buttons are understood as a button, by number, by word, without accents", async () => {
    for (const typed of ["1", "afval", "AFVAL!", "Afv"]) {
      const town = createTestTown();
      const noor = await town.resident("noor").joins();
      await noor.says("Er ligt glas");
      await noor.says("Sla over");
      await noor.presses("Geen foto");
      await noor.says(typed);
      expect(noor.lastText, typed).toContain("Onderwerp: Afval");
    }
  });

  test("words that are no button belong to the story", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("Er ligt glas");
    await noor.says("Sla over");
    await noor.presses("Geen foto");
    await noor.says("Mijn hond heeft er al in getrapt");
    expect(noor.lastKeys).toEqual(["issue:added", "issue:ask.category"]);
    await noor.presses("Afval");
    expect(noor.lastText).toContain("Mijn hond heeft er al in getrapt");
  });

  test("two quick taps on Send make one issue, and the second says nothing", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("Er ligt glas");
    await noor.says("Sla over");
    await noor.presses("Geen foto");
    await noor.presses("Afval");
    const send = noor.button("Verstuur");
    await noor.does({ type: "chose", press: send });
    const heard = noor.heard.length;
    await noor.does({ type: "chose", press: send });
    expect(noor.heard).toHaveLength(heard);
    expect(town.posted).toHaveLength(1);
    await town.passes(HOUR);
    await noor.does({ type: "chose", press: send });
    expect(noor.lastKeys).toEqual(["common:stale.alone"]);
  });

  test("a button of an earlier question shows the current question", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("Er ligt glas");
    await noor.says("Sla over");
    const old = noor.button("Geen foto");
    await noor.does({ type: "chose", press: old });
    await noor.presses("Afval");
    await noor.does({ type: "chose", press: old });
    expect(noor.lastKeys[0]).toBe("common:stale.withQuestion");
  });

  test("a button from before a deploy, and one that cannot be read, explain themselves", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("Er ligt glas");
    await noor.does({
      type: "chose",
      press: { instrument: "issue", version: 0, step: "photos", option: "done", ref: "t1" },
    });
    expect(noor.heard.at(-2)?.screen.lines[0]?.key).toBe("common:stale.withQuestion");
    await noor.does({ type: "chose_unknown" });
    expect(noor.heard.at(-2)?.screen.lines[0]?.key).toBe("common:stale.withQuestion");
  });

  test("a forged button cannot touch what somebody else raised", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const id = await noor.raises("Er ligt glas");
    const eve = await town.resident("eve").joins();
    const before = await town.issue(id);
    for (const option of ["withdraw_yes", "helps", "not_yet", "add", "reply"]) {
      await eve.does({
        type: "chose",
        press: { instrument: "issue", version: 1, step: "own", option, ref: id },
      });
      expect(eve.lastKeys).toEqual(["common:gone"]);
    }
    await eve.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "show", option: "one", ref: id },
    });
    expect(eve.lastKeys).toEqual(["common:gone"]);
    expect(await town.issue(id)).toEqual(before);
  });

  test("an album is one report with all its photos, answered once", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const before = noor.heard.length;
    await noor.photo("p1", "Drie kapotte banken", "a1");
    await noor.photo("p2", undefined, "a1");
    await noor.photo("p3", undefined, "a1");
    expect(noor.heard).toHaveLength(before + 1);
    await noor.says("Sla over");
    await noor.presses("Afval");
    await noor.presses("Verstuur");
    const { media, words } = await issueOf(town, noor.lastHeard.about ?? "");
    expect(media.map((one) => one.source)).toEqual(["p1", "p2", "p3"]);
    expect(words).toBe("Drie kapotte banken");
  });

  test("the eleventh photo of a story is refused with words, and the others stay", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("Er ligt glas");
    await noor.says("Sla over");
    for (let count = 1; count <= 11; count++) await noor.photo(`p${count}`);
    expect(noor.lastKeys[0]).toBe("issue:tooManyMedia");
  });

  test("after thirty days of silence the unfinished story is let go, and she hears so", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("Er ligt glas");
    await town.passes(31 * DAY, 31);
    expect(noor.lastKeys).toEqual(["common:continue.expired"]);
    expect((await noor.lane)?.dialogue).toBeUndefined();
    expect(table(town)).not.toContain("Er ligt glas");
  });

  test("what is not an answer to a question that was asked long ago is not taken for one", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const id = await noor.raises("Er ligt glas");
    await town.official("U0ANA").acts(id, "ask", { question: "Waar precies?" });
    await town.passes(2 * DAY);
    await noor.says("Er zit een gat in de weg");
    expect(noor.lastKeys).toEqual(["common:held.ask"]);
    await noor.presses("Het is iets nieuws");
    expect((await issueOf(town, id)).status.at).toBe("info_requested");
    expect(JSON.stringify((await noor.lane)?.dialogue)).toContain("gat in de weg");
  });

  test("somebody who was away hears on return that there may be news", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const id = await noor.raises("Er ligt glas");
    await noor.blocks();
    await town.official("U0ANA").answers(id, { text: "Opgeruimd." });
    await noor.returns();
    await noor.says("Hallo");
    expect(noor.heard.map(({ screen }) => screen.lines[0]?.key)).toContain("common:back");
    expect((await noor.lane)?.missed).toBeUndefined();
  });
});
