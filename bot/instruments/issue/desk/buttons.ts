import type { ActName, DeskButton } from "./act.ts";
import { answerButton } from "./acts/answer.ts";
import { askButton } from "./acts/ask.ts";
import { changeButton } from "./acts/change.ts";
import { claimButton } from "./acts/claim.ts";
import { councilButton } from "./acts/council.ts";
import { declineButton } from "./acts/decline.ts";
import { forwardButton } from "./acts/forward.ts";
import { mergeButton } from "./acts/merge.ts";
import { pauseButton } from "./acts/pause.ts";
import { planButton } from "./acts/plan.ts";
import { startButton } from "./acts/start.ts";
import { unpauseButton } from "./acts/unpause.ts";

/** The buttons of a desk, in the order of the card. */
export const deskButtons: Readonly<Record<ActName, DeskButton>> = {
  claim: claimButton,
  start: startButton,
  ask: askButton,
  plan: planButton,
  answer: answerButton,
  forward: forwardButton,
  merge: mergeButton,
  decline: declineButton,
  change: changeButton,
  council: councilButton,
  pause: pauseButton,
  unpause: unpauseButton,
};

/** The names of the acts, in that order. */
export const actNames = Object.keys(deskButtons) as readonly ActName[];

/** The act with this name: names come back with buttons and forms, and can be anything. */
export function deskActNamed(name: unknown): ActName | undefined {
  return actNames.find((one) => one === name);
}
