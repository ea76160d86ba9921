import { PER_SECOND } from "../../bot/core/broadcasts/pace.ts";
import { use } from "../../ops/use.ts";
import type { Chance } from "./chance.ts";
import { BETWEEN_TAPS, BY_THE_HOUR, type Plan, PROMPTED } from "./plan.ts";

/** What people do on a day, and what follows from it. */

/** What the stream hands on: which action counts it, and which notice comes of it. */
interface Follows {
  readonly counts: string;
  readonly notice?: string;
  readonly to?: "telegram" | "slack";
  /** What somebody does once she has it. */
  readonly next?: (
    at: number,
    chance: Chance,
  ) => readonly { readonly at: number; readonly event: Happening }[];
}

export type Happening =
  | {
      readonly what: "act";
      readonly door: "telegram" | "slack";
      readonly action: string;
      readonly then?: Follows;
    }
  | { readonly what: "shard"; readonly shard: number }
  | {
      readonly what: "notice";
      readonly since: number;
      readonly action: string;
      readonly to: "telegram" | "slack";
      readonly next: Follows["next"];
      /** It has waited for its channel. */
      readonly turn?: true;
    }
  | { readonly what: "news" };

type Add = (at: number, event: Happening) => void;

const HOUR = 3600;
const all = BY_THE_HOUR.reduce<number>((sum, one) => sum + one, 0);

/** A moment of the day, in seconds, as people's acts are spread over it. @param from hours before which nobody acts */
export function moment(chance: Chance, from = 0): number {
  for (;;) {
    let left = chance.next() * all;
    for (const [hour, share] of BY_THE_HOUR.entries()) {
      left -= share;
      if (left >= 0) continue;
      if (hour < from) break;
      return (hour + chance.next()) * HOUR;
    }
  }
}

export function happenings(plan: Plan, chance: Chance, add: Add): void {
  for (let n = 0; n < plan.reports; n++) report(plan, chance, add);
  // How fast it goes out is the sender's, not people's.
  for (let n = 0; n < plan.news; n++) add(plan.newsAt * HOUR + n / PER_SECOND, { what: "news" });
  for (let n = 0; n < plan.voters; n++) vote(plan, chance, add);
  for (let n = 0; n < plan.respondents; n++) answer(plan, chance, add);
}

const act = (action: string, then?: Follows): Happening => ({
  what: "act",
  door: "telegram",
  action,
  ...(then && { then }),
});
const press = (action: string, then?: Follows): Happening => ({
  what: "act",
  door: "slack",
  action,
  ...(then && { then }),
});

/** Somebody tells something; it comes to a desk, is answered in office hours, and she says that it helps. */
function report(plan: Plan, chance: Chance, add: Add): void {
  let at = moment(chance);
  const then = (event: Happening): void => {
    add(at, event);
    at += chance.after(BETWEEN_TAPS * 2);
  };
  if (chance.next() < use.newcomersPerReport) {
    for (const one of ["newcomer", "language", "privacy", "area"]) then(act(one));
    then(act("allow", { counts: "joined" }));
  }
  for (const one of ["words", "place", "photos", "category"]) then(act(one));
  then(act("send", { counts: "raised", notice: "card", to: "slack" }));
  if (chance.next() < use.looksPerReport - 1) add(moment(chance), act("mine"));
  add(moment(chance), act("mine"));

  const { from, until } = plan.office;
  const answered = (from + chance.next() * (until - from)) * HOUR;
  add(answered, press("open"));
  add(answered + chance.after(60), press("preview"));
  const helps = (done: number, luck: Chance) => [
    { at: done + luck.after(HOUR), event: act("helps", { counts: "closed" }) },
  ];
  add(answered + 90, press("answer", { counts: "answered", notice: "notice", to: "telegram", next: helps }));
}

/** When somebody acts on what everybody was told at this hour. */
function prompted(from: number, chance: Chance): number {
  if (chance.next() < PROMPTED.share) return from * HOUR + chance.after(PROMPTED.withinSeconds);
  return moment(chance, from);
}

function vote(plan: Plan, chance: Chance, add: Add): void {
  let at = prompted(plan.voteAt, chance);
  add(at, act("vote.open"));
  for (let n = 0; n < plan.votesEach; n++) {
    at += chance.after(BETWEEN_TAPS);
    add(at, act(n === 0 ? "vote.first" : "vote.later", { counts: "vote.counted" }));
  }
}

function answer(plan: Plan, chance: Chance, add: Add): void {
  let at = prompted(plan.newsAt, chance);
  add(at, act("survey.open"));
  for (let n = 0; n < plan.answersEach; n++) {
    at += chance.after(BETWEEN_TAPS);
    add(at, act(n === 0 ? "survey.first" : "survey.next", { counts: "survey.counted" }));
  }
}
