import * as z from "zod/mini";
import { nearest } from "./nearest.ts";

/** A location in the file, and what to do about it. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly advice: string;
  /** Whether to show the current value. */
  readonly quote?: boolean;
}

/**
 * Checks that no single field can answer for: does the desk that a rule names exist, does every name exist in every
 * language. They run on whatever could be read, so that a typo in one field does not hide the others.
 */

/** Characters. Longer names on buttons under a chat message are cut off on a small phone. */
const MAX_BUTTON = 30;

/** Officials choose a category or a desk from a Slack menu, which holds 100 options. */
const MAX_MENU = 100;

const word = z.catch(z.string(), "");
const names = z.catch(z.record(z.string(), z.unknown()), {});
const words = z.catch(z.array(word), []);
const number = z.catch(z.optional(z.number()), undefined);
const listed = <Item extends z.ZodMiniType>(item: Item) => z.catch(z.array(item), []);

/** The parts of the file that the checks need, whatever else is wrong with it. */
const outline = z.catch(
  z.optional(
    z.object({
      languages: words,
      contact: z.catch(z.object({ desk: names, groupRoute: names }), { desk: {}, groupRoute: {} }),
      neighbourhoods: listed(z.catch(z.object({ key: word, cbs: word }), { key: "", cbs: "" })),
      categories: listed(z.catch(z.object({ key: word, name: names }), { key: "", name: {} })),
      desks: listed(z.catch(z.object({ key: word, name: names }), { key: "", name: {} })),
      routing: listed(
        z.catch(z.object({ desk: word, categories: words, neighbourhoods: words }), {
          desk: "",
          categories: [],
          neighbourhoods: [],
        }),
      ),
      defaultDesk: word,
      administrators: words,
      organisers: words,
      officials: words,
      promise: z.catch(z.object({ leadAfter: number, clerkAfter: number }), {
        leadAfter: undefined,
        clerkAfter: undefined,
      }),
      quietHours: z.catch(z.object({ from: word, until: word }), { from: "", until: "" }),
      emergency: z.catch(z.object({ now: names, self: names }), { now: {}, self: {} }),
    }),
  ),
  undefined,
);
type Outline = NonNullable<z.infer<typeof outline>>;

/** @param available languages the software has texts in; if omitted, they are not compared */
export function crossCheck(raw: unknown, available?: readonly string[]): readonly Finding[] {
  const town = outline.parse(raw);
  if (town === undefined) return [];
  return [
    ...languageFindings(town, available),
    ...nameFindings(town, available),
    ...twiceFindings(town),
    ...routingFindings(town),
    ...countFindings(town),
    ...timeFindings(town),
  ];
}

function languageFindings(town: Outline, available: readonly string[] | undefined): readonly Finding[] {
  if (available === undefined) return [];
  return town.languages.flatMap((language, at) =>
    language === "" || available.includes(language)
      ? []
      : [
          {
            path: ["languages", at],
            advice: `the software has no texts in this language, only in ${available.join(", ")}`,
            quote: true,
          },
        ],
  );
}

/** Telegram shows about 100 buttons under one message, and "somewhere else" and "skip" need two of them. */
const MAX_BUTTONS = 90;

/** Everything a resident or an official reads exists in every language offered, and fits its button. */
function nameFindings(town: Outline, available: readonly string[] = town.languages): readonly Finding[] {
  const offered = town.languages.filter((language) => language !== "" && available.includes(language));
  const texts: readonly (readonly [
    path: readonly PropertyKey[],
    text: Record<string, unknown>,
    limit?: number,
  ])[] = [
    [["contact", "desk"], town.contact.desk],
    [["contact", "groupRoute"], town.contact.groupRoute],
    [["emergency", "now"], town.emergency.now],
    [["emergency", "self"], town.emergency.self],
    ...town.categories.map(({ name }, at) => [["categories", at, "name"], name, MAX_BUTTON] as const),
    ...town.desks.map(({ name }, at) => [["desks", at, "name"], name, MAX_BUTTON] as const),
  ];
  return texts.flatMap(([path, text, limit]) => {
    // An empty part is a problem of the field itself, which the schema has already reported.
    if (Object.keys(text).length === 0) return [];
    const missing = offered.filter((language) => !(language in text));
    const long = Object.keys(text).filter(
      (language) => limit !== undefined && String(text[language]).length > limit,
    );
    return [
      ...missing.map((language) => ({ path, advice: `add this text in “${language}”` })),
      ...long.map((language) => ({
        path: [...path, language],
        advice: `use at most ${limit} characters, it stands on a button`,
        quote: true,
      })),
    ];
  });
}

/** A key, code, language or member may occur only once. */
function twiceFindings(town: Outline): readonly Finding[] {
  const keys = (list: "neighbourhoods" | "categories" | "desks") =>
    twice(town[list].map((item, at) => ({ value: item.key, path: [list, at, "key"] })));
  return [
    ...keys("neighbourhoods"),
    ...keys("categories"),
    ...keys("desks"),
    ...twice(town.neighbourhoods.map(({ cbs }, at) => ({ value: cbs, path: ["neighbourhoods", at, "cbs"] }))),
    ...twice(town.languages.map((value, at) => ({ value, path: ["languages", at] }))),
    ...(["administrators", "organisers", "officials"] as const).flatMap((list) =>
      twice(town[list].map((value, at) => ({ value, path: [list, at] }))),
    ),
  ];
}

function twice(entries: readonly { value: string; path: readonly PropertyKey[] }[]): readonly Finding[] {
  const seen = new Set<string>();
  return entries.flatMap(({ value, path }) => {
    if (value === "" || !seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [{ path, advice: "already used above, choose another", quote: true }];
  });
}

/** Every rule leads somewhere, names things that exist, and can be reached. */
function routingFindings(town: Outline): readonly Finding[] {
  const desks = town.desks.map(({ key }) => key);
  const categories = town.categories.map(({ key }) => key);
  const neighbourhoods = town.neighbourhoods.map(({ key }) => key);
  const findings: Finding[] = [...unknown("desk", ["defaultDesk"], town.defaultDesk, desks)];
  let everything: number | undefined;
  for (const [at, rule] of town.routing.entries()) {
    if (everything !== undefined) {
      findings.push({
        path: ["routing", at],
        advice: `never reached: routing[${everything}] already takes everything`,
      });
    }
    findings.push(...unknown("desk", ["routing", at, "desk"], rule.desk, desks));
    for (const [place, key] of rule.categories.entries()) {
      findings.push(...unknown("category", ["routing", at, "categories", place], key, categories));
    }
    for (const [place, key] of rule.neighbourhoods.entries()) {
      findings.push(
        ...unknown("neighbourhood", ["routing", at, "neighbourhoods", place], key, neighbourhoods),
      );
    }
    if (rule.desk !== "" && rule.categories.length === 0 && rule.neighbourhoods.length === 0)
      everything ??= at;
  }
  return findings;
}

function unknown(
  kind: string,
  path: readonly PropertyKey[],
  key: string,
  known: readonly string[],
): readonly Finding[] {
  if (key === "" || known.includes(key)) return [];
  const like = nearest(key, known);
  const hint = like === undefined ? `use one of ${known.join(", ")}` : `did you mean “${like}”?`;
  return [{ path, advice: `there is no ${kind} with this key, ${hint}`, quote: true }];
}

function countFindings(town: Outline): readonly Finding[] {
  const tooMany = (list: "categories" | "desks" | "neighbourhoods", most: number, why: string) =>
    town[list].length > most ? [{ path: [list], advice: `use at most ${most}, ${why}` }] : [];
  const menu = "a menu in Slack holds no more";
  return [
    ...tooMany("categories", MAX_MENU, menu),
    ...tooMany("desks", MAX_MENU, menu),
    ...tooMany(
      "neighbourhoods",
      MAX_BUTTONS,
      "a message in Telegram holds no more buttons; use districts (wijken) instead",
    ),
  ];
}

function timeFindings(town: Outline): readonly Finding[] {
  const { leadAfter = 2, clerkAfter = 5 } = town.promise;
  const { from, until } = town.quietHours;
  const findings: Finding[] = [];
  if (clerkAfter < leadAfter) {
    findings.push({
      path: ["promise", "clerkAfter"],
      advice: `the lead is told first: use at least ${leadAfter}`,
      quote: true,
    });
  }
  if (from !== "" && from === until) {
    findings.push({
      path: ["quietHours", "until"],
      advice: "use another time than “from”; the same time leaves no quiet hours",
      quote: true,
    });
  }
  return findings;
}
