import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { button, type Choice } from "../../../core/model/screen.ts";
import { press } from "../names.ts";

/** The button of a youth worker who enters what a group says. */
export function groupChoice({ id }: Process): Choice[] {
  return [button(say("survey:group.start"), press("group", "start", id))];
}
