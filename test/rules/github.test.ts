import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { filesIn, project } from "./markdown.ts";

/**
 * GitHub ignores an issue form with a mistake and says so only on its own pages. Its rules stand in
 * https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests
 * (“syntax for issue forms”, “syntax for GitHub's form schema” and “common validation errors”).
 */

const read = (file: string): unknown => parse(readFileSync(join(project, file), "utf8"));
const yaml = filesIn(".github").filter((file) => /\.ya?ml$/u.test(file));
const forms = yaml.filter((file) => file.includes("/ISSUE_TEMPLATE/") && basename(file) !== "config.yml");

const filled = z.string().trim().min(1);
const unique = (names: readonly string[]) => new Set(names).size === names.length;
const id = z.string().regex(/^[\w-]+$/u);
const validations = z.strictObject({ required: z.boolean() }).optional();
const field = z.strictObject({
  label: filled,
  description: filled.optional(),
  placeholder: filled.optional(),
  value: filled.optional(),
});
/** “None” is what GitHub itself adds to a list in which nothing has to be chosen. */
const option = filled.refine((text) => text.toLowerCase() !== "none");

const element = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("markdown"), attributes: z.strictObject({ value: filled }) }),
  z.strictObject({ type: z.literal("input"), id, attributes: field, validations }),
  z.strictObject({
    type: z.literal("textarea"),
    id,
    attributes: field.extend({ render: filled.optional() }),
    validations,
  }),
  z.strictObject({
    type: z.literal("dropdown"),
    id,
    attributes: z.strictObject({
      label: filled,
      description: filled.optional(),
      multiple: z.boolean().optional(),
      options: z.array(option).min(1).refine(unique, "the same option twice"),
      default: z.int().optional(),
    }),
    validations,
  }),
  z.strictObject({
    type: z.literal("checkboxes"),
    id,
    attributes: z.strictObject({
      label: filled,
      description: filled.optional(),
      options: z.array(z.strictObject({ label: filled, required: z.boolean().optional() })).min(1),
    }),
    validations,
  }),
]);

const form = z.strictObject({
  name: filled,
  description: filled,
  title: filled.optional(),
  labels: z.array(filled).optional(),
  assignees: z.array(filled).optional(),
  projects: z.array(filled).optional(),
  type: filled.optional(),
  body: z
    .array(element)
    .min(1)
    .refine((body) => body.some((one) => one.type !== "markdown"), "nothing to fill in")
    .refine((body) => unique(body.flatMap((one) => ("id" in one ? [one.id] : []))), "the same id twice")
    .refine(
      (body) => unique(body.flatMap((one) => ("label" in one.attributes ? [one.attributes.label] : []))),
      "the same label twice",
    ),
});

test.each(yaml)("GitHub can read %s", (file) => {
  expect(read(file)).toBeTypeOf("object");
});

test.each(forms)("somebody who opens an issue gets the form %s", (file) => {
  expect(form.safeParse(read(file)).error?.issues ?? []).toEqual([]);
});

test("there is a form for a fault, an idea, a language and a way of taking part, each with a name of its own", () => {
  expect(forms.map((file) => basename(file, ".yml")).sort()).toEqual([
    "bug",
    "idea",
    "new-language",
    "new-way-of-taking-part",
  ]);
  const names = forms.map((file) => form.parse(read(file)).name);
  expect(unique(names)).toBe(true);
});

test("what is asked of a new way of taking part are the levels that the software knows", () => {
  const { body } = form.parse(read(".github/ISSUE_TEMPLATE/new-way-of-taking-part.yml"));
  const level = body.find((one) => one.type === "dropdown" && one.id === "level");
  expect(level?.type === "dropdown" && level.attributes.options).toEqual([
    "Inform",
    "Consult",
    "Advise",
    "Co-produce",
    "Co-decide",
  ]);
});

describe("a form with a mistake is found", () => {
  const question = { type: "input", id: "one", attributes: { label: "One" } };
  const good = { name: "A form", description: "For a test.", body: [question] };

  test("and one without is not", () => expect(form.safeParse(good).success).toBe(true));

  test.each([
    ["no name", { ...good, name: undefined }],
    ["a description that is no text", { ...good, description: true }],
    ["no body", { ...good, body: undefined }],
    ["only words to read", { ...good, body: [{ type: "markdown", attributes: { value: "Hello" } }] }],
    ["the same id twice", { ...good, body: [question, { ...question, attributes: { label: "Two" } }] }],
    ["the same label twice", { ...good, body: [question, { ...question, id: "two" }] }],
    ["a type that there is not", { ...good, body: [{ ...question, type: "text" }] }],
    ["a key in the wrong place", { ...good, body: [{ ...question, required: true }] }],
    ["an id with a space", { ...good, body: [{ ...question, id: "number one" }] }],
    [
      "an option that YAML reads as yes or no",
      { ...good, body: [{ type: "dropdown", id: "a", attributes: { label: "A", options: [true, false] } }] },
    ],
  ])("%s", (_, planted) => expect(form.safeParse(planted).success).toBe(false));
});

const workflow = z.object({
  on: z.object({ push: z.unknown(), pull_request: z.unknown() }).loose(),
  // Without this line a workflow may write to the repository.
  permissions: z.strictObject({ contents: z.literal("read") }),
  jobs: z.record(
    z.string(),
    z.object({
      "runs-on": filled,
      "timeout-minutes": z.int().max(60),
      container: z.object({ image: filled }).optional(),
      steps: z.array(z.object({ uses: z.string().regex(/@v?\d/u).optional(), run: filled.optional() })),
    }),
  ),
});

test("every push and every pull request runs what has to hold, as root on Debian, and may write nothing", () => {
  const { jobs } = workflow.parse(read(".github/workflows/ci.yml"));
  const [job] = Object.values(jobs).filter(({ steps }) => steps.some(({ run }) => run === ".ci/run"));
  expect(job?.container?.image).toBe(`node:${readFileSync(join(project, ".nvmrc"), "utf8").trim()}-bookworm`);
});

test("libraries and actions are looked at every week, in groups", () => {
  const { updates } = z
    .strictObject({
      version: z.literal(2),
      updates: z.array(
        z
          .object({
            "package-ecosystem": z.enum(["npm", "github-actions"]),
            directory: z.literal("/"),
            schedule: z.strictObject({ interval: z.literal("weekly") }),
            groups: z.record(z.string(), z.object({}).loose()),
          })
          .loose(),
      ),
    })
    .parse(read(".github/dependabot.yml"));
  expect(updates.map((one) => one["package-ecosystem"]).sort()).toEqual(["github-actions", "npm"]);
});
