import type { Transitions } from "../../core/transitions.ts";
import type { At } from "./state.ts";

/**
 * The lifecycle of a manifesto: what takes it from one state to the next, and who does. Anything that is not in this
 * table is refused. `core` is a majority of the core group. From the agreed day on the organiser alone can stop
 * collecting; what she hands over counts once the clerk has confirmed it; and the clock closes what is to be closed,
 * when everybody has heard.
 */
export const transitions = {
  agree: { from: "forming", to: "collecting", by: ["core"] },
  stopCollecting: { from: "collecting", to: "clustering", by: ["core", "organiser"] },
  openVote: { from: "clustering", to: "prioritising", by: ["core"] },
  closeVote: { from: "prioritising", to: "editing", by: ["clock"] },
  ratify: { from: "editing", to: "ratified", by: ["core"] },
  handOver: { from: "ratified", to: "handed_over", by: ["clerk"] },
  putOnAgenda: { from: "handed_over", to: "on_agenda", by: ["clerk"] },
  respond: { from: "on_agenda", to: "responded", by: ["clerk"] },
  track: { from: "responded", to: "monitoring", by: ["official", "clerk", "clock"] },
  close: { from: "monitoring", to: "closed", by: ["core", "clerk"] },
} as const satisfies Transitions<At, "core" | "organiser" | "official" | "clerk" | "clock">;
export type Transition = keyof typeof transitions;
