import { CODE } from "./access-code.ts";

/**
 * The links by which people come in. Whoever is new is asked the same by each of them, and by any other way: her
 * language, whether she is 16 or older, her neighbourhood and what she allows. Nobody ends up without having had the
 * choice.
 */

/** Links to a process: a letter, the process and a code. */
const letters = { survey: "s", surveyGroup: "w", coreGroup: "m", manifestoGroup: "g" } as const;

export type LinkKind = keyof typeof letters;
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
  return `${letters[kind]}-${id}-${code}`;
}

/** @returns undefined when it is the word of a campaign, or was made up */
export function readLink(campaign: string): Link | undefined {
  const [, letter, id, code] = LINK.exec(campaign) ?? [];
  const kind = linkKinds.find((one) => letters[one] === letter);
  return kind === undefined || id === undefined || code === undefined ? undefined : { kind, id, code };
}
