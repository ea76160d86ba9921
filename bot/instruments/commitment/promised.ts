import type { Day } from "../../core/calendar/time.ts";
import type { Localized } from "../../core/model/message.ts";
import type { Commitment } from "./part.ts";

/** How it stands, for whoever shows it beside what it was promised for. */
export interface Promised {
  readonly what: Localized;
  readonly due: Day;
  readonly at: string;
  /** What was done, or why not: as it was told last. */
  readonly words?: Localized;
  /** It was kept after a promised day. */
  readonly late?: true;
}

/** The rows at which something is told about it, by the field that says it. */
const told = {
  start: "words",
  newDay: "reason",
  keep: "words",
  break: "reason",
  settle: "reason",
  goesOn: "reason",
};

export function promisedIn({ at, days, filled, missed }: Commitment): Promised | undefined {
  const [what, due] = [filled.begin?.values?.what, days.due?.day];
  if (what === undefined || due === undefined) return undefined;
  const last = Object.entries(told)
    .flatMap(([row, field]) => {
      const kept = filled[row];
      return kept ? [{ on: kept.on, words: kept.values?.[field] as Localized | undefined }] : [];
    })
    .toSorted((a, b) => a.on.localeCompare(b.on))
    .at(-1);
  return {
    what: what as Localized,
    due,
    at,
    ...(last?.words && { words: last.words }),
    ...(at === "kept" && missed && { late: true }),
  };
}
