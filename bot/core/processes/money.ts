import { withDigits } from "../model/digits.ts";

/** "1.250,50", "1250.50", "€ 1250" in cents; undefined when it is no amount. */
export function centsIn(text: string): number | undefined {
  const plain = withDigits(text).replaceAll(/[€\s]/g, "");
  const [, whole, decimals = ""] =
    /^(\d{1,3}(?:\.\d{3})*|\d{1,3}(?:,\d{3})*|\d{1,12})(?:[.,](\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === undefined) return undefined;
  return Number(whole.replaceAll(/[.,]/g, "")) * 100 + Number(decimals.padEnd(2, "0") || 0);
}
