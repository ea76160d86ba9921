import { CODE } from "./code.ts";
import type { Stage } from "./resident.ts";

/**
 * The ways in, and what is asked of somebody who comes by each. One table, so that no link can be made that leaves out
 * the question whether she is 16 or older: a list without `privacy` is no `Asked`.
 */

type Asked = readonly ["language", "privacy", ...Exclude<Stage, "language" | "privacy" | "member">[]];

const everything: Asked = ["language", "privacy", "neighbourhood", "permissions"];

/** Links to a process: a letter, the process and a code. */
const links = {
  /** She came to answer, without a name: the rest she is asked when she wants to stay. */
  survey: { letter: "s", asks: ["language", "privacy"] },
  surveyGroup: { letter: "w", asks: everything },
  coreGroup: { letter: "m", asks: everything },
  manifestoGroup: { letter: "g", asks: everything },
} as const satisfies Record<string, { readonly letter: string; readonly asks: Asked }>;

export type LinkKind = keyof typeof links;
export const linkKinds = [
  "survey",
  "surveyGroup",
  "coreGroup",
  "manifestoGroup",
] as const satisfies LinkKind[];

export interface Link {
  readonly kind: LinkKind;
  /** The process that it leads to. */
  readonly id: string;
  readonly code: string;
}

const LINK = new RegExp(`^([a-z])-(P\\d{7})-(${CODE})$`);

/** What goes behind `start=`, or is typed after /start. */
export function writeLink({ kind, id, code }: Link): string {
  return `${links[kind].letter}-${id}-${code}`;
}

/** @returns undefined when it is the word of a campaign, or was made up */
export function readLink(campaign: string): Link | undefined {
  const [, letter, id, code] = LINK.exec(campaign) ?? [];
  const kind = linkKinds.find((one) => links[one].letter === letter);
  return kind === undefined || id === undefined || code === undefined ? undefined : { kind, id, code };
}

/**
 * What is asked of a newcomer, in this order.
 * @param campaign what followed her /start; a bare start, words, a command and any other word are asked everything
 */
export function askedOf(campaign: string | undefined): Asked {
  const link = campaign === undefined ? undefined : readLink(campaign);
  return link === undefined ? everything : links[link.kind].asks;
}
