import { reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Choice } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import type { Turn } from "../../../core/turn.ts";
import { press } from "../names.ts";
import { readManifesto } from "../state.ts";

/** The document itself, for anybody who wants it: made on request, in her language. */

export function paperButton({ id }: Pick<Process, "id">): Choice {
  return button(say("manifesto:paper.get"), press("paper", "get", id));
}

export function sendPaper(process: Process, lane: Lane): Turn {
  if (!readManifesto(process).papers)
    return { lane, effects: reply({ lines: [say("manifesto:paper.notYet")] }) };
  return {
    lane,
    effects: [
      ...reply({ lines: [say("manifesto:paper.coming")] }),
      { do: "notify", notice: { kind: "copy", contribution: process.id, resident: lane.resident } },
    ],
  };
}
