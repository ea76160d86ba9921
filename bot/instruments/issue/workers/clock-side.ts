import type { ClockSide } from "../../../core/instrument.ts";
import type { ClockInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { canHappen } from "./lifecycle.ts";
import { changed } from "./record.ts";
import { workerResident } from "./resident-side.ts";
import { type OfWorker, readWorker } from "./state.ts";

/** A link that nobody used in time works no more, and whoever made it hears so. */
export const workerClock = { ...workerResident, clock } satisfies ClockSide;

function clock(_input: ClockInput, contribution: OfWorker, context: Context): Decision {
  const worker = readWorker(contribution);
  if (!canHappen("lapse", worker.at) || (contribution.wakeAt ?? "") > context.now)
    return { contributions: [contribution], effects: [] };
  const out = changed(contribution, "lapse", undefined, context);
  const message = say("officials:worker.unused", { name: worker.name });
  return {
    contributions: [out.contribution],
    entries: [out.entry],
    effects: [
      {
        do: "notify",
        notice: { kind: "member", member: worker.admittedBy, message, contribution: contribution.id },
      },
      { do: "notify", notice: { kind: "card", contribution: contribution.id } },
    ],
  };
}
