import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Form } from "../../bot/core/model/card.ts";
import { say } from "../../bot/core/model/message.ts";
import { codesIn } from "../../bot/core/understanding/emoji-codes.ts";
import { withEmoji } from "../../bot/slack/emoji.ts";
import { EMOJI_NAMES } from "../../bot/slack/emoji-names.ts";
import { readPayload } from "../../bot/slack/inbound.ts";
import { submissionResponse } from "../../bot/slack/responses.ts";
import { emojis, source } from "../../local/emoji-names.ts";
import { words } from "../support/words.ts";

/** An emoji that an official chooses in Slack is the same emoji wherever it is read. */

const now = "2026-05-04T09:00:00.000Z";
const form = (fields: Record<string, string>) =>
  readPayload("application/x-www-form-urlencoded", new URLSearchParams(fields).toString(), now);

describe("at Slack's door", () => {
  test("what stands in a form is read with its emoji; what was chosen from a list stays as it is", () => {
    const values = {
      text: { text: { type: "plain_text_input", value: "Gelukt :tada: dank je:heart:" } },
      choice: {
        choice: { type: "static_select", selected_option: { text: {}, value: "a:tada:b" } },
      },
    };
    const payload = JSON.stringify({
      type: "view_submission",
      user: { id: "U0ANA" },
      trigger_id: "1",
      view: {
        id: "V1",
        hash: "h",
        type: "modal",
        private_metadata: JSON.stringify({ instrument: "issue", form: "answer" }),
        state: { values },
      },
    });
    expect(form({ payload })).toMatchObject({
      input: { values: { text: "Gelukt 🎉 dank je❤️", choice: "a:tada:b" } },
    });
  });

  test("what is typed behind a command too", () => {
    const command = {
      command: "/samenspel",
      text: "nieuws :wave::skin-tone-3:",
      user_id: "U0ANA",
      channel_id: "C0DESK1",
      trigger_id: "1",
    };
    expect(form(command)).toMatchObject({ input: { rest: "nieuws 👋🏼" } });
  });
});

test.each([
  [":+1: en :thumbsup:", "👍 en 👍"],
  [":flag-nl:", "🇳🇱"],
  [":man-woman-girl-boy:", "👨‍👩‍👧‍👦"],
  [":tada::tada:", "🎉🎉"],
  ["12:30:tada:", "12:30🎉"],
  [":people_holding_hands::skin-tone-2-5:", "🧑🏻‍🤝‍🧑🏻"],
  [":handshake::skin-tone-6:", "🤝🏿"],
  [":tada::skin-tone-9:", "🎉:skin-tone-9:"],
  ["om 9:100:30", "om 9:100:30"],
  ["1:x:2", "1:x:2"],
  [":100: procent", "💯 procent"],
  ["{ask: {nl: Hoe?}}", "{ask: {nl: Hoe?}}"],
  ["https://voorbeeld.nl:8080/", "https://voorbeeld.nl:8080/"],
  [":party_parrot:", ":party_parrot:"],
  ["::", "::"],
  ["", ""],
])("“%s” is read as “%s”", (typed, read) => {
  expect(withEmoji(typed)).toBe(read);
});

test("every emoji that Slack has a name for is known by each of its names", () => {
  expect(readFileSync("bot/slack/emoji-names.ts", "utf8")).toBe(source);
  const lines = EMOJI_NAMES.trim().split("\n");
  expect(lines.length).toBeGreaterThan(1800);
  for (const line of lines) {
    const [emoji, ...names] = line.split(" ");
    for (const name of names) expect(withEmoji(`:${name}:`)).toBe(emoji);
  }
});

test("every skin that an emoji can have is given as Unicode gives it", () => {
  const byEmoji = new Map(
    EMOJI_NAMES.trim()
      .split("\n")
      .map((line) => [line.split(" ")[0]?.replaceAll("\uFE0F", ""), line.split(" ")[1]] as const),
  );
  let checked = 0;
  for (const { emoji, hexcode, skins = [] } of emojis) {
    const name = byEmoji.get(emoji.replaceAll("\uFE0F", ""));
    if (name === undefined) continue;
    for (const one of skins) {
      const [tone, second = tone] = [one.tone].flat();
      if (tone !== second) continue;
      checked++;
      expect(withEmoji(`:${name}::skin-tone-${(tone ?? 0) + 1}:`), hexcode).toBe(one.emoji);
    }
  }
  expect(checked).toBeGreaterThan(1000);
});

describe("an emoji of the workspace's own", () => {
  const preview = (text: string): Form => ({
    id: { instrument: "issue", form: "answer" },
    title: say("officials:see"),
    submit: say("officials:send"),
    fields: [],
    preview: { screen: { lines: [say("common:as_is", { text })] }, language: "en" },
  });
  const shown = (text: string) => JSON.stringify(submissionResponse({ form: preview(text) }, words, "nl"));

  test("is named below what the resident will read, and nothing is taken away or refused", () => {
    const view = shown("Goed gedaan :party_parrot: en :team-waterkant:!");
    expect(view).toContain("Goed gedaan :party_parrot: en :team-waterkant:!");
    expect(view).toContain("Dit leest de inwoner als letters: :party_parrot: en :team-waterkant:.");
  });

  test.each(["Kom om 12:30:45", "Zie https://voorbeeld.nl:80/a:b:c", "Openingstijden: maandag: dicht", "🎉"])(
    "and of “%s” nothing is said",
    (text) => {
      expect(codesIn(text)).toEqual([]);
      expect(shown(text)).not.toContain("als letters");
    },
  );
});
