import { needs, reply } from "../../../core/decision.ts";
import type { ResidentSide } from "../../../core/instrument.ts";
import { type Contribution, isOf } from "../../../core/model/contribution.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import { readPaperLink } from "../../../core/model/paper-code.ts";
import { button, type Screen } from "../../../core/model/screen.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { canHappen } from "./lifecycle.ts";
import { changed } from "./record.ts";
import { linkNameOf, linkUntil, NAME, type OfWorker, readWorker, VERSION } from "./state.ts";

/** What a youth worker sees of her admission: the link that lets her in, once, and the button to report for a group. */
export const workerResident = {
  name: NAME,
  version: VERSION,
  commands: [],
  starts: () => false,
  opens,
  resident: (_input: ResidentInput, lane: Lane) => ({
    lane,
    effects: reply({ lines: [say("common:gone")] }),
  }),
  current: () => [],
  summary: (contribution: OfWorker) => say(`issue:worker.at.${readWorker(contribution).at}`),
  detail: (contribution: OfWorker, _history: unknown, context: Context): Screen =>
    welcome(contribution, context),
  erase: (contribution: OfWorker, _input: ResidentInput, context: Context) =>
    changed({ ...contribution, by: undefined }, "erase", undefined, context),
} satisfies ResidentSide;

/** Her own link binds her admission to her, once. Somebody new comes in first, and says that she is 16. */
function opens(input: ResidentInput, lane: Lane, context: Context): Decision | undefined {
  const paper =
    input.type === "started" && input.campaign !== undefined && lane.stage === "member"
      ? readPaperLink("worker", input.campaign)
      : undefined;
  if (!paper) return undefined;
  const found: Contribution | null | undefined = context.seen.contribution[paper.id];
  if (found === undefined) return needs({ see: "contribution", id: paper.id });
  const hers: Lane = { ...lane, campaign: undefined, stopped: false };
  if (!isOf(found, NAME) || !isOpen(found, paper.code, lane, context))
    return { lane: hers, effects: reply({ lines: [say("issue:worker.gone")] }) };
  const admission = changed({ ...found, by: lane.resident }, "arrive", undefined, context);
  return {
    lane: { ...hers, worker: found.id },
    contributions: [admission.contribution],
    entries: [admission.entry],
    ...(found.by === undefined && { becomeHers: [found.id] }),
    effects: [
      ...reply(welcome(admission.contribution, context)),
      { do: "notify", notice: { kind: "card", contribution: found.id } },
    ],
  };
}

/** The link works once: after that for her alone, and not when she is out. */
function isOpen(found: OfWorker, code: string, lane: Lane, { now, codesOf }: Context): boolean {
  const worker = readWorker(found);
  if (!codesOf?.(linkNameOf(found)).includes(code) || !canHappen("arrive", worker.at)) return false;
  return worker.at === "invited" ? linkUntil(worker) > now : found.by === lane.resident;
}

function welcome(contribution: OfWorker, { town }: Context): Screen {
  if (readWorker(contribution).at === "out") return { lines: [say("issue:worker.at.out")] };
  const most = town.limits.contributionsInADay;
  return {
    lines: [say("issue:worker.welcome", { most })],
    choices: [
      [
        button(say("issue:group.start"), {
          instrument: "issue",
          version: 1,
          step: "group",
          option: "start",
          ref: contribution.id,
        }),
      ],
    ],
  };
}
