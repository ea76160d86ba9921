import { CODE } from "./access-code.ts";
import type { Municipality } from "./municipality.ts";

/**
 * The links that people come in through. Each of them, like any other way in, asks a newcomer the same questions: her
 * language, whether she is 16 or older, her neighbourhood and what she allows. Nobody ends up here without having had
 * the choice.
 */

/** Links to a process: a letter, the process and a code. */
const letters = {
  survey: "s",
  surveyGroup: "w",
  coreGroup: "m",
  manifestoGroup: "g",
  group: "k",
  facilitated: "f",
} as const;

export type LinkKind = keyof typeof letters;
export const linkKinds = [
  "survey",
  "surveyGroup",
  "coreGroup",
  "manifestoGroup",
  "group",
  "facilitated",
] as const satisfies LinkKind[];

export interface Link {
  readonly kind: LinkKind;
  /** The process it leads to. */
  readonly id: string;
  readonly code: string;
}

const LINK = new RegExp(`^([a-z])-(P\\d{7})-(${CODE})$`);

/** The text after `start=`, or typed after /start. */
export function writeLink({ kind, id, code }: Link): string {
  return `${letters[kind]}-${id}-${code}`;
}

/** @returns undefined when it is a campaign's word, or was forged */
export function readLink(campaign: string): Link | undefined {
  const [, letter, id, code] = LINK.exec(campaign) ?? [];
  const kind = linkKinds.find((one) => letters[one] === letter);
  return kind === undefined || id === undefined || code === undefined ? undefined : { kind, id, code };
}

/** The address in which a link stands; undefined while the town's bot has no name. */
export function linkAddress({ telegram }: Pick<Municipality, "telegram">, link: string): string | undefined {
  return telegram ? `https://t.me/${telegram}?start=${link}` : undefined;
}
