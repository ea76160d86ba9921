import type * as z from "zod/mini";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import { codesIn } from "../../../core/understanding/emoji-codes.ts";
import { normalized } from "../../../core/understanding/normalize.ts";
import { type Definition, definitionSchema, type Option, type Question } from "./definition.ts";
import { manyWarning } from "./many-questions.ts";
import { optionsOf, rangeOf } from "./options.ts";

/** Checks a list of questions: errors, each with its place, and warnings. */

type Path = readonly (string | number)[];

export interface Problem {
  readonly path: Path;
  readonly what: Message;
}

/** Our limit: questions in one survey. */
export const MOST_QUESTIONS = 40;
/** Our limit: options of one question. */
const MOST_OPTIONS = 12;
/** Our limit on a label, in characters: roughly what a button on a phone shows before it cuts off the rest. */
const LONGEST_LABEL = 60;
/** Our limit on the text of a question, in characters. */
const LONGEST_QUESTION = 600;
/** Ids our own buttons carry. */
const RESERVED = new Set(["skip", "words", "done"]);
/** A property every JavaScript object already has. */
const UNUSABLE = "constructor";
/** Our limit on the range of a number question: each number is a row in the results. */
const MOST_NUMBERS = 1000;

const withOptions = new Set(["choice", "choices", "ranking"]);

/** @returns the questions, or everything that is wrong with them */
export function readDefinition(
  value: unknown,
  town: Pick<Municipality, "languages">,
): { definition: Definition; problems?: undefined } | { definition?: undefined; problems: Problem[] } {
  const parsed = definitionSchema.safeParse(value);
  if (!parsed.success) return { problems: parsed.error.issues.map((issue) => ofIssue(issue, value)) };
  const problems = problemsOf(parsed.data, town);
  return problems.length > 0 ? { problems } : { definition: parsed.data };
}

function ofIssue(issue: z.core.$ZodIssue, value: unknown): Problem {
  const path = issue.path.map((one) => (typeof one === "number" ? one : String(one)));
  const found = at(value, path);
  // Empty, or something other than questions: say what belongs there, as there is no field to name.
  if (path.length === 0 && issue.code === "invalid_type")
    return { path, what: say(`officials:survey.problem.${found === null ? "none" : "root"}`) };
  if (issue.code === "unrecognized_keys")
    return { path, what: say("officials:survey.problem.unknown", { names: issue.keys.join(", ") }) };
  const last = path.at(-1);
  if (last === "id" || path.at(-2) === "is") return { path, what: say("officials:survey.problem.id") };
  if (last === "kind") return { path, what: say("officials:survey.problem.kind") };
  if (issue.code === "invalid_type" && found !== undefined && found !== null) {
    const expected = shapes.find((one) => one === issue.expected);
    if (expected) return { path, what: say(`officials:survey.problem.shape.${expected}`) };
  }
  return { path, what: say("officials:survey.problem.wrong") };
}

/** The types that can be expected where something else was found. */
const shapes = ["array", "object", "record", "string"] as const;

function at(value: unknown, path: Path): unknown {
  let inner = value;
  for (const name of path)
    inner =
      typeof inner === "object" && inner !== null
        ? Object.entries(inner).find(([key]) => key === String(name))?.[1]
        : undefined;
  return inner;
}

function problemsOf({ questions }: Definition, town: Pick<Municipality, "languages">): Problem[] {
  const problems: Problem[] = [];
  const wrong = (path: Path, what: string, params: Record<string, string | number> = {}) => {
    // These are errors in questions nobody has answered yet.
    const told = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "number" ? plain(value) : value,
    ]);
    problems.push({ path, what: say(`officials:survey.problem.${what}`, Object.fromEntries(told)) });
  };
  if (questions.length === 0) wrong(["questions"], "none");
  if (questions.length > MOST_QUESTIONS) wrong(["questions"], "tooMany", { most: MOST_QUESTIONS });
  questions.forEach((question, at) => {
    const path = ["questions", at];
    if (question.id === UNUSABLE) wrong([...path, "id"], "reserved", { id: question.id });
    if (questions.findIndex((one) => one.id === question.id) < at)
      wrong([...path, "id"], "double", { id: question.id });
    texts(question.ask, [...path, "ask"], LONGEST_QUESTION);
    if (question.staff) texts(question.staff, [...path, "staff"], LONGEST_QUESTION);
    const options = question.options ?? [];
    if (withOptions.has(question.kind) && options.length < 2) wrong([...path, "options"], "few");
    if (options.length > MOST_OPTIONS) wrong([...path, "options"], "manyOptions", { most: MOST_OPTIONS });
    if (options.length > 0 && !withOptions.has(question.kind) && question.kind !== "pledge")
      wrong([...path, "options"], "noOptions", { kind: question.kind });
    options.forEach((option, n) => {
      if (options.findIndex((one) => one.id === option.id) < n)
        wrong([...path, "options", n, "id"], "double", { id: option.id });
      if (RESERVED.has(option.id)) wrong([...path, "options", n, "id"], "reserved", { id: option.id });
      texts(option.label, [...path, "options", n, "label"], LONGEST_LABEL);
    });
    sameLabels(options, [...path, "options"]);
    if (question.most !== undefined && question.most > options.length)
      wrong([...path, "most"], "most", { most: options.length });
    if (question.kind === "number") {
      const { from, to } = rangeOf(question);
      if (from >= to) wrong([...path, "to"], "range");
      // Every number given is counted separately.
      if (to - from > MOST_NUMBERS) wrong([...path, "to"], "rangeLong", { most: MOST_NUMBERS });
    }
    conditions(question, at, path);
  });
  return problems;

  function texts(text: Readonly<Record<string, string>>, path: Path, most: number): void {
    for (const [language, words] of Object.entries(text)) {
      if (!town.languages.includes(language)) wrong([...path, language], "language", { language });
      if (words.trim() === "") wrong([...path, language], "empty");
      if (words.length > most) wrong([...path, language], "long", { count: words.length, most });
    }
    if (!town.languages.some((language) => text[language] !== undefined)) wrong(path, "noText");
  }

  /** Rejects identical labels: typed answers would be ambiguous, and readers could not tell the options apart. */
  function sameLabels(options: readonly Option[], path: Path): void {
    const [own = "nl"] = town.languages;
    for (const language of town.languages) {
      // Untranslated labels are shown in the town's own language.
      const labels = options.map(({ label }) => normalized(label[language] ?? label[own] ?? ""));
      labels.forEach((label, n) => {
        const other = labels.indexOf(label);
        if (other < n && label !== "" && options[n]?.label[language] !== undefined)
          wrong([...path, n, "label", language], "sameLabel", { n: other + 1 });
      });
    }
  }

  /** Conditions may only refer to earlier questions, so that nobody goes round in circles. */
  function conditions(question: Question, at: number, path: Path): void {
    (question.when ?? []).forEach((condition, n) => {
      const place = [...path, "when", n];
      const earlier = questions.slice(0, at).find((one) => one.id === condition.question);
      if (!earlier) {
        wrong([...place, "question"], "later", { id: condition.question });
        return;
      }
      // Someone who ranks things has not chosen one of them.
      const known = earlier.kind === "ranking" ? [] : optionsOf(earlier).map((one) => one.id);
      for (const [i, id] of condition.is.entries())
        if (!known.includes(id)) wrong([...place, "is", i], "noOption", { id });
    });
  }
}

/** What is not wrong but must be noticed before it opens: untranslated texts, and too many questions. */
export function warningsOf(
  { questions }: Definition,
  { languages }: Pick<Municipality, "languages">,
): Message[] {
  const missing = languages.flatMap((language) => {
    const numbers = questions.flatMap((question, at) => {
      const texts = [
        question.ask,
        ...(question.staff ? [question.staff] : []),
        ...(question.options ?? []).map((one) => one.label),
      ];
      return texts.some((text) => text[language] === undefined) ? [String(at + 1)] : [];
    });
    return numbers.length === 0
      ? []
      : [
          say("officials:survey.warning.translation", {
            numbers: { list: numbers },
            language: say(`common:language.${language}`),
          }),
        ];
  });
  return [...manyWarning({ questions }), ...codesWarning({ questions }), ...missing];
}

/** Warns about custom emoji of the workspace, which have a name but no character. */
function codesWarning({ questions }: Definition): Message[] {
  const texts = questions.flatMap(({ ask, staff = {}, options = [] }) =>
    [ask, staff, ...options.map((one) => one.label)].flatMap((text) => Object.values(text)),
  );
  const codes = codesIn(texts.join("\n"));
  return codes.length > 0 ? [say("officials:survey.warning.codes", { codes: { list: codes } })] : [];
}
