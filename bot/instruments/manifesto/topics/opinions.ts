import { opinionOn } from "../../../core/counting/ballot.ts";
import { needs, reply } from "../../../core/decision.ts";
import { ageOf } from "../../../core/model/age.ts";
import type { Contribution } from "../../../core/model/contribution.ts";
import { type Lane, takingPart } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Press } from "../../../core/model/screen.ts";
import { ownBallot } from "../../../core/residents/own-ballot.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { fits } from "../core-group/core-group.ts";
import { NAME } from "../names.ts";
import { readManifesto, readTopic, sides } from "../state.ts";
import { choicesOf, showTopic } from "./browsing.ts";
import { startTopic } from "./topic.ts";

/** For or against somebody else's topic, and why: every topic has a place for both. */

export function isOpinionStep(step: string): boolean {
  return step === "opinion" || step === "reason";
}

export function opinion(
  { step, option }: Press,
  topic: Contribution,
  lane: Lane,
  context: Context,
): Decision {
  const { process: id, at, about } = readTopic(topic);
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  const only = (key: string): Decision => ({ lane, effects: reply({ lines: [say(key)] }) });
  // Only what others can see, and only a topic: nobody votes on a reason.
  if (process?.instrument !== NAME || at !== "shown" || about) return only("common:stale.alone");
  const manifesto = readManifesto(process);
  if (manifesto.at !== "collecting" && manifesto.at !== "clustering")
    return only("manifesto:opinion.tooLate");
  const age = ageOf(lane);
  if (age !== undefined && !fits(age, manifesto)) return only("manifesto:opinion.notForYou");
  const side = sides.find((one) => one === option);
  if (step === "reason")
    return side
      ? startTopic(process, lane, context, { about: { topic: topic.id, side } })
      : only("common:stale.alone");
  const subject = opinionOn(topic.id);
  const mine = ownBallot(subject, process, false, lane, context);
  if ("needs" in mine) return mine;
  const before = mine.ballot;
  const choices = choicesOf(side);
  const same = choices.join() === before.choices.join();
  const next = { ...before, choices };
  const shown = showTopic(topic, same ? undefined : next, process, takingPart(lane, process.id), context);
  return "needs" in shown || same ? shown : { ...shown, ballots: [next] };
}
