import { describe, expect, test } from "vitest";
import { graphemes, shortened, upTo, wellFormed } from "../../bot/core/model/characters.ts";
import { type Contribution, shownNumber } from "../../bot/core/model/contribution.ts";
import { withTopics } from "../../bot/instruments/manifesto/topics/items.ts";
import { parseJson } from "../../bot/runtime/http-request.ts";
import { cardMessage } from "../../bot/slack/blocks.ts";
import { readPayload } from "../../bot/slack/inbound.ts";
import { cut, split, weight } from "../../bot/slack/mrkdwn.ts";
import { readUpdate } from "../../bot/telegram/inbound.ts";
import { readQuestions } from "../../bot/text/questions-yaml.ts";
import { split as splitPlain } from "../../bot/text/split.ts";
import { collecting, looksAt, onCard as onManifesto, tells } from "../instruments/manifesto/people.ts";
import { acts, begins, drafted, onCard, opening, opens, options, q } from "../instruments/survey/people.ts";
import { card } from "../slack/invented.ts";
import { staffed } from "../support/staff.ts";
import { createTestTown } from "../support/town.ts";
import { words } from "../support/words.ts";

/**
 * Nobody ever reads half a character, and no message is refused because of one. A family is eleven units long: with
 * zero to ten letters before a row of families, every possible cut falls on each position within one.
 */

const FAMILY = "👨‍👩‍👧‍👦";
const phases = Array.from({ length: FAMILY.length }, (_, at) => at);
const families = (letters: number, many: number) => "x".repeat(letters) + FAMILY.repeat(many);

/** Half characters, and pieces of a family, in anything that is shown. */
function halves(shown: unknown): string[] {
  if (typeof shown === "string") {
    const rest = shown.replaceAll(FAMILY, "");
    const isWhole = shown.isWellFormed() && !/\u{FFFD}|\u{200D}|[\u{1F466}-\u{1F469}]/u.test(rest);
    return isWhole ? [] : [shown.slice(-80)];
  }
  return typeof shown === "object" && shown !== null ? Object.values(shown).flatMap(halves) : [];
}

/** A town in which everything that is shown is checked. */
const watched = () => {
  const found: string[] = [];
  let seen = 0;
  const sees = (shown: unknown) => {
    seen++;
    found.push(...halves(shown));
  };
  return { town: { words, sees }, found, seen: () => seen };
};

describe("whatever is told in families, every screen, card and form holds whole characters:", () => {
  test.each(phases)("a report with %i letters before it, from its preview to its answer", async (letters) => {
    const { town: about, found, seen } = watched();
    const town = createTestTown(about);
    const { bo } = await staffed(town);
    const other = await town.resident("noor").raises(families(letters, 12), { at: "Plein" });
    const sam = town.resident("sam");
    const id = await sam.raises(families(letters, 470), { at: families(letters, 60) });
    await sam.commands("mijn");
    await sam.presses(shownNumber(id));
    await bo.opensHome();
    await bo.press(id, "show");
    for (const act of ["ask", "plan", "forward", "decline"]) await bo.press(id, act);
    await bo.press(other, "merge");
    await bo.searches(FAMILY);
    await bo.answers(id, { text: families(letters, 200) });
    await sam.commands("mijn");
    await bo.command(families(letters, 20));
    expect(seen()).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });

  test.each(phases)(
    "a survey with %i letters before it, from its questions to its quotes",
    async (letters) => {
      const { town: about, found, seen } = watched();
      const scene = await drafted({ ...opening, template: "own" }, about);
      const questions = [
        q("t", "text", { ask: { nl: families(letters, 9), en: families(letters, 9) } }),
        q("c", "choices", { ...options("Groen", "Wonen"), own: true, most: 2 }),
        q("n", "yes_no"),
        q("w", "word"),
      ];
      await acts(scene.ola, scene, "questions", { part1: JSON.stringify({ questions }) });
      await onCard(scene.ola, scene.id, "removeQuestion");
      await opens(scene);
      for (const name of ["noor", "sam"]) {
        const one = await begins(scene, name);
        await one.says(families(letters, 20));
        await one.says(families(letters, 20));
        await one.presses("Vorige");
        await one.presses("Verder");
        await one.presses("Verder");
        await one.says(families(letters, 300));
        await one.says(families(letters, 300));
        await one.presses("Laat mijn woorden staan");
        await one.says(families(letters, 40));
        await one.commands("mijngegevens");
      }
      await scene.town.passes(15 * 24 * 60 * 60 * 1000, 15);
      for (const act of ["texts", "results", "publish"]) await onCard(scene.ola, scene.id, act);
      expect(seen()).toBeGreaterThan(30);
      expect(found).toEqual([]);
    },
  );

  test.each(phases)("topics with %i letters before them, in every list of a manifesto", async (letters) => {
    const { town: about, found, seen } = watched();
    const scene = await collecting(about);
    const topic = await tells(scene.noor, families(letters, 60));
    await looksAt(scene.bo, topic, "publish");
    await tells(scene.sam, families(letters, 7));
    await scene.noor.commands("mijn");
    await scene.yusuf.commands("meedoen");
    await onManifesto(scene.ola, scene.id, "merge");
    expect(seen()).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });
});

/** A topic that others see. */
const topicOf = (n: number, text: string): Contribution => ({
  row: "contribution",
  id: String(10_000_000 + n),
  instrument: "manifesto",
  version: 1,
  desk: "youth",
  open: true,
  handled: [],
  created: "2026-05-04T09:00:00.000Z",
  changed: "2026-05-04T09:00:00.000Z",
  entries: 1,
  state: {
    process: "P1234567",
    status: { at: "shown", on: "2026-05-04" },
    words: text,
    media: [],
    language: "nl",
  },
});

describe("a text that is cut", () => {
  const accents = `e${"\u0301".repeat(3)}`;
  const samples = [FAMILY, "🇳🇱", "👍🏽", "🚲", "é", accents, "\r\n", "né", "a", "नि", "각", "1️⃣", "ه‍"];

  test("ends at the end of a character, is as long as may be, and goes on nowhere else", () => {
    for (const one of samples)
      for (const letters of [0, 1, 2, 3]) {
        const text = "x".repeat(letters) + one.repeat(30);
        const signs = graphemes(text);
        for (let most = 0; most <= 45; most++) {
          const part = upTo(text, most);
          expect(part.length).toBeLessThanOrEqual(most);
          const whole = signs.slice(0, graphemes(part).length);
          expect(part).toBe(whole.join(""));
          const next = signs[whole.length] ?? "";
          expect(part.length + next.length, JSON.stringify([text, most])).toBeGreaterThan(
            Math.min(most, text.length - 1),
          );
          if (most > 0) expect(shortened(text, most).length).toBeLessThanOrEqual(most);
        }
      }
  });

  test("is left as it is when it fits, and a heap of accents is cut between two of them", () => {
    expect(shortened("kort", 4)).toBe("kort");
    expect(upTo(`e${"\u0301".repeat(500)}`, 300)).toHaveLength(300);
    expect(upTo(`🚲${"\u0301".repeat(500)}`, 100)).toHaveLength(100);
  });

  test.each(phases)(
    "in pieces for Slack and for Telegram: whole ones, and nothing is lost (%i)",
    (letters) => {
      const text = families(letters, 700);
      for (const pieces of [split(text, 2800), splitPlain(text, 4096)]) {
        expect(pieces.length).toBeGreaterThan(1);
        expect(pieces.join("")).toBe(text);
        expect(halves(pieces)).toEqual([]);
      }
      const escaped = cut(`${"&".repeat(letters)}${families(0, 20)}`, 75);
      expect(halves(escaped)).toEqual([]);
      expect(weight(escaped)).toBeLessThanOrEqual(75);
    },
  );

  test.each(phases)("because a row holds no more: a topic among very many (%i)", (letters) => {
    const text = families(letters, 90);
    const topics = Array.from({ length: 900 }, (_, n) => topicOf(n, text));
    const items = withTopics([], topics);
    expect(items[0]?.words.length).toBeLessThan(text.length);
    expect(halves(items.map((one) => one.words))).toEqual([]);
  });

  test.each(phases)("a venue with a very long name (%i)", (letters) => {
    const reading = readUpdate(
      {
        update_id: 1,
        message: {
          message_id: 2,
          date: 3,
          chat: { id: 4, type: "private" },
          from: { id: 4, is_bot: false, first_name: "Sam" },
          venue: {
            location: { latitude: 52, longitude: 5 },
            title: families(letters, 50),
            address: "Plein 1",
          },
          location: { latitude: 52, longitude: 5 },
        },
      },
      "2026-05-04T09:00:00.000Z",
    );
    expect(JSON.stringify(reading).length).toBeGreaterThan(300);
    expect(halves(reading)).toEqual([]);
  });
});

describe("half a character from outside is made whole at the door", () => {
  const HALF = "lamp \\ud83d";

  test("of Telegram", () => {
    const body = `{"update_id":1,"message":{"message_id":2,"date":3,"chat":{"id":4,"type":"private"},"from":{"id":4,"is_bot":false,"first_name":"S"},"text":"${HALF}"}}`;
    const reading = readUpdate(parseJson(body)?.value, "2026-05-04T09:00:00.000Z");
    expect(reading).toMatchObject({ input: { type: "said", text: "lamp �" } });
  });

  test("of Slack", () => {
    const payload = `{"type":"view_submission","user":{"id":"U0ANA"},"trigger_id":"1","view":{"id":"V1","hash":"h","type":"modal","callback_id":"core:roles","private_metadata":"{\\"instrument\\":\\"core\\",\\"form\\":\\"roles\\"}","state":{"values":{"text":{"text":{"type":"plain_text_input","value":"${HALF}"}}}}}}`;
    const read = readPayload(
      "application/x-www-form-urlencoded",
      new URLSearchParams({ payload }).toString(),
      "2026-05-04T09:00:00.000Z",
    );
    expect(read).toMatchObject({ input: { type: "submitted", values: { text: "lamp �" } } });
  });

  test("of a file of questions", () => {
    expect(readQuestions(`{"questions":[{"ask":"${HALF}"}]}`)).toMatchObject({
      value: { questions: [{ ask: "lamp �" }] },
    });
  });

  test("and a whole one stays what it is, in keys and values, however deep", () => {
    expect(parseJson('{"\\ud83d\\ude00":["\\ud83d\\ude00",{"a":1,"b":null}]}')?.value).toEqual({
      "😀": ["😀", { a: 1, b: null }],
    });
    expect(wellFormed({ "\uD83D": ["\uDE00"] })).toEqual({ "�": ["�"] });
  });

  test("what was kept before with half a character can be shown", () => {
    expect(words.render({ key: "common:as_is", params: { text: "lamp \uD83D" } }, "nl")).toBe("lamp �");
    const shown = JSON.stringify(cardMessage(card({ words: "lamp \uD83D" }), {}, words, "nl"));
    expect(shown).toContain("lamp �");
    expect(shown).not.toContain("\\ud83d");
  });
});
