/** Code points of the nought of each script whose digits people type beside ours; the other nine follow it. */
const NOUGHTS = [
  0x0660, // Arabic-Indic: ٠
  0x06f0, // Persian and Urdu: ۰
  0x0966, // Devanagari: ०
  0x09e6, // Bengali: ০
  0xff10, // Full width, from Chinese and Japanese keyboards: ０
];

/**
 * The same text with every digit as 0 to 9: somebody who writes “٣” has typed a three. For reading what was typed; what
 * is kept stays as she wrote it.
 */
export function withDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const nought = NOUGHTS.find((one) => code >= one && code < one + 10);
    return nought === undefined ? digit : String(code - nought);
  });
}
