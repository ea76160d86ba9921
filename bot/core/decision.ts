import { elapsed } from "./calendar/time.ts";
import type { Contribution } from "./model/contribution.ts";
import type { Lane } from "./model/lane.ts";
import { type Message, say } from "./model/message.ts";
import type { Press, Screen } from "./model/screen.ts";
import type { Need } from "./needs.ts";
import type { Context, Decision, Effect, Turn } from "./turn.ts";

/** Shorthands for writing decisions. */

export function reply(...screens: readonly Screen[]): Effect[] {
  return screens.map((screen) => ({ do: "reply", screen }));
}

/** Rows that belong together: one line each, without empty lines between them; nothing when there are none. */
export function inRows(rows: readonly Message[]): Message[] {
  return rows.length === 0 ? [] : [say("common:rows", { rows: { rows } })];
}

/** Does nothing, and tells the person who tried why. */
export function whisper(message: Message): Turn {
  return { effects: [{ do: "whisper", message, refused: true }] };
}

/** Changes nothing and tells nobody anything. */
export const nothing: Turn = { effects: [] };

export function needs(...list: readonly Need[]): { needs: readonly Need[] } {
  return { needs: list };
}

/** A contribution that was asked for, or the decision to ask for it. */
export function seen(
  context: Context,
  id: string,
): { found: Contribution | null; ask?: undefined } | { found?: undefined; ask: Decision } {
  const found = context.seen.contribution[id];
  return found === undefined ? { ask: needs({ see: "contribution", id }) } : { found };
}

/** Milliseconds. Two taps within this time count as one (our limit). */
const TWICE = 30 * 1000;

/** The same button again shortly after, with nothing in between. */
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
