import type { ForClerk } from "../../../core/instrument.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import { press } from "../names.ts";
import { readManifesto } from "../state.ts";
import { refusedForCouncil } from "./council.ts";
import { possibleActs } from "./council-acts.ts";

/** The council's steps, in the order in which the clerk is reminded of them. */
const steps = ["confirm", "answer", "putOnAgenda", "endEmpty"] as const;

/** The council's next step, on the clerk's start page; undefined for a clerk who asked the council herself. */
export function waitsForClerk(process: Process, member: string): ForClerk | undefined {
  const possible = possibleActs(readManifesto(process));
  const act = steps.find((one) => possible.includes(one));
  if (!act || refusedForCouncil(act, process, member)) return undefined;
  const params = { ...titleOf(process), act: say(`officials:manifesto.act.${act}`) };
  return { text: say("officials:home.council", params), press: press("card", act, process.id) };
}
