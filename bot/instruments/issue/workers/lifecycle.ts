import type { Actor } from "../../../core/model/contribution.ts";
import type { Transitions } from "../../../core/transitions.ts";
import type { Worker } from "./state.ts";

/** What can happen to a youth worker's admission, which begins with a link. Anything that is not in here is refused. */
export const workerTransitions = {
  /** Another link, in place of one that was lost. */
  renew: { from: "invited", to: "invited", by: ["organiser"] },
  /** She opens her link. Again later, it shows her the same. */
  arrive: { from: ["invited", "admitted"], to: "admitted", by: ["resident"] },
  /** Nobody opened the link in time. */
  lapse: { from: "invited", to: "out", by: ["clock"] },
  revoke: { from: ["invited", "admitted"], to: "out", by: ["organiser"] },
  /** She erases herself. */
  erase: { from: ["admitted", "out"], to: "out", by: ["resident"] },
} as const satisfies Transitions<Worker["at"], Actor>;

export type WorkerEvent = keyof typeof workerTransitions;

/** Whether this can happen to an admission that stands like this. */
export function canHappen(event: WorkerEvent, at: Worker["at"]): boolean {
  const from: Worker["at"] | readonly Worker["at"][] = workerTransitions[event].from;
  return typeof from === "string" ? from === at : from.includes(at);
}
