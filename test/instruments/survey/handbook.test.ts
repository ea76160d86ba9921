import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDefinition, warningsOf } from "../../../bot/instruments/survey/questions/checks.ts";
import { definitionSchema, kinds } from "../../../bot/instruments/survey/questions/definition.ts";
import { templates } from "../../../bot/instruments/survey/questions/templates.ts";
import { readQuestions } from "../../../bot/text/questions-yaml.ts";

/** The software accepts what the handbook tells organisers to paste. */

const handbook = readFileSync("docs/surveys.md", "utf8");
const town = { languages: ["nl", "en"] };

function example(): unknown {
  const [, yaml = ""] = /^```yaml\n([\s\S]*?)^```/m.exec(handbook) ?? [];
  const read = readQuestions(yaml);
  if ("unreadable" in read) throw new Error(`line ${read.unreadable} of the example cannot be read`);
  return read.value;
}

describe("the handbook of surveys", () => {
  test("has an example that can be pasted as it is, with nothing to warn of", () => {
    const { definition, problems } = readDefinition(example(), town);
    expect(problems).toBeUndefined();
    expect(definition && warningsOf(definition, town)).toEqual([]);
    expect(definition?.questions.map((one) => one.id)).toEqual([
      "mood",
      "why",
      "first",
      "spot",
      "times",
      "order",
      "help",
    ]);
  });

  test("names every kind of question and every field", () => {
    const fields = Object.keys(definitionSchema.shape.questions.def.element.shape);
    for (const name of [...kinds, ...fields]) expect(handbook).toMatch(new RegExp(`^\\|.*\`${name}\``, "m"));
  });

  test("tells of templates that are without a problem, but for the one without questions", () => {
    const wrong = Object.entries(templates).flatMap(([name, one]) =>
      readDefinition(one, town).problems ? [name] : [],
    );
    expect(wrong).toEqual(["own"]);
  });
});
