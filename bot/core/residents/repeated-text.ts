import { fingerprint } from "../fingerprint.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Pace } from "../model/lane.ts";

/** The same text, or one of two that alternate, this many times in a row is not taken for typing (our limit). */
const REPEATED = 5;
/** The same for a short text, which people honestly repeat: yes, skip, /mijn (our limit). */
const REPEATED_SHORT = 20;
const SHORT = 12;
/** The same for what a machine sent, whatever it says (our limit). */
const BY_MACHINE = 2;

/** Counts an app that sends the same text again, or two automatic replies that alternate. */
export function repeated(input: ResidentInput, same: Pace["same"]): Pace["same"] {
  const text = textOf(input);
  if (text === undefined) return same;
  const print = input.byMachine ? "machine" : fingerprint(text);
  const { of, n } = same ?? { of: [], n: 0 };
  if (of.includes(print)) return { of, n: n + 1 };
  // A third text is something new: the earlier repetition has ended.
  return of.length < 2 ? { of: [...of, print], n } : { of: [...of.slice(1), print], n: 0 };
}

/** How often the same text may come in a row; beyond that it was sent by an app and not by a person. */
export function mostOf(input: ResidentInput): number {
  if (input.byMachine) return BY_MACHINE;
  return (textOf(input)?.trim().length ?? 0) < SHORT ? REPEATED_SHORT : REPEATED;
}

/** The text by which a repetition shows; undefined for what people naturally repeat: buttons. */
function textOf(input: ResidentInput): string | undefined {
  switch (input.type) {
    case "said":
      return input.edited ? undefined : input.text;
    case "shared":
      return input.edited ? undefined : (input.caption ?? input.media.source);
    case "commanded":
      return `/${input.command} ${input.rest}`;
    case "started":
      return `/start ${input.campaign ?? ""}`;
    case "unreadable":
      return input.byMachine ? input.reason : undefined;
    default:
      return undefined;
  }
}
