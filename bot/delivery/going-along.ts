import { elapsed, type Instant, MINUTE } from "../core/calendar/time.ts";
import type { ResidentId } from "../core/model/ids.ts";
import type { Notice } from "../core/model/notice.ts";
import type { Screen } from "../core/model/screen.ts";
import type { Clock } from "../ports/clock.ts";

/** What waits for one resident at the same moment: what is kinder as one message, and what makes a sound (ADR 56). */

/** A notice to a resident, and what it says. */
export interface ToResident {
  readonly notice: Notice;
  readonly what: Extract<Notice["what"], { kind: "resident" }>;
}

/**
 * Whether what waits next may stand below this in one message: both are about the same thing of hers, and this asks
 * her nothing, because only one question can have the buttons below a message. What awaits an answer in her own words,
 * what she is answered to an act of her own, and what has partly arrived always come by themselves.
 */
export function goesAlong(before: ToResident, next: ToResident): boolean {
  const { about, choices = [] } = before.what.screen;
  return (
    before.what.resident === next.what.resident &&
    about !== undefined &&
    about === next.what.screen.about &&
    choices.length === 0 &&
    [before, next].every(isPlain)
  );
}

function isPlain({ what: { isReply, question, from = 0, screen } }: ToResident): boolean {
  const { lines: _lines, choices: _choices, about: _about, ...more } = screen;
  return (
    !isReply && question === undefined && from === 0 && Object.values(more).every((one) => one === undefined)
  );
}

/** One message of several: each keeps its own paragraphs, and the last its buttons. */
export function inOne(several: readonly ToResident[]): Screen {
  const screens = several.map(({ what }) => what.screen);
  return { ...screens.at(-1), lines: screens.flatMap(({ lines }) => lines) };
}

/** Milliseconds after a message within which the next to the same person makes no sound (our limit). */
const NO_SECOND_SOUND = MINUTE;

/**
 * Remembers who heard a sound just now. It is a courtesy of this process, which forgets it when it ends: nothing is
 * written for it.
 */
export function createSounds({ now }: Clock) {
  const heard = new Map<ResidentId, Instant>();
  const isOver = (at: Instant) => elapsed(at, now()) >= NO_SECOND_SOUND;
  return {
    justHeard(resident: ResidentId): boolean {
      const at = heard.get(resident);
      return at !== undefined && !isOver(at);
    },
    heard(resident: ResidentId): void {
      for (const [one, at] of heard) if (isOver(at)) heard.delete(one);
      heard.set(resident, now());
    },
  };
}
