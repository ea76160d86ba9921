import { elapsed } from "./calendar/time.ts";
import type { Contribution, Entry } from "./model/contribution.ts";
import type { Lane } from "./model/lane.ts";
import { type Message, say } from "./model/message.ts";
import type { Choice, Press, Screen } from "./model/screen.ts";
import type { Context, Decision, Effect, Need, Turn } from "./turn.ts";

/** Small words for writing decisions with. */

export function reply(...screens: readonly Screen[]): Effect[] {
  return screens.map((screen) => ({ do: "reply", screen }));
}

/** Rows that belong together: a line each, without empty lines between them; nothing when there are none. */
export function inRows(rows: readonly Message[]): Message[] {
  return rows.length === 0 ? [] : [say("common:rows", { rows: { rows } })];
}

/** Nothing is done, and whoever tried reads why. */
export function whisper(message: Message): Turn {
  return { effects: [{ do: "whisper", message, refused: true }] };
}

/** Nothing changes and nobody hears anything. */
export const nothing: Turn = { effects: [] };

export function needs(...list: readonly Need[]): { needs: readonly Need[] } {
  return { needs: list };
}

/** A contribution that was asked for, or the decision to ask for it. */
export function seen(
  context: Context,
  id: string,
): { found: Contribution | null; ask?: undefined } | { found?: undefined; ask: Decision } {
  const found = context.seen.contributions[id];
  return found === undefined ? { ask: needs({ see: "contribution", id }) } : { found };
}

export function button(label: Message, press: Press): Choice {
  return { label, press };
}

/** Deals buttons over rows of at most `width`. */
export function rows(choices: readonly Choice[], width: number): Choice[][] {
  const dealt: Choice[][] = [];
  for (let start = 0; start < choices.length; start += width) dealt.push(choices.slice(start, start + width));
  return dealt;
}

/** Screens of the core: buttons whose instrument is "core". */
export const CORE_VERSION = 1;
export function corePress(step: string, option: string, ref?: string): Press {
  return { instrument: "core", version: CORE_VERSION, step, option, ref };
}

/** Two taps within this time are one (milliseconds). */
const TWICE = 30 * 1000;

/** The same button again within a moment, and nothing in between. */
export function isSamePress(
  press: Press,
  { pressed }: Pick<Lane, "pressed">,
  context: Pick<Context, "now">,
): boolean {
  if (!pressed || elapsed(pressed.at, context.now) > TWICE) return false;
  return (["instrument", "step", "option", "ref"] as const).every(
    (part) => pressed.press[part] === press[part],
  );
}

/** Eight digits that follow from the seed; the first is never 0, so that nobody drops it. */
export function numberFrom(seed: string): string {
  const value = Number.parseInt(seed.slice(0, 12), 16);
  return String(10_000_000 + (value % 90_000_000));
}

/** A short id for a dialogue, which its buttons carry. */
export function tokenFrom(seed: string): string {
  return `t${seed.slice(-5)}`;
}

/** Whether a button belongs to a dialogue, and not to a contribution or a process. */
export function isToken(ref: string): boolean {
  return ref.startsWith("t");
}

/**
 * Tells two texts apart; not a secret. FNV-1a over UTF-16 units (Fowler, Noll, Vo; 32 bits).
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(36);
}

/** The next history entry of a contribution or a process. */
export function entryOf(
  contribution: Pick<Contribution, "id" | "entries">,
  fields: Omit<Entry, "row" | "contribution" | "n">,
  offset = 1,
): Entry {
  return { row: "entry", contribution: contribution.id, n: contribution.entries + offset, ...fields };
}
