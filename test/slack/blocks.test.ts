import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Home } from "../../bot/core/model/card.ts";
import { say } from "../../bot/core/model/message.ts";
import { decodePress } from "../../bot/slack/action-value.ts";
import { cardMessage, homeView } from "../../bot/slack/blocks.ts";
import { OverLimit, withinLimits } from "../../bot/slack/limits.ts";
import { cut, escapeMrkdwn, mrkdwn, plain, rendered, split, weight } from "../../bot/slack/mrkdwn.ts";
import { action, card, press, words } from "./invented.ts";

const shown = (changes: Parameters<typeof card>[0], files: Record<string, string> = {}) =>
  cardMessage(card(changes), files, words, "nl").blocks;
const any = fc.string({ unit: "grapheme", maxLength: 6000, size: "max" });
const nasty = fc
  .array(
    fc.constantFrom(
      "<",
      ">",
      "&",
      "!channel",
      "@U0ANA",
      "|",
      "https://evil.example",
      "\uE000",
      "U0ANA",
      "\uE001",
      "&lt;",
      " ",
      "\n",
      "*",
      ":smile:",
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));
/** Slack's markup begins with an unescaped "<". */
const markup = /<[^>]*>/;

describe("a resident's words", () => {
  test("are on the card as she typed them, and call nobody", () => {
    const typed = "<!channel> kijk op <https://evil.example|de site> :smile: <b>*nu*</b>";
    expect(shown({ words: typed })).toContainEqual({
      type: "section",
      text: { type: "plain_text", text: typed, emoji: false },
    });
  });

  test("of great length are shortened, and the official is told where the rest is", () => {
    const blocks = shown({ words: "Woorden ".repeat(1000) });
    expect(JSON.stringify(blocks)).toContain("De rest staat in de reeks.");
    expect(JSON.stringify(shown({ words: "Kort" }))).not.toContain("reeks");
  });

  test("that are only white space leave no empty quote", () => {
    expect(shown({ words: " \n " }).filter((block) => block.type === "section")).toEqual([]);
  });

  test("in a fact cannot become a link or a mention", () => {
    const facts = [
      {
        label: say("town:label", { text: "Plek" }),
        value: "<!here> <https://evil.example|hier>",
        link: "https://www.openstreetmap.org/?mlat=52.1&mlon=5.2#map=18/52.1/5.2",
      },
    ];
    expect(shown({ facts })).toContainEqual({
      type: "section",
      fields: [
        {
          type: "mrkdwn",
          text: "*Plek*\n<https://www.openstreetmap.org/?mlat=52.1&amp;mlon=5.2#map=18/52.1/5.2|&lt;!here&gt; &lt;https://evil.example hier&gt;>",
          verbatim: true,
        },
      ],
    });
  });

  test("never yield markup, whatever she types", () => {
    fc.assert(
      fc.property(nasty, (typed) => {
        expect(escapeMrkdwn(typed)).not.toMatch(/[<>]/);
        const text = rendered(words, say("town:said", { words: typed }), "nl");
        expect(text.mentions).toBe(false);
        expect(mrkdwn(text.marked)).not.toMatch(markup);
        const facts = [{ label: say("town:label", { text: typed }), value: typed }];
        const fields = shown({ facts }).flatMap((block) =>
          block.type === "section" ? (block.fields ?? []) : [],
        );
        for (const field of fields) expect(field.text).not.toMatch(markup);
      }),
    );
  });

  test("cannot make a link of something that is not of the web", () => {
    for (const link of ["javascript:alert(1)", "not a link", "https://x.example/<!channel>"]) {
      const [field] = shown({ facts: [{ label: say("town:status"), value: "Plein", link }] }).flatMap(
        (block) => (block.type === "section" ? (block.fields ?? []) : []),
      );
      expect(field?.text).not.toContain("<!");
      expect(field?.text).not.toContain("javascript");
    }
  });
});

describe("mentions", () => {
  test("come from our own code only, by the name of the parameter", () => {
    const message = say("town:assigned", { member: "U0ANA", words: "U0BO <@U0BO> \uE000U0BO\uE001" });
    const text = rendered(words, message, "nl");
    expect(mrkdwn(text.marked)).toBe("<@U0ANA> pakt dit op: U0BO &lt;@U0BO&gt; U0BO");
  });

  test("of several members are joined the way the language does", () => {
    const text = rendered(words, say("town:reminder", { members: { list: ["U0ANA", "U0BO"] } }), "nl");
    expect(mrkdwn(text.marked)).toBe("Nog geen antwoord. <@U0ANA> en <@U0BO>");
  });

  test("are not made of words under the name of a member", () => {
    expect(
      mrkdwn(rendered(words, say("town:assigned", { member: "!channel", words: "x" }), "nl").marked),
    ).not.toContain("<");
  });
});

describe("a card", () => {
  test("that needs attention says so in words", () => {
    expect(shown({ urgent: true })).toContainEqual({
      type: "section",
      text: { type: "plain_text", text: "Vraagt nu aandacht. Wacht op antwoord", emoji: false },
    });
  });

  test("speaks the language of the desk", () => {
    expect(cardMessage(card({ urgent: true }), {}, words, "en").text).toContain(
      "Needs attention now. Waiting for an answer",
    );
  });

  test("shows the photos that Slack has, and says where the other ones are", () => {
    const media = [
      { kind: "photo", stored: "m/1", type: "image/jpeg" },
      { kind: "photo", stored: "m/2", type: "image/webp" },
      { kind: "photo", source: "tg" },
      { kind: "photo", stored: "m/4" },
      { kind: "voice", stored: "m/3", seconds: 14 },
    ] as const;
    const blocks = shown({ media }, { "m/1": "F111", "m/2": "F222", "m/4": "missing" });
    expect(blocks.filter((block) => block.type === "image")).toEqual([
      { type: "image", slack_file: { id: "F111" }, alt_text: "Foto 1 bij 4821-0937" },
    ]);
    expect(JSON.stringify(blocks)).toContain("3 foto's staan in de reeks.\\nSpraakbericht van 14 seconden");
  });

  test("puts the main action first and what is rare behind the dots", () => {
    const actions = [
      action("close", "more"),
      action("note", "plain"),
      action("merge", "more"),
      action("answer", "main"),
    ];
    const [block] = shown({ actions }).filter((one) => one.type === "actions");
    expect(block?.elements).toMatchObject([
      { type: "button", text: { text: "answer" }, style: "primary" },
      { type: "button", text: { text: "note" } },
      { type: "overflow", options: [{ text: { text: "close" } }, { text: { text: "merge" } }] },
    ]);
  });

  test("never hides or doubles an action, however many there are", () => {
    const rank = fc.constantFrom("main" as const, "plain" as const, "more" as const);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.string({ maxLength: 90 }), rank), {
          selector: ([name]) => name,
          maxLength: 60,
        }),
        (all) => {
          const found = shown({ actions: all.map(([name, how]) => action(name, how)) })
            .flatMap((block) => (block.type === "actions" ? block.elements : []))
            .flatMap((one) =>
              one.type === "overflow"
                ? one.options.map((choice) => choice.value)
                : one.type === "button"
                  ? [one.value]
                  : [],
            )
            .map((value) => decodePress(value ?? "")?.option);
          expect(found.toSorted()).toEqual(all.map(([name]) => name).toSorted());
        },
      ),
    );
  });

  test("stays within Slack's limits, whatever was typed and however long", () => {
    fc.assert(
      fc.property(any, any, nasty, fc.integer({ min: 0, max: 25 }), (said, title, value, count) => {
        const facts = Array.from({ length: count }, () => ({
          label: say("town:label", { text: title }),
          value: value + said,
          link: "https://example.org/a",
        }));
        cardMessage(
          card({
            words: said,
            title: say("town:said", { words: title }),
            facts,
            actions: [action(title, "main")].filter(() => title.length < 1500),
          }),
          {},
          words,
          "nl",
        );
      }),
      { numRuns: 60 },
    );
  });

  test("that Slack would refuse is an error that names the block and quotes nobody", () => {
    const blocks = [
      { type: "header", text: { type: "plain_text", text: "Janna ".repeat(30), emoji: false } },
    ];
    expect(() => withinLimits("message", { text: "x", blocks })).toThrow(/blocks\.0\.text\.text: .*150/);
    expect(() => withinLimits("message", { text: "x", blocks })).toThrow(OverLimit);
    expect(() => withinLimits("message", { text: "x", blocks })).not.toThrow(/Janna/);
  });
});

describe("long text", () => {
  test("is cut and split within the limit, between words where it can", () => {
    fc.assert(
      fc.property(fc.oneof(any, nasty), fc.integer({ min: 10, max: 3000 }), (text, max) => {
        expect(weight(cut(text, max))).toBeLessThanOrEqual(max);
        const pieces = split(text, max);
        for (const piece of pieces) expect(weight(piece)).toBeLessThanOrEqual(max);
        expect(pieces.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
        expect(pieces.every((piece) => piece.isWellFormed())).toBe(text.isWellFormed());
      }),
      { numRuns: 60 },
    );
    expect(split("Een zin. Nog een zin.", 12)).toEqual(["Een zin.", "Nog een zin."]);
  });
});

describe("a start page", () => {
  const row = (text: string) => ({
    text: say("town:label", { text }),
    action: { label: say("town:answer"), press: press(text), rank: "plain" as const },
  });
  const home = (count: number): Home => ({
    title: say("town:status"),
    sections: [
      {
        heading: say("town:status"),
        lines: [say("town:helps")],
        rows: Array.from({ length: count }, (_, index) => row(`${index}`)),
      },
      { heading: say("town:helps"), empty: say("town:wrong"), rows: [] },
    ],
  });

  test("lists what there is to do, each with its button", () => {
    const { blocks } = homeView(home(2), words, "nl");
    expect(blocks).toContainEqual(
      expect.objectContaining({
        type: "section",
        accessory: expect.objectContaining({ type: "button", value: expect.stringContaining('"1"') }),
      }),
    );
    expect(JSON.stringify(blocks)).toContain(plain(words, say("town:wrong"), "nl"));
  });

  test("that is too long for Slack counts what it leaves out", () => {
    const { blocks } = homeView(home(200), words, "nl");
    expect(blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(blocks.at(-1))).toMatch(/Nog 1\d\d meldingen/);
  });
});
