import type { Instant } from "../../core/calendar/time.ts";
import type { ResidentSide } from "../../core/instrument.ts";
import type { ResidentInput } from "../../core/model/input.ts";
import type { Lane } from "../../core/model/lane.ts";
import type { Screen } from "../../core/model/screen.ts";
import type { Context, Decision } from "../../core/turn.ts";
import type { Meaning } from "../../core/understanding/phrases.ts";
import { detail, summary } from "./following/detail.ts";
import { erased, without, withoutWorker } from "./following/erase.ts";
import { about, proceedOwn } from "./following/own.ts";
import { isOwnStep, meansAt, ownQuestion } from "./following/own-question.ts";
import { followers } from "./hearers.ts";
import { NAME, press, VERSION } from "./names.ts";
import { question } from "./raising/draft-screens.ts";
import { begin, meansWhileRaising, proceed, readDraft, stepOf } from "./raising/raising.ts";
import { type OfIssue, readIssue } from "./state.ts";

/** What residents do with an issue: raise it, and everything about it afterwards. */
export const issueResident = {
  name: NAME,
  version: VERSION,
  commands: ["melden"],
  starts: (input) => input.type === "said" || input.type === "shared" || input.type === "placed",
  resident,
  current,
  means,
  halt: ({ dialogue }) => dialogue && press(dialogue.step, "stop", dialogue.token),
  summary,
  detail,
  erase: (contribution: OfIssue, _input: ResidentInput, context: Context) =>
    readIssue(contribution).via?.is === "group"
      ? withoutWorker(contribution, context)
      : erased(contribution, "resident", context),
  without,
  hearers: (contribution: OfIssue) => followers(contribution),
  pauses: (contribution: OfIssue, now: Instant) => (readIssue(contribution).pause?.until ?? "") > now,
} satisfies ResidentSide;

function resident(input: ResidentInput, lane: Lane, context: Context): Decision {
  if (input.about !== undefined) return about(input, lane, context);
  if (!lane.dialogue) return begin(input, lane, context);
  return isOwnStep(lane.dialogue.step) ? proceedOwn(input, lane, context) : proceed(input, lane, context);
}

function means(
  meaning: Meaning,
  { id, at, message }: ResidentInput,
  lane: Lane,
  context: Context,
): Decision | "words" | undefined {
  if (!lane.dialogue) return undefined;
  const { step, token } = lane.dialogue;
  if (!isOwnStep(step)) return meansWhileRaising(meaning, lane, context);
  const means = meansAt(step, meaning);
  return means === "stop"
    ? proceedOwn({ id, at, message, type: "chose", press: press(step, "stop", token) }, lane, context)
    : means;
}

function current(lane: Lane, context: Context): readonly Screen[] {
  const { dialogue } = lane;
  if (!dialogue) return [];
  if (isOwnStep(dialogue.step)) return [ownQuestion(lane)];
  return [question(stepOf(dialogue), readDraft(dialogue), dialogue.token, context)];
}
