import type { Actor } from "../../core/model/contribution.ts";
import { type At, openStates } from "./state.ts";

/** What can happen to an issue: lifecycle (a). Anything that is not in this table is refused. */
export const events = [
  "triage",
  "ask",
  "reply",
  "park",
  "start",
  "plan",
  "forward",
  "merge",
  "answer",
  "satisfied",
  "clear",
  "close",
  "reopen",
  "decline",
  "withdraw",
] as const;
export type Event = (typeof events)[number];

export interface Transition {
  readonly from: readonly At[];
  readonly to: At;
  readonly actors: readonly Actor[];
}

export const transitions: Readonly<Record<Event, Transition>> = {
  triage: { from: ["submitted", "reopened"], to: "triaged", actors: ["official", "organiser"] },
  ask: {
    from: ["submitted", "triaged", "in_progress", "planned", "reopened"],
    to: "info_requested",
    actors: ["official"],
  },
  reply: { from: ["info_requested", "parked"], to: "triaged", actors: ["resident"] },
  park: { from: ["info_requested"], to: "parked", actors: ["clock"] },
  start: { from: ["triaged", "reopened", "parked"], to: "in_progress", actors: ["official"] },
  plan: { from: ["in_progress", "planned"], to: "planned", actors: ["official"] },
  forward: { from: ["triaged", "in_progress", "planned", "reopened"], to: "forwarded", actors: ["official"] },
  merge: { from: openStates, to: "merged", actors: ["official", "organiser"] },
  answer: { from: openStates, to: "answered", actors: ["official"] },
  satisfied: { from: ["answered"], to: "closed", actors: ["resident"] },
  clear: { from: ["answered"], to: "closed", actors: ["resident"] },
  close: { from: ["answered"], to: "closed", actors: ["clock"] },
  reopen: { from: ["answered", "closed"], to: "reopened", actors: ["resident"] },
  decline: { from: ["submitted", "triaged"], to: "declined", actors: ["official"] },
  withdraw: { from: openStates, to: "withdrawn", actors: ["resident"] },
};

/** Steps that an action takes on the way, so that the path through the states stays the one in the table. */
const leadUp: Partial<Record<Event, readonly Event[]>> = {
  start: ["triage"],
  plan: ["triage", "start"],
  forward: ["triage"],
};

/**
 * The events that bring an issue from `at` to where `event` leads: usually just `event`; for an official who
 * plans what nobody has picked up yet also picking it up and starting. Undefined when it cannot be.
 */
export function path(event: Event, at: At, actor: Actor): readonly Event[] | undefined {
  const fits = (one: Event, from: At) =>
    transitions[one].from.includes(from) && transitions[one].actors.includes(actor);
  if (fits(event, at)) return [event];
  const steps: Event[] = [];
  let now = at;
  for (const step of leadUp[event] ?? []) {
    if (!fits(step, now)) continue;
    steps.push(step);
    now = transitions[step].to;
    if (fits(event, now)) return [...steps, event];
  }
  return undefined;
}
