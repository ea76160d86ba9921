import type { Lane } from "./lane.ts";
import { type Message, say } from "./message.ts";

/**
 * Age is asked as a band, once, and only when something is meant for an age: never a date of birth. Telegram is for
 * people of 16 and over; younger ones take part in a group.
 */
export const ages = ["16_17", "18_20", "21_24", "25_27", "28_up"] as const;
export type Age = (typeof ages)[number];

/** Stores the age she gives. Her first answer stands: an old button, or another way in, does not change it. */
export function withAge(lane: Lane, told: Age | undefined): Lane {
  return told === undefined || ageOf(lane) !== undefined ? lane : { ...lane, age: told };
}

export function ageOf({ age }: Pick<Lane, "age">): Age | undefined {
  return ages.find((one) => one === age);
}

/** Years. The minimum age for Telegram. */
export const YOUNGEST = 16;

/** Years. Nobody is taken to be older (our limit). */
const OLDEST = 120;

/** The band for an age in years; undefined when there is none. */
export function bandOf(years: number): Age | undefined {
  return years > OLDEST ? undefined : ages.findLast((one) => years >= yearsOf(one).from);
}

/** The years of a band, the first and the last; the oldest band has no last. */
export function yearsOf(age: Age): { readonly from: number; readonly to?: number } {
  const [from = "", to = ""] = age.split("_");
  return to === "up" ? { from: Number(from) } : { from: Number(from), to: Number(to) };
}

export function ageLabel(age: Age): Message {
  const { from, to } = yearsOf(age);
  return to === undefined
    ? say("common:age.up", { from: String(from) })
    : say("common:age.band", { from: String(from), to: String(to) });
}
