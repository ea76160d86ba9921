import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandsOf } from "../../bot/core/officials/commands.ts";
import { ofOfficials } from "../../bot/instruments/registry.ts";
import { camel, inWords, refusalsOf } from "../../scaffold/names.ts";
import { takenIn } from "../../scaffold/pieces.ts";

/** What a new way of taking part can be called, beside everything that has a name in this repository. */

const root = join(import.meta.dirname, "../..");
const taken = takenIn(
  root,
  commandsOf(ofOfficials).map(({ command }) => command),
);
const refused = (name: string, command = "zojuist-gemaakt") => refusalsOf({ name, command }, taken);

describe("somebody who makes a new way of taking part", () => {
  test.each(["newly-made", "newlymade", "newly2-made3", "newly-made-at-length"])("can call it %s", (name) => {
    expect(refused(name)).toEqual([]);
  });

  test.each([
    ["Walk", "is not in kebab-case"],
    ["street_walk", "is not in kebab-case"],
    ["street walk", "is not in kebab-case"],
    ["street--walk", "is not in kebab-case"],
    ["-walk", "is not in kebab-case"],
    ["2walk", "is not in kebab-case"],
    ["wandelíng", "is not in kebab-case"],
    ["../walk", "is not in kebab-case"],
    ["walk|1", "is not in kebab-case"],
    ["", "is not in kebab-case"],
    ["w", "is one letter"],
    ["twenty-one-characters", "has 21 characters and a button has room for 20"],
    ["poll", "There is a way of taking part that is called “poll” already"],
    ["issue", "There is a way of taking part that is called “issue” already"],
    ["common", "Texts in locales/ are called “common” already"],
    ["desk", "Texts in locales/ are called “desk” already"],
    ["core", "Texts in locales/ are called “core” already"],
    ["silence", "There is a transcript test/golden/silence.txt already"],
    ["first-contact", "There is a transcript test/golden/first-contact.txt already"],
    ["lifecycle", "The code uses the word “lifecycle” itself"],
    ["any-kind", "The code uses the word “anyKind” itself"],
    ["class", "The code uses the word “class” itself"],
    ["await", "The code uses the word “await” itself"],
  ])("hears why it cannot be “%s”", (name, why) => {
    const told = refused(name);
    expect(told.join(" ")).toContain(why);
    for (const one of told) expect(one).toMatch(/: [a-z].*\.$/);
  });

  test.each([
    ["Wandeling", "cannot be a command"],
    ["straat_wandeling", "cannot be a command"],
    ["eenentwintigletterswoo", "cannot be a command"],
    ["stemming", "/stemming is a command already"],
    ["samenspel", "/samenspel is a command already"],
    ["remind", "/remind is a command of Slack itself"],
  ])("hears why /%s cannot be its command", (command, why) => {
    expect(refused("newly-made", command).join(" ")).toContain(why);
  });

  test("finds the name as the code writes it, and as people read it", () => {
    expect(camel("street-walk")).toBe("streetWalk");
    expect(camel("walk")).toBe("walk");
    expect(inWords("street-walk")).toBe("Street walk");
  });
});
