import { LEAST_SHOWN, plain } from "../../../core/disclosure/disclosure.ts";
import { type Age, ages } from "../../../core/model/age.ts";
import { withDigits } from "../../../core/model/digits.ts";
import type { Cell } from "../../../core/model/groups.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";

/** No more answers than so many from one group: “Dijkzicht=50; 18-20=100; nl=200”. */

type Town = Pick<Municipality, "neighbourhoods" | "languages" | "population">;

export interface Whom {
  readonly neighbourhoods: readonly string[];
  readonly ages: readonly string[];
  readonly languages: readonly string[];
}

/** @returns quotas by cell, or what is wrong with them */
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
    // That a group is full tells how many of it answered: never fewer than may be shown.
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
  const band = ages.find(
    (age): age is Age =>
      age === plain || age.replace("_", "-") === plain || age.replace("_up", "+") === plain,
  );
  if (band) return `a:${band}`;
  return languages.includes(plain) ? `l:${plain}` : undefined;
}

/** A quota for a group that is not asked at all is a slip of the pen. */
function isAsked(cell: Cell, { neighbourhoods, ages: bands, languages }: Whom): boolean {
  const key = cell.slice(2);
  const list = cell.startsWith("n:") ? neighbourhoods : cell.startsWith("a:") ? bands : languages;
  return list.length === 0 || list.includes(key);
}

/** How many live there or are of that age, when the municipality loaded it. */
function inhabitants(cell: Cell, { population }: Town): number | undefined {
  if (!population || cell.startsWith("l:")) return undefined;
  const key = cell.slice(2);
  const live = Object.entries(population).reduce((sum, [group, count]) => {
    const [band, area] = group.split("|");
    return (cell.startsWith("n:") ? area : band) === key ? sum + count : sum;
  }, 0);
  // An estimate can end in the middle of somebody.
  return Math.floor(live);
}
