import { type Contribution, shownNumber } from "../../core/model/contribution.ts";
import type { ClockInput } from "../../core/model/input.ts";
import { say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { closesWhenHeard } from "./closing.ts";
import { tellOrganiser, titleOf } from "./core-group/core-group.ts";
import { promisesLate } from "./council/promises.ts";
import { record, recordTopic, showCard } from "./record.ts";
import { manifestoKept, topicKept } from "./retention.ts";
import { readManifesto, readTopic } from "./state.ts";
import { remind } from "./voting/reminding.ts";
import { closeVote, tellAuthors } from "./voting/result.ts";

/** What the clock does in a manifesto: it reminds people, closes the vote, and leaves nothing unattended. */

/**
 * The last day for topics has passed: the organiser is told. If none have come in since, whoever is allowed to closes
 * it.
 */
export function processWaits(_input: ClockInput, process: Process, context: Context): Decision {
  const manifesto = readManifesto(process);
  if (manifesto.closing) return closesWhenHeard(process, manifesto, manifesto.closing, context);
  if (manifesto.telling !== undefined) return tellAuthors(process, manifesto, manifesto.telling, context);
  if (manifesto.at === "closed" && !manifesto.forgotten) return manifestoKept(process, manifesto, context);
  if (manifesto.at === "prioritising")
    return manifesto.reminded ? closeVote(process, manifesto, context) : remind(process, manifesto, context);
  if (manifesto.at === "responded" || manifesto.at === "monitoring")
    return promisesLate(process, manifesto, context);
  if (manifesto.at !== "collecting" || manifesto.told)
    return { processes: [{ ...process, wakeAt: undefined }], effects: [] };
  const changed = record(
    process,
    { ...manifesto, told: true },
    "collectingOver",
    { actor: "clock" },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      tellOrganiser(process, say("officials:manifesto.collectingOver", titleOf(process))),
      showCard(process.id),
    ],
  };
}

/** Reminds the desk, once, of a topic that has been waiting too long. */
export function topicWaits(_input: ClockInput, contribution: Contribution, context: Context): Decision {
  const topic = readTopic(contribution);
  if (topic.status.at !== "proposed") return topicKept(contribution, context);
  if (topic.nudged) return { contributions: [{ ...contribution, wakeAt: undefined }], effects: [] };
  const changed = recordTopic(contribution, { ...topic, nudged: true }, "nudge", { actor: "clock" }, context);
  const desk = context.office.desks.find((one) => one.id === contribution.desk);
  const to = [...new Set([...(desk?.onDuty ?? []), ...(desk?.lead ? [desk.lead] : [])])];
  return {
    contributions: [changed.contribution],
    entries: [changed.entry],
    effects: [
      {
        do: "notify",
        notice: {
          kind: "nudge",
          contribution: contribution.id,
          to,
          message: say("officials:manifesto.topicWaits", { number: shownNumber(contribution.id) }),
        },
      },
      showCard(contribution.id),
    ],
  };
}
