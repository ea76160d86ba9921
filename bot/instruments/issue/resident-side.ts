import type { ResidentInput } from "../../core/input.ts";
import type { ResidentSide } from "../../core/instrument.ts";
import type { Lane } from "../../core/resident.ts";
import type { Screen } from "../../core/screen.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { type OfIssue, readIssue } from "./change.ts";
import { detail, summary } from "./detail.ts";
import { question } from "./draft-screens.ts";
import { erased, without } from "./erase.ts";
import { NAME, VERSION } from "./names.ts";
import { about, isOwnStep, ownQuestion, proceedOwn } from "./own.ts";
import { begin, proceed, readDraft, stepOf } from "./raising.ts";

/** What residents do with an issue: raise it, and everything about it afterwards. */
export const issueResident = {
  name: NAME,
  version: VERSION,
  commands: ["melden"],
  starts: (input) => input.type === "said" || input.type === "shared" || input.type === "placed",
  resident,
  current,
  summary,
  detail,
  erase: (contribution: OfIssue, _input: ResidentInput, context: Context) =>
    erased(contribution, "resident", context),
  without,
  pauses: (contribution: OfIssue, now: string) => (readIssue(contribution).pause?.until ?? "") > now,
} satisfies ResidentSide;

function resident(input: ResidentInput, lane: Lane, context: Context): Decision {
  if (input.about !== undefined) return about(input, lane, context);
  if (!lane.dialogue) return begin(input, lane, context);
  return isOwnStep(lane.dialogue.step) ? proceedOwn(input, lane, context) : proceed(input, lane, context);
}

function current(lane: Lane, context: Context): readonly Screen[] {
  const { dialogue } = lane;
  if (!dialogue) return [];
  if (isOwnStep(dialogue.step)) return [ownQuestion(lane)];
  return [question(stepOf(dialogue), readDraft(dialogue), dialogue.token, context)];
}
