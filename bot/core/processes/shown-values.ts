import { isDay } from "../calendar/time.ts";
import { type Localized, type Message, type Param, type Params, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Values } from "./kind.ts";
import type { Ask, Asks, Lifecycle } from "./lifecycle.ts";
import { some } from "./rows.ts";
import { wordsAndMedia } from "./spoken.ts";
import type { Stage } from "./stage.ts";

/** What was filled in, as parameters of a text. */

type Titled = Pick<Process, "card" | "organiser" | "instrument">;

/**
 * What a process is called for everybody. One that a resident began bears her own words until somebody of the
 * municipality has filled in its card: nobody has looked at them, so it is called by its kind.
 */
export function titleOf(process: Titled): { readonly title: Param } {
  const { card, organiser, instrument } = process;
  const isHers = organiser === "" && Object.keys(card.question).length === 0;
  return isHers ? { title: say(`${instrument}:name`) } : ownTitleOf(process);
}

/** The same for whoever began it, and at the desk that looks at it. */
export function ownTitleOf({ card }: Pick<Process, "card">): {
  readonly title: { readonly localized: Localized };
} {
  return { title: { localized: card.title } };
}

/** Where a process stands, in one line, as the municipality reads it. */
export function statusOf(
  { table }: { readonly table: Lifecycle },
  { at, closing }: Pick<Stage, "at" | "closing">,
): Message {
  if (closing) return say("officials:process.at.closing");
  return say(`officials:${at === "forced" || at === "new" ? "process" : table.name}.at.${at}`);
}

/**
 * What was filled in when a process without a card began: its title is that of another, so its texts say what it is.
 * @param choices see `paramsOf`
 */
export function begunWith(
  { table }: { readonly table: Lifecycle },
  { filled }: Pick<Stage, "filled">,
  choices: string,
): Params {
  if (table.card !== false) return {};
  const first = Object.entries(table.steps).find(([, { from }]) => some(from).includes("new"));
  return first ? paramsOf(first[1].asks, filled[first[0]]?.values, choices) : {};
}

/** The kind of a field, without its question mark; "choice" and "rows" for the two that are lists. */
export function kindOf(ask: Ask): string {
  if (typeof ask === "string") return ask.endsWith("?") ? ask.slice(0, -1) : ask;
  return typeof ask[0] === "object" ? "rows" : "choice";
}

export function isOptional(ask: Ask): boolean {
  return typeof ask === "string" ? ask.endsWith("?") : ask.some((one) => one === "");
}

/** What can be chosen in a field; nothing in one that is no choice. */
export function choicesIn(ask: Ask): readonly string[] {
  return typeof ask === "string"
    ? []
    : ask.flatMap((one) => (typeof one === "string" && one !== "" ? [one] : []));
}

/** The first field of a row that is of this kind. */
export function fieldOf(asks: Asks | undefined, is: string): string | undefined {
  return Object.entries(asks ?? {}).find(([, ask]) => kindOf(ask) === is)?.[0];
}

/** The fields of one record of a list; none for any other field. */
export function recordOf(ask: Ask): Asks {
  const [first] = typeof ask === "string" ? [] : ask;
  return typeof first === "object" ? first : {};
}

/**
 * Every field of a row as a parameter by its name; what was left empty is an empty text.
 * @param choices where the words of a choice are in `locales/`: a namespace and the part before the field
 */
export function paramsOf(asks: Asks | undefined, values: Values | undefined, choices: string): Params {
  return Object.fromEntries(
    Object.entries(asks ?? {}).map(([field, ask]) => [
      field,
      paramOf(field, ask, values?.[field], choices) ?? "",
    ]),
  );
}

function paramOf(field: string, ask: Ask, value: unknown, choices: string): Param | undefined {
  if (value === undefined || value === null) return undefined;
  switch (kindOf(ask)) {
    case "words": {
      const { words, media } = wordsAndMedia(value);
      return media.length > 0 && Object.keys(words).length === 0
        ? say("common:process.item.spoken")
        : { localized: words };
    }
    case "day":
    case "date":
      return typeof value === "string" && isDay(value) ? { date: value } : undefined;
    case "number":
      return Number(value);
    case "money":
      return say("common:process.money", { amount: Number(value) / 100 });
    case "yes":
      return say(value === true ? "common:yes" : "common:no");
    case "choice":
      return say(`${choices}.${field}.${String(value)}`);
    case "place":
      return (value as { words?: string }).words;
    case "rows":
      return { rows: rowsIn(ask, value as readonly Values[], choices) };
    case "owner":
    case "colleague":
      return say("common:process.town");
    case "note":
    case "line":
    case "link":
      return String(value);
    default:
      return undefined;
  }
}

/** One line for each record: what it says, and its day when it has one. */
function rowsIn(ask: Ask, records: readonly Values[], choices: string): Message[] {
  const fields = Object.entries(recordOf(ask));
  const [words] = fields.find(([, one]) => kindOf(one) === "words" || kindOf(one) === "line") ?? [];
  const [day] = fields.find(([, one]) => kindOf(one) === "day") ?? [];
  return records.map((record) => {
    const params = paramsOf(recordOf(ask), record, choices);
    const what = words === undefined ? "" : (params[words] ?? "");
    const until = day === undefined ? undefined : params[day];
    return until === undefined || until === ""
      ? say("common:process.row", { what })
      : say("common:process.rowUntil", { what, day: until });
  });
}
