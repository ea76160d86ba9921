import type { ActName, DeskAct } from "./act.ts";
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
 * What can be done at a desk, by the names of the buttons. A new act is a file in `acts/`, a line here and in
 * `buttons.ts`, and a row in core's table of who may do what; one without the others does not type-check.
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

/** The act itself, by its name. */
export function deskActOf(name: ActName): DeskAct {
  return deskActs[name];
}
