import type { OfficialAct } from "../../../core/model/official-acts.ts";
import type { DeskAct } from "./act.ts";
import { answer } from "./acts/answer.ts";
import { ask } from "./acts/ask.ts";
import { change } from "./acts/change.ts";
import { claim } from "./acts/claim.ts";
import { council } from "./acts/council.ts";
import { decline } from "./acts/decline.ts";
import { forward } from "./acts/forward.ts";
import { merge } from "./acts/merge.ts";
import { pause } from "./acts/pause.ts";
import { plan } from "./acts/plan.ts";
import { start } from "./acts/start.ts";
import { unpause } from "./acts/unpause.ts";

/**
 * What can be done at a desk, by the names of the buttons, in the order of the card. A new act is a file in `acts/`, a line
 * here, and a row in core's table of who may do what; one without the other does not type-check.
 */
export const deskActs = {
  claim,
  start,
  ask,
  plan,
  answer,
  forward,
  merge,
  decline,
  change,
  council,
  pause,
  unpause,
} as const satisfies Record<ActName, DeskAct>;

/** Everything in the table of who may do what that changes an issue. */
export type ActName = Exclude<NameOf<OfficialAct>, "show" | "search">;
type NameOf<Act> = Act extends `issue.${infer Name}` ? Name : never;

/** Their names in that order. */
export const actNames = Object.keys(deskActs) as readonly ActName[];

/** The act with this name: names come back with buttons and forms, and can be anything. */
export function actNamed(name: unknown): ActName | undefined {
  return actNames.find((one) => one === name);
}

/** The act itself, by its name. */
export function actOf(name: ActName): DeskAct {
  return deskActs[name];
}
