import { withDigits } from "./digits.ts";

/**
 * Codes on paper, for somebody who takes part without the chat. With the number it tells where a report stands, and
 * nothing is kept of it: it follows from the town's own key (`Context.codesOf`), so nobody finds it in the table.
 */

/** What the hashes are derived for. */
export const PAPER_CODES = "paper code";

/** No vowels, so that it makes no word, and of signs that are read as each other one at most: not 6 beside G, nor 2, 5, 8. */
const ALPHABET = "CDFGHJKMNPRTVWXY3479";
/** Signs: 43 bits, of which somebody can try some hundreds a day. */
const SIGNS = 10;

/** The code that follows from a keyed hash in hexadecimal. */
export function codeFromHash(hash: string): string {
  let rest = BigInt(`0x${hash.slice(0, 32)}`);
  const base = BigInt(ALPHABET.length);
  return Array.from({ length: SIGNS }, () => {
    const sign = ALPHABET[Number(rest % base)];
    rest /= base;
    return sign;
  }).join("");
}

/** "CDFGH-JKMNP". */
export function shownCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** A number and the code that goes with it. */
export interface OnPaper {
  readonly id: string;
  readonly code: string;
}

const PAPER = new RegExp(`^(\\d{8})([${ALPHABET}]{${SIGNS}})$`);

/** A number with its code, as somebody typed them and nothing else; undefined when it is anything else. */
export function readPaper(text: string): OnPaper | undefined {
  const [, id, code] =
    PAPER.exec(
      withDigits(text)
        .replaceAll(/[\s\-–.#:,]/g, "")
        .toUpperCase(),
    ) ?? [];
  return id === undefined || code === undefined ? undefined : { id, code };
}

/** Which paper a link came from: of a report, or of somebody who was let in. */
const links = { report: "r", worker: "j" } as const;

/** The part after `start=`. */
export function writePaperLink(kind: keyof typeof links, { id, code }: OnPaper): string {
  return `${links[kind]}-${id}-${code}`;
}

/** @returns undefined when it is another link, or none */
export function readPaperLink(kind: keyof typeof links, campaign: string): OnPaper | undefined {
  return campaign.startsWith(`${links[kind]}-`) ? readPaper(campaign.slice(2)) : undefined;
}
