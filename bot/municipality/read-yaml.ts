import { type Document, isMap, isNode, LineCounter, parseDocument, visit } from "yaml";
import { en } from "zod/locales";
import * as z from "zod/mini";
import { wellFormed } from "../core/model/characters.ts";
import { type Municipality, municipalitySchema } from "../core/model/municipality.ts";
import { ConfigurationProblem } from "../runtime/config-problem.ts";
import { crossCheck, type Finding } from "./checks.ts";
import { nearest } from "./nearest.ts";

/** zod's own words for what is wrong: `zod/mini` brings none. */
const { localeError } = en();

const FILL_IN_TEXT = "fill in a text";

/**
 * Reads a municipality's file.
 *
 * @param text YAML 1.2
 * @param fileName the name to use in problems
 * @param available languages the software has texts in; if omitted, languages are not compared with it
 * @throws ConfigurationProblem with every problem in the file, in the order of its lines, as
 *   `waterkant.yaml:41 desks[2].channel: use #channel-name or a channel id (found “Openbare ruimte”)`
 */
export function readMunicipality(
  text: string,
  fileName: string,
  available?: readonly string[],
): Municipality {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [
    ...document.errors.map(({ pos, message }) => ({ at: pos[0], message })),
    ...lostReferences(document),
  ];
  if (broken.length > 0) {
    // A file that is not YAML has no fields to check yet.
    throw new ConfigurationProblem(
      broken.map(({ at, message }) => `${fileName}:${lines.linePos(at).line} ${message}`),
    );
  }
  const raw: unknown = wellFormed(document.toJS());
  const result = municipalitySchema.safeParse(raw, { error: localeError });
  const crossed = crossCheck(raw, available);
  const said = new Set(crossed.map(({ path }) => showPath(path)));
  // Where a cross check has something to say, its advice is better: it knows what does exist.
  const findings = [
    ...(result.success
      ? []
      : result.error.issues.flatMap(explain).filter(({ path }) => !said.has(showPath(path)))),
    ...crossed,
  ];
  if (result.success && findings.length === 0) return result.data;

  const placed = findings.map((finding) => ({ line: lineOf(document, lines, finding.path), finding }));
  placed.sort((one, other) => one.line - other.line);
  const problems = placed.map(({ line, finding: { path, advice, quote } }) => {
    const place = path.length === 0 ? `${fileName}:${line} ` : `${fileName}:${line} ${showPath(path)}: `;
    if (quote && !document.hasIn([...path])) return `${place}missing, ${advice}`;
    return place + (quote ? withFound(advice, document.getIn([...path])) : advice);
  });
  throw new ConfigurationProblem([...new Set(problems)]);
}

/** YAML reads *name as a reference. Tells somebody who meant a text with an asterisk. */
function lostReferences(document: Document): readonly { at: number; message: string }[] {
  const lost: { at: number; message: string }[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      lost.push({ at: alias.range?.[0] ?? 0, message: "put quotes around a text that starts with *" });
    },
  });
  return lost;
}

/** Translates the schema's complaints for an administrator. */
function explain(issue: z.core.$ZodIssue): readonly Finding[] {
  if (issue.code === "unrecognized_keys") {
    const known = fieldsAt(issue.path);
    return issue.keys.map((key) => {
      const like = nearest(key, known);
      const advice =
        like === undefined
          ? `unknown field, use one of ${known.join(", ")}`
          : `unknown field, did you mean “${like}”?`;
      return { path: [...issue.path, key], advice };
    });
  }
  return [{ path: issue.path, advice: advise(issue), quote: true }];
}

function advise(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") {
    return (
      {
        string: FILL_IN_TEXT,
        array: "write a list, each line starting with “- ”",
        object: "fill in the fields of this part",
        record: "write one line for each language, for example “nl: …”",
        int: "fill in a whole number",
        number: "fill in a number",
      }[String(issue.expected)] ?? issue.message
    );
  }
  if (issue.code === "too_small") {
    if (issue.origin === "array") return `write at least ${issue.minimum}`;
    if (issue.origin === "string")
      return issue.minimum === 1 ? FILL_IN_TEXT : `write at least ${issue.minimum} characters`;
    return `use a number from ${issue.minimum} on`;
  }
  if (issue.code === "too_big") return `use at most ${issue.maximum}`;
  if (issue.code === "invalid_format" && issue.format === "url")
    return "write a web address that starts with https://";
  if (issue.code === "invalid_format" && issue.format === "date")
    return "write a day that exists, as YYYY-MM-DD";
  return issue.message;
}

/** The fields the schema knows at a place in the file. */
function fieldsAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = municipalitySchema;
  for (const step of path) {
    schema = unwrapped(schema);
    if (schema instanceof z.ZodMiniObject) schema = schema.shape[String(step)];
    else if (schema instanceof z.ZodMiniArray) schema = schema.def.element;
  }
  schema = unwrapped(schema);
  return schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniPrefault ||
    schema instanceof z.ZodMiniOptional
    ? unwrapped(schema.def.innerType)
    : schema;
}

/** The line of the field itself, or if it is missing, of the part that lacks it. Lines count from 1. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let start = startOf(node);
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isNode(item.key) && String(item.key) === String(step));
      if (pair === undefined) break;
      start = startOf(pair.key) ?? start;
      node = pair.value;
    } else {
      node = document.getIn(path.slice(0, depth + 1), true);
      start = startOf(node) ?? start;
    }
  }
  return start === undefined ? 1 : lines.linePos(start).line;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** "desks[2].channel" */
function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === "number") return `${shown}[${step}]`;
    return shown === "" ? String(step) : `${shown}.${String(step)}`;
  }, "");
}

/** Adds the current value to the advice. YAML reads an unquoted 2.1 as a number and # as a comment. */
function withFound(advice: string, value: unknown): string {
  const wantsText = advice === FILL_IN_TEXT;
  if (value === null)
    return `${advice}${wantsText ? "; put quotes around one that starts with #" : ""} (found nothing)`;
  if (typeof value === "string") return `${advice} (found “${value}”)`;
  if (typeof value !== "number" && typeof value !== "boolean") return advice;
  return `${wantsText ? "put quotes around it" : advice} (found “${value}”)`;
}
