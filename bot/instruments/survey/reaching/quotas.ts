import { LEAST_SHOWN, plain } from "../../../core/disclosure/disclosure.ts";
import { type Age, ages, yearsOf } from "../../../core/model/age.ts";
import { withDigits } from "../../../core/model/digits.ts";
import { type Cell, readCell, readGroup } from "../../../core/model/groups.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";

/** Quotas, the most answers per group: “Dijkzicht=50; 18-20=100; nl=200”. */

type Town = Pick<Municipality, "neighbourhoods" | "languages" | "population">;

export interface Whom {
  readonly neighbourhoods: readonly string[];
  readonly ages: readonly string[];
  readonly languages: readonly string[];
}

/** @returns the quotas by cell, or what is wrong with them */
export function readQuotas(
  text: string,
  whom: Whom,
  town: Town,
): { quotas: Record<string, number>; error?: undefined } | { quotas?: undefined; error: Message } {
  const quotas: Record<string, number> = {};
  for (const part of text.split(/[;\n]+/).map((one) => one.trim())) {
    if (part === "") continue;
    const [, name = "", typed = ""] = /^(.+?)\s*=\s*(\p{Nd}{1,6})$/u.exec(part) ?? [];
    const number = typed === "" ? undefined : withDigits(typed);
    if (number === undefined) return { error: say("officials:survey.error.quota", { part }) };
    const cell = cellOf(name, town);
    if (!cell) return { error: say("officials:survey.error.quotaGroup", { name }) };
    if (!isAsked(cell, whom)) return { error: say("officials:survey.error.quotaNotAsked", { name }) };
    const live = inhabitants(cell, town);
    // A full group reveals how many answered: a quota is never below what may be shown.
    if (Number(number) < LEAST_SHOWN || (live !== undefined && Number(number) > live))
      return {
        error: say(`officials:survey.error.${live === undefined ? "quotaFew" : "quotaMany"}`, {
          name,
          least: LEAST_SHOWN,
          most: live === undefined ? "" : plain(live),
        }),
      };
    quotas[cell] = Number(number);
  }
  return { quotas };
}

function cellOf(name: string, { neighbourhoods, languages }: Town): Cell | undefined {
  const plain = name.trim().toLocaleLowerCase("nl");
  const area = neighbourhoods.find((one) => one.key === plain || one.name.toLocaleLowerCase("nl") === plain);
  if (area) return `n:${area.key}`;
  const band = ages.find((age) => age === plain || spellings(age).includes(plain));
  if (band) return `a:${band}`;
  return languages.includes(plain) ? `l:${plain}` : undefined;
}

/** The ways somebody may type an age band. */
function spellings(age: Age): readonly string[] {
  const { from, to } = yearsOf(age);
  return to === undefined ? [`${from}+`, `${from}-up`] : [`${from}-${to}`];
}

/** Whether a group is in the audience at all; a quota for any other group is a mistake. */
function isAsked(cell: Cell, { neighbourhoods, ages: bands, languages }: Whom): boolean {
  const { kind, key = "" } = readCell(cell) ?? {};
  const list = kind === "n" ? neighbourhoods : kind === "a" ? bands : languages;
  return list.length === 0 || list.includes(key);
}

/** How many people live there or are of that age, if the municipality loaded the figures. */
function inhabitants(cell: Cell, { population }: Town): number | undefined {
  const { kind, key } = readCell(cell) ?? {};
  if (!population || kind === "l") return undefined;
  const live = Object.entries(population).reduce((sum, [group, count]) => {
    const { age, neighbourhood } = readGroup(group);
    return (kind === "n" ? neighbourhood : age) === key ? sum + count : sum;
  }, 0);
  // An estimate can be a fraction.
  return Math.floor(live);
}
