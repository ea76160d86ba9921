import type { Transitions } from "../../core/transitions.ts";
import type { At } from "./state.ts";

/**
 * The lifecycle of a survey: what moves it from one state to the next, and who may do so. Anything not listed is
 * refused.
 */
export const transitions = {
  propose: { from: ["draft"], to: "review", by: ["organiser"] },
  sendBack: { from: ["review"], to: "draft", by: ["colleague"] },
  approve: { from: ["review"], to: "scheduled", by: ["colleague"] },
  takeBack: { from: ["scheduled"], to: "draft", by: ["organiser"] },
  discard: { from: ["draft", "review", "scheduled"], to: "discarded", by: ["organiser"] },
  open: { from: ["scheduled"], to: "open", by: ["clock"] },
  stop: { from: ["open"], to: "stopping", by: ["organiser"] },
  close: { from: ["open", "stopping"], to: "closed", by: ["clock"] },
  publish: { from: ["closed"], to: "results_published", by: ["organiser"] },
  actOn: { from: ["results_published"], to: "acted_on", by: ["organiser", "clerk"] },
} as const satisfies Transitions<At, "organiser" | "colleague" | "clerk" | "clock">;
export type Transition = keyof typeof transitions;
