import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { messageRules } from "../../../bot/core/residents/messages.ts";
import { inputRules } from "../../../bot/core/residents/router.ts";
import { decideBy } from "../../../bot/core/residents/rules.ts";
import { createTestTown, type TestResident, type TestTown } from "../../support/town.ts";

/**
 * The order of the rules decides what a resident's act means. Each rule is reached here, through the whole town, by
 * somebody for whom an earlier or later one would be wrong; a rule that nobody reaches fails.
 */

const lists = { input: inputRules, message: messageRules } as const;

/** Rules that decided, each with how many others called it: a rule can decide by deciding again. */
let decided: { readonly list: string; readonly name: string; readonly depth: number }[] = [];

beforeEach(() => {
  decided = [];
  let depth = 0;
  for (const [list, rules] of Object.entries(lists))
    for (const rule of rules) {
      const real: (situation: never) => ReturnType<typeof rule.decides> = rule.decides;
      vi.spyOn(rule, "decides").mockImplementation((situation: unknown) => {
        depth++;
        const decision = real(situation as never);
        depth--;
        if (decision) decided.push({ list, name: `${list}: ${rule.name}`, depth });
        return decision;
      });
    }
});

/** The rule of a list that decided about what she did, and not about what followed from it. */
function ruleOf(list: string): string | undefined {
  return decided.filter((one) => one.list === list).toSorted((one, other) => one.depth - other.depth)[0]
    ?.name;
}

afterEach(() => vi.restoreAllMocks());

interface Play {
  readonly town: TestTown;
  readonly noor: TestResident;
}

async function member(): Promise<Play> {
  const town = createTestTown();
  return { town, noor: await town.resident("noor").joins() };
}

/** She raised an issue, and an official asks her something about it. */
async function asked(): Promise<Play> {
  const play = await member();
  const id = await play.noor.raises("De lamp is kapot");
  await play.town.official("U0ANA").acts(id, "ask", { question: "Welke lamp is het?" });
  return play;
}

async function answered(): Promise<Play> {
  const play = await member();
  const id = await play.noor.raises("De lamp is kapot");
  await play.town.official("U0ANA").answers(id, { text: "De lamp is vervangen." });
  return play;
}

/** By rule: how she gets there, and what she does then. */
const plays: Readonly<
  Record<string, readonly [before: () => Promise<Play>, act: (play: Play) => Promise<unknown>]>
> = {
  "input: she blocked the chat": [member, ({ noor }) => noor.does({ type: "left" })],
  "input: she let us in again": [member, ({ noor }) => noor.does({ type: "returned" })],
  "input: she is back after we could not reach her": [
    async () => {
      const play = await member();
      await play.noor.blocks();
      await play.noor.returns();
      return play;
    },
    ({ noor }) => noor.says("Hallo"),
  ],
  "input: a command that always wins": [asked, ({ noor }) => noor.commands("help")],
  "input: a button about danger": [
    async () => {
      const play = await member();
      await play.noor.says("Er is brand in de flat");
      return play;
    },
    ({ noor }) =>
      noor.does({
        type: "chose",
        press: noor.button("Ja, ga verder"),
        quoted: { type: "said", text: "Er is brand in de flat" },
      }),
  ],
  "input: a button that erases or stops": [
    async () => {
      const play = await member();
      await play.noor.commands("stop");
      return play;
    },
    ({ noor }) =>
      noor.does({
        type: "chose",
        press: { instrument: "core", version: 1, step: "stop", option: "undo" },
      }),
  ],
  "input: the way in": [
    async () => {
      const town = createTestTown();
      return { town, noor: town.resident("noor") };
    },
    ({ noor }) => noor.says("De lamp is kapot"),
  ],
  "input: a code on paper": [member, ({ noor }) => noor.says("4821-0937 CDFGH-JKMNP")],
  "input: a start, or a link": [member, ({ noor }) => noor.commands("start")],
  "input: a button that cannot be read": [member, ({ noor }) => noor.does({ type: "chose_unknown" })],
  "input: a button": [answered, ({ noor }) => noor.presses("Ja")],
  "input: a command": [member, ({ noor }) => noor.commands("mijn")],
  "input: a button that was typed": [answered, ({ noor }) => noor.says("ja")],
  "message: a file that cannot be read": [
    member,
    ({ noor }) => noor.does({ type: "unreadable", reason: "sticker" }),
  ],
  "message: an edited message": [
    async () => {
      const play = await member();
      await play.noor.says("De lmap is kapot", { message: 51 });
      return play;
    },
    ({ noor }) => noor.says("De lamp is kapot", { message: 51, edited: true }),
  ],
  "message: a reply to one of our messages": [
    asked,
    ({ noor }) => noor.says("Die bij de brug", { repliesTo: noor.heard.at(-1)?.message ?? 0 }),
  ],
  "message: another photo of an album": [
    async () => {
      const play = await asked();
      await play.noor.photo("photo1", undefined, "album1");
      return play;
    },
    ({ noor }) => noor.photo("photo2", undefined, "album1"),
  ],
  "message: the rest of her words of just now": [
    async () => {
      const play = await member();
      await play.noor.says("De prullenbak is vol", { sent: play.town.now });
      return play;
    },
    ({ noor, town }) => noor.says("bij de speeltuin", { sent: town.now }),
  ],
  "message: words that wait for a place": [
    async () => {
      const play = await answered();
      await play.noor.says("De stoep ligt vol glas");
      return play;
    },
    ({ noor }) => noor.says("En er ligt ook blik"),
  ],
  "message: small talk beside what was set aside": [
    async () => {
      const play = await member();
      await play.noor.says("De lamp is kapot");
      await play.town.passes(8 * DAY, 16);
      return play;
    },
    ({ noor }) => noor.says("Bedankt"),
  ],
  "message: a conversation that was set aside": [
    async () => {
      const play = await member();
      await play.noor.says("De lamp is kapot");
      await play.town.passes(8 * DAY, 16);
      return play;
    },
    ({ noor }) => noor.says("Bij de brug ligt ook nog een fiets"),
  ],
  "message: the open question": [
    async () => {
      const play = await member();
      await play.noor.says("De lamp is kapot");
      return play;
    },
    ({ noor }) => noor.says("Kerkstraat 12"),
  ],
  "message: small talk": [member, ({ noor }) => noor.says("Bedankt")],
  "message: the municipality's question of just now": [asked, ({ noor }) => noor.says("Die bij de brug")],
  "message: an older question of the municipality": [
    async () => {
      const play = await asked();
      await play.town.passes(2 * HOUR, 4);
      return play;
    },
    ({ noor }) => noor.says("Die bij de brug"),
  ],
  "message: what was asked last": [answered, ({ noor }) => noor.says("De stoep ligt vol glas")],
  "message: a number alone": [member, ({ noor }) => noor.says("12")],
  "message: something new": [member, ({ noor }) => noor.says("De lamp is kapot")],
  "input: words, photos, recordings and places": [member, ({ noor }) => noor.photo()],
  "message: no or don't know to a button": [
    async () => {
      const play = await member();
      await play.noor.commands("stop");
      await play.town.passes(MINUTE);
      return play;
    },
    ({ noor }) => noor.says("nee"),
  ],
};

describe("what a resident does is decided by", () => {
  test.each(Object.entries(lists).flatMap(([list, rules]) => rules.map((rule) => `${list}: ${rule.name}`)))(
    "%s",
    async (name) => {
      const [before, act] = plays[name] ?? [];
      if (!before || !act)
        throw new Error(`nobody plays “${name}”: add how she comes there and what she does`);
      const play = await before();
      decided = [];
      await act(play);
      const [list = ""] = name.split(":");
      expect(ruleOf(list)).toBe(name);
    },
  );

  test("the first rule that fits, and no other", () => {
    const asks: string[] = [];
    const rule = (name: string, fits: boolean) => ({
      name,
      decides: () => {
        asks.push(name);
        return fits ? { effects: [], unheard: true as const } : undefined;
      },
    });
    decideBy([rule("one", false), rule("two", true), rule("three", true)], {} as never);
    expect(asks).toEqual(["one", "two"]);
  });
});
