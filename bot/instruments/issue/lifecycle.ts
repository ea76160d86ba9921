import type { Actor } from "../../core/model/contribution.ts";
import type { Transition, Transitions } from "../../core/transitions.ts";
import { type At, openStates } from "./state.ts";

/** What can happen to an issue: lifecycle (a). Anything that is not in this table is refused. */
const table = {
  triage: { from: ["submitted", "reopened"], to: "triaged", by: ["official", "organiser"] },
  ask: {
    from: ["submitted", "triaged", "in_progress", "planned", "reopened"],
    to: "info_requested",
    by: ["official"],
  },
  reply: { from: ["info_requested", "parked"], to: "triaged", by: ["resident"] },
  park: { from: ["info_requested"], to: "parked", by: ["clock"] },
  start: { from: ["triaged", "reopened", "parked"], to: "in_progress", by: ["official"] },
  plan: { from: ["in_progress", "planned"], to: "planned", by: ["official"] },
  forward: { from: ["triaged", "in_progress", "planned", "reopened"], to: "forwarded", by: ["official"] },
  merge: { from: openStates, to: "merged", by: ["official", "organiser"] },
  answer: { from: openStates, to: "answered", by: ["official"] },
  satisfied: { from: ["answered"], to: "closed", by: ["resident"] },
  clear: { from: ["answered"], to: "closed", by: ["resident"] },
  close: { from: ["answered"], to: "closed", by: ["clock"] },
  reopen: { from: ["answered", "closed"], to: "reopened", by: ["resident"] },
  decline: { from: ["submitted", "triaged"], to: "declined", by: ["official"] },
  withdraw: { from: openStates, to: "withdrawn", by: ["resident"] },
} as const satisfies Transitions<At, Actor>;
export type Event = keyof typeof table;

/** The table with each row's states as a list of any of them. */
export const transitions: Readonly<Record<Event, Transition<At, Actor> & { readonly from: readonly At[] }>> =
  table;

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
    transitions[one].from.includes(from) && transitions[one].by.includes(actor);
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
