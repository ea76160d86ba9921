import { type Age, ageLabel, ages, bandOf, YOUNGEST } from "../../../core/model/age.ts";
import { withDigits } from "../../../core/model/digits.ts";
import type { Language } from "../../../core/model/message.ts";
import type { Hearing } from "./hearing.ts";

/** Reads an age as typed: “34”, “34 jaar”, “ik ben 34”, “28 of ouder”; undefined when it is not an age. */
export function readAge(
  text: string,
  language: Language,
  { typedChoice }: Hearing,
): Age | "younger" | undefined {
  const bare = withDigits(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  // A number is her age, not the position of a button.
  const band = /^\d+$/.test(bare) ? undefined : ages[typedChoice(bare, ages.map(ageLabel), language) ?? -1];
  if (band !== undefined) return band;
  // “14”, “ik ben 14”, “I’m 14 years”; “bus 12” is something else.
  const [, young] = /^(?:\p{L}{1,3} \p{L}{1,3} )?(1\d)(?: [jy]\p{L}*)?$/u.exec(bare) ?? [];
  if (young !== undefined && Number(young) < YOUNGEST) return "younger";
  // “De lamp bij nummer 34 is kapot” is something else.
  if (!/^(\p{L}{1,3} ){0,2}\d/u.test(bare) || bare.split(" ").length > 5) return undefined;
  const [first, ...others] = (bare.match(/\d+/g) ?? []).map((years) => bandOf(Number(years)));
  return others.every((one) => one === first) ? first : undefined;
}
