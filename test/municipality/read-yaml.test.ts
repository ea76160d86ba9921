import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readMunicipality } from "../../bot/municipality/read-yaml.ts";
import { ConfigurationProblem } from "../../bot/runtime/config-problem.ts";

const waterkant = readFileSync(new URL("../../infra/municipalities/waterkant.yaml", import.meta.url), "utf8");
const software = ["nl", "en"];

/** Waterkant's file with pieces replaced; a piece that is not in the file is a mistake in the test. */
function changed(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`not in the file: ${from}`);
    return text.replace(from, to);
  }, waterkant);
}

function problemsOf(text: string): readonly string[] {
  try {
    readMunicipality(text, "waterkant.yaml", software);
  } catch (problem) {
    if (problem instanceof ConfigurationProblem) return problem.problems;
    throw problem;
  }
  return [];
}

/** The line on which the administrator finds `piece`, counted from 1. */
function lineOf(text: string, piece: string): number {
  return text.slice(0, text.indexOf(piece)).split("\n").length;
}

describe("the example municipality", () => {
  const town = readMunicipality(waterkant, "waterkant.yaml", software);

  test("is complete", () => {
    expect(town.categories).toHaveLength(21);
    expect(town.neighbourhoods).toHaveLength(6);
    expect(town.desks).toHaveLength(4);
    expect(town.promise).toMatchObject({ workingDays: 10, leadAfter: 2, clerkAfter: 5 });
  });

  test("sends every category to exactly one desk or to the front desk", () => {
    const routed = town.routing.flatMap(({ categories }) => categories);
    expect(new Set(routed).size).toBe(routed.length);
    expect(town.categories.filter(({ key }) => !routed.includes(key)).map(({ key }) => key)).toEqual([
      "municipality",
      "other",
    ]);
  });

  test("names no existing municipality", () => {
    expect(town.neighbourhoods.every(({ cbs }) => cbs.startsWith("BU9999"))).toBe(true);
  });
});

describe("an administrator who makes a mistake", () => {
  test("cannot let fewer than ten people be invited, only more", () => {
    const few = changed(["leastInvited: 10", "leastInvited: 3"]);
    expect(problemsOf(few)).toEqual([
      `waterkant.yaml:${lineOf(few, "leastInvited: 3")} leastInvited: use a number from 10 on (found “3”)`,
    ]);
    const more = changed(["leastInvited: 10", "leastInvited: 25"]);
    expect(readMunicipality(more, "waterkant.yaml", software).leastInvited).toBe(25);
    const none = changed(["leastInvited: 10\n", ""]);
    expect(readMunicipality(none, "waterkant.yaml", software).leastInvited).toBe(10);
  });

  test("hears the file, the line, the field and what to write", () => {
    const text = changed(['channel: "#veiligheid-en-wonen"', "channel: Openbare ruimte"]);
    expect(problemsOf(text)).toEqual([
      `waterkant.yaml:${lineOf(text, "channel: Openbare ruimte")} desks[1].channel: use #channel-name or a channel id (found “Openbare ruimte”)`,
    ]);
  });

  test("hears all mistakes at once, from top to bottom", () => {
    const text = changed(["workingDays: 10", "workingDays: 0"], ["BU99990002", "BU9"], ["[U0ANA]", "[ana]"]);
    expect(problemsOf(text).map((problem) => problem.replace(/^waterkant\.yaml:\d+ /, ""))).toEqual([
      "neighbourhoods[1].cbs: use a CBS code: BU and 8 digits, or WK and 6 digits (found “BU9”)",
      expect.stringContaining("administrators[0]: use the Slack member id"),
      "promise.workingDays: use a number from 1 on (found “0”)",
    ]);
  });

  test("somebody who forgets a field is told where it belongs", () => {
    const text = changed(["  website: https://waterkant.example.org\n", ""]);
    expect(problemsOf(text)).toEqual([
      `waterkant.yaml:${lineOf(text, "contact:")} contact.website: missing, fill in a text`,
    ]);
  });

  test("the number to call in danger is optional, must be a telephone number, and is given in every language", () => {
    const none = changed(['emergency:\n  number: "112"\n  crisis: "113"\n  crisisChat: 113.nl\n', ""]);
    expect(readMunicipality(none, "waterkant.yaml", software).emergency).toEqual({
      number: "112",
      crisis: "113",
      crisisChat: "113.nl",
    });
    const wrong = changed(
      ['crisis: "113"', "crisis: bel ons"],
      ["crisisChat: 113.nl", "page: 113.nl\n  now: { nl: Bel 112. }"],
    );
    expect(problemsOf(wrong).map((problem) => problem.replace(/^waterkant\.yaml:\d+ /, ""))).toEqual([
      expect.stringContaining("emergency.crisis: write a telephone number between quotes"),
      "emergency.page: unknown field, use one of number, crisis, crisisChat, now, self",
      "emergency.now: add this text in “en”",
    ]);
  });

  test("somebody who misspells a field is told which one was meant", () => {
    const text = changed(["leadAfter: 2", "leedAfter: 2"]);
    expect(problemsOf(text)).toEqual([
      `waterkant.yaml:${lineOf(text, "leedAfter")} promise.leedAfter: unknown field, did you mean “leadAfter”?`,
    ]);
  });

  test("somebody who invents a field is told which ones exist", () => {
    const text = changed(["quietHours: {", "quietHours: { zzzzzzzz: 1,"]);
    expect(problemsOf(text)[0]).toContain("quietHours.zzzzzzzz: unknown field, use one of from, until");
  });

  test("somebody who forgets quotes is told about quotes", () => {
    const text = changed(
      ['iv3: "7.3"', "iv3: 7.3"],
      ['channel: "#jeugd-en-buurt"', "channel: #jeugd-en-buurt"],
    );
    const problems = problemsOf(text);
    expect(problems[0]).toContain("categories[0].iv3: put quotes around it (found “7.3”)");
    expect(problems[1]).toContain(
      "desks[2].channel: fill in a text; put quotes around one that starts with # (found nothing)",
    );
  });

  test("whose file is not YAML hears the line", () => {
    expect(problemsOf("name: Waterkant\nname: Waterkant")).toEqual([
      "waterkant.yaml:2 Map keys must be unique",
    ]);
    expect(problemsOf("name: *waterkant")).toEqual([
      "waterkant.yaml:1 put quotes around a text that starts with *",
    ]);
    expect(problemsOf("")).toEqual(["waterkant.yaml:1 fill in the fields of this part (found nothing)"]);
  });
});

describe("things that must fit together", () => {
  test("every rule leads to a desk that exists", () => {
    const problems = problemsOf(
      changed(
        ["desk: safety_housing", "desk: safety_house"],
        ["defaultDesk: front_desk", "defaultDesk: balie"],
      ),
    );
    expect(problems[0]).toContain(
      "routing[1].desk: there is no desk with this key, did you mean “safety_housing”? (found “safety_house”)",
    );
    expect(problems[1]).toContain("defaultDesk: there is no desk with this key");
  });

  test("every rule names categories and neighbourhoods that exist", () => {
    const text = changed([
      "[safety, business, housing]",
      "[safety, business, huising]\n    neighbourhoods: [habour]",
    ]);
    expect(problemsOf(text)).toEqual([
      `waterkant.yaml:${lineOf(text, "huising")} routing[1].categories[2]: there is no category with this key, did you mean “housing”? (found “huising”)`,
      `waterkant.yaml:${lineOf(text, "habour")} routing[1].neighbourhoods[0]: there is no neighbourhood with this key, did you mean “harbour”? (found “habour”)`,
    ]);
  });

  test("no rule stands below one that takes everything", () => {
    const text = changed(["routing:\n", "routing:\n  - desk: front_desk\n"]);
    expect(
      problemsOf(text).every((problem) =>
        problem.includes("never reached: routing[0] already takes everything"),
      ),
    ).toBe(true);
    expect(problemsOf(text)).toHaveLength(3);
  });

  test("a key is used once", () => {
    expect(problemsOf(changed(["key: dike", "key: harbour"]))[0]).toContain(
      "neighbourhoods[2].key: already used above",
    );
    expect(problemsOf(changed(["BU99990002", "BU99990001"]))[0]).toContain(
      "neighbourhoods[1].cbs: already used above",
    );
  });

  test("nobody finds an empty button in her own language", () => {
    expect(problemsOf(changed(["nl: Parkeren, en: Parking", "nl: Parkeren"]))).toEqual([
      expect.stringContaining("categories[4].name: add this text in “en”"),
    ]);
  });

  test("a town offers only languages that the software speaks", () => {
    expect(problemsOf(changed(["[nl, en]", "[nl, en, tr]"]))).toEqual([
      expect.stringContaining(
        "languages[2]: the software has no texts in this language, only in nl, en (found “tr”)",
      ),
    ]);
  });

  test("a name fits its button", () => {
    expect(problemsOf(changed(["nl: Wonen,", "nl: Wonen in een huis dat past bij je leven,"]))).toEqual([
      expect.stringContaining("categories[11].name.nl: use at most 30 characters, it stands on a button"),
    ]);
  });

  test("there are no more categories than a menu can hold", () => {
    const many = Array.from(
      { length: 80 },
      (_, n) => `  - { key: extra_${n}, name: { nl: A, en: A }, signalen: overig }\n`,
    );
    expect(problemsOf(changed(["categories:\n", `categories:\n${many.join("")}`]))).toEqual([
      expect.stringContaining("categories: use at most 100, a menu in Slack holds no more"),
    ]);
  });

  test("the lead is told before the clerk, and the night has a length", () => {
    expect(problemsOf(changed(["clerkAfter: 5", "clerkAfter: 1"]))[0]).toContain(
      "promise.clerkAfter: the lead is told first",
    );
    expect(problemsOf(changed(['until: "09:00"', 'until: "21:00"']))[0]).toContain(
      "quietHours.until: use another time",
    );
  });
});
