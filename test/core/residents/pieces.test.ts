import { describe, expect, test } from "vitest";
import { after, SECOND } from "../../../bot/core/calendar/time.ts";
import { readDraft } from "../../../bot/instruments/issue/raising/raising.ts";
import { begins, openedWith, q, responsesIn } from "../../instruments/survey/people.ts";
import { createTestTown, type TestResident, type TestTown } from "../../support/town.ts";

/** People write one message in pieces, and their apps cut long ones: what arrives within seconds is one message. */

/** Sends these, waiting this many seconds before each. */
async function writes(town: TestTown, one: TestResident, ...pieces: [seconds: number, text: string][]) {
  let sent = town.now;
  for (const [seconds, text] of pieces) {
    sent = after(sent, seconds * SECOND);
    await one.says(text, { sent });
  }
}

const draftOf = async (one: TestResident) => {
  const dialogue = (await one.lane)?.dialogue;
  if (!dialogue) throw new Error("she tells nothing");
  const { pieces, place } = readDraft(dialogue);
  return { story: pieces.map(({ text }) => text).join(" "), place: place?.words };
};

async function member() {
  const town = createTestTown();
  return { town, noor: await town.resident("noor").joins() };
}

describe("a story in pieces", () => {
  test("is one story: a greeting is none of it, and what came before our question is no place", async () => {
    const { town, noor } = await member();
    await writes(town, noor, [0, "Hoi"], [2, "De prullenbak is vol"], [2, "bij de speeltuin"]);
    expect(await draftOf(noor)).toEqual({ story: "De prullenbak is vol bij de speeltuin", place: undefined });
    expect(noor.lastKeys).toEqual(["issue:added", "issue:ask.where"]);
  });

  test("whatever it begins with", async () => {
    const { town, noor } = await member();
    await writes(
      town,
      noor,
      [0, "Weet je wat"],
      [3, "de prullenbak is vol"],
      [3, "al een week"],
      [8, "Kerkstraat"],
    );
    expect(await draftOf(noor)).toEqual({
      story: "Weet je wat de prullenbak is vol al een week",
      place: "Kerkstraat",
    });
  });

  test("ends with what she writes after she could read the question", async () => {
    const { town, noor } = await member();
    await writes(town, noor, [0, "De prullenbak is vol"], [6, "bij de speeltuin"]);
    expect(await draftOf(noor)).toEqual({ story: "De prullenbak is vol", place: "bij de speeltuin" });
  });

  test("that the app cut at its limit stays whole, and in its order", async () => {
    const { town, noor } = await member();
    const long = "De stoep ligt los. ".repeat(400).trim();
    await writes(town, noor, [0, long.slice(0, 4096)], [0, long.slice(4096)]);
    const { story, place } = await draftOf(noor);
    expect(story.replaceAll(" ", "")).toBe(long.replaceAll(" ", ""));
    expect(place).toBeUndefined();
  });

  test("after she did something else is none: she has read what was asked", async () => {
    const { town, noor } = await member();
    await writes(town, noor, [0, "De prullenbak is vol"]);
    await noor.commands("help");
    await writes(town, noor, [1, "bij de speeltuin"]);
    expect((await draftOf(noor)).place).toBe("bij de speeltuin");
  });

  test("what can only be a button is that button, however fast she types", async () => {
    const { town, noor } = await member();
    await writes(
      town,
      noor,
      [0, "De prullenbak is vol"],
      [2, "Sla over"],
      [2, "nee"],
      [2, "Afval"],
      [2, "verstuur maar"],
    );
    expect(noor.lastKeys[0]).toBe("issue:receipt.thanks");
    expect(town.posted).toHaveLength(1);
  });
});

describe("an answer in pieces", () => {
  test("to the municipality goes there as a whole, and begins no second report", async () => {
    const { town, noor } = await member();
    const id = await noor.raises("De lamp is kapot");
    await town.official("U0ANA").acts(id, "ask", { question: "Welke lamp?" });
    await writes(town, noor, [0, "de linker"], [2, "naast de bushalte"]);
    expect((await noor.lane)?.dialogue).toBeUndefined();
    expect(
      town
        .card(id)
        ?.thread.map((line) => town.render(line))
        .join("\n"),
    ).toContain("naast de bushalte");
  });

  test("in a survey is one answer, also when it was the last question", async () => {
    const scene = await openedWith(JSON.stringify({ questions: [q("why", "text"), q("more", "text")] }));
    const noor = await begins(scene, "noor");
    await writes(scene.town, noor, [0, "Te donker"], [2, "en te stil"], [9, "Meer licht"], [1, "graag snel"]);
    const { answers } = responsesIn(scene)[0] ?? {};
    expect(answers?.why).toEqual({ is: "text", text: "Te donker\nen te stil" });
    expect(answers?.more).toEqual({ is: "text", text: "Meer licht\ngraag snel" });
    expect((await noor.lane)?.dialogue).toBeUndefined();
    expect(scene.town.posted.filter(({ card }) => card.ref !== scene.id)).toEqual([]);
  });

  test("that the app cut stays one answer", async () => {
    const scene = await openedWith(JSON.stringify({ questions: [q("why", "text"), q("more", "text")] }));
    const noor = await begins(scene, "noor");
    const long = "Het is hier te donker. ".repeat(100);
    await writes(scene.town, noor, [0, long], [0, "en te stil"]);
    expect(responsesIn(scene)[0]?.answers.why).toEqual({ is: "text", text: `${long.trim()}\nen te stil` });
    expect(responsesIn(scene)[0]?.answers.more).toBeUndefined();
  });

  test("does not swallow what can only be the answer to the next question", async () => {
    const scene = await openedWith(
      JSON.stringify({ questions: [q("why", "text"), q("days", "number", { from: 0, to: 7 })] }),
    );
    const noor = await begins(scene, "noor");
    await writes(scene.town, noor, [0, "Te donker"], [2, "3"]);
    expect(responsesIn(scene)[0]?.answers).toEqual({
      why: { is: "text", text: "Te donker" },
      days: { is: "number", value: 3 },
    });
  });
});

describe("a caption under something that cannot be passed on", () => {
  test.each(["video", "file_type", "too_large", "other"] as const)(
    "is kept, and the file is refused: %s",
    async (reason) => {
      const { noor } = await member();
      const from = noor.heard.length;
      await noor.does({ type: "unreadable", reason, caption: "De put stinkt" });
      const keys = noor.heard.slice(from).map(({ screen }) => screen.lines.map(({ key }) => key));
      expect(keys).toEqual([
        [`common:unreadable.${reason}`, "common:unreadable.words"],
        ["issue:heard", "issue:ask.where", "issue:emergency"],
      ]);
      expect((await draftOf(noor)).story).toBe("De put stinkt");
    },
  );

  test("answers a question of a survey", async () => {
    const scene = await openedWith(JSON.stringify({ questions: [q("why", "text"), q("more", "text")] }));
    const noor = await begins(scene, "noor");
    await noor.does({ type: "unreadable", reason: "video", caption: "Te donker" });
    expect(responsesIn(scene)[0]?.answers.why).toEqual({ is: "text", text: "Te donker" });
  });
});
