import type { ResidentInput } from "./input.ts";

/**
 * Words with which people tell of danger at this moment, or that they do not want to live: in Dutch, then in English,
 * whatever language somebody chose. Few, and one pattern, because residents wait for this bundle; rather one too many
 * than one too few, as what follows is a line with a number to call.
 */
const DANGER =
  /\b(brand|gaslucht|inbraak|vechten|bloed|mes|gevaar|dood|zelfmoord|niet meer leven|fire|blood|knife|danger|suicide|want to live)\b/i;

/** Whether what she wrote, also below a photo or behind a command, tells of danger. */
export function tellsOfDanger(input: ResidentInput): boolean {
  if ("text" in input) return DANGER.test(input.text);
  if ("rest" in input) return DANGER.test(input.rest);
  return "caption" in input && DANGER.test(input.caption ?? "");
}
