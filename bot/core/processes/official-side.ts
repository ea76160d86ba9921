import { nothing, whisper } from "../decision.ts";
import type { OfficialSide } from "../instrument.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import type { Attempt } from "../model/official-acts.ts";
import { roles } from "../model/staff.ts";
import { beginning } from "./begin-process.ts";
import type { AnyKind } from "./kind.ts";
import { moderationIn, pressedModeration, sentModeration } from "./moderation.ts";
import { pressedByMember, sentByMember } from "./official-turns.ts";
import { beginForm, begunByMember } from "./opening.ts";
import { cardOf, lineOf } from "./process-card.ts";
import { rolesThat, rowOf, some } from "./rows.ts";
import { shownSide } from "./shown-side.ts";

/** What members of the workspace do with it. */
export function officialSide(kind: AnyKind): OfficialSide {
  const shown = shownSide(kind);
  return {
    ...shown,
    act: (input) => attempted(kind, input),
    stands: () => say("officials:process.item.stands"),
    official: (input, context) => {
      if (input.type === "chose")
        return input.press.step === "item"
          ? pressedModeration(kind, input, context)
          : pressedByMember(kind, input, context);
      if (input.type !== "submitted") return nothing;
      const looks = moderationIn(input.form.form);
      if (looks) return sentModeration(kind, looks, input, context);
      return input.form.form === beginning(kind).name && input.form.ref?.startsWith("desk:")
        ? begunByMember(kind, input, context)
        : sentByMember(kind, input, context);
    },
    process: {
      card: (process, context) => cardOf(kind, process, context),
      threadLine: (entry, process) => lineOf(kind, entry, process),
      document: (process) => kind.document?.({ process, state: kind.schema.parse(process.state) }),
      command: kind.command,
      begin: (input, context) =>
        kind.command === undefined ? whisper(say("officials:refused.old")) : beginForm(kind, input, context),
    },
  };
}

/** The roles that the table gives for what is attempted; undefined when it has no such row. */
function attempted(kind: AnyKind, input: OfficialInput): Attempt | undefined {
  if (input.type === "commanded") return rolesThat(beginning(kind).step);
  if (input.type !== "chose" && input.type !== "submitted") return undefined;
  const name = input.type === "chose" ? input.press.option : input.form.form;
  if (input.type === "chose" && input.press.step === "item") return ["official", "organiser"];
  if (input.type === "submitted" && moderationIn(input.form.form)) return ["official", "organiser"];
  const isConsent = input.type === "chose" && input.press.step !== "card";
  const step = rowOf(kind.table, name.split(":")[0] ?? "");
  if (!step) return undefined;
  if (!isConsent) return rolesThat(step);
  const agreed = some(step.agreed);
  return agreed.includes("owner")
    ? roles
    : agreed.includes("colleague")
      ? ["official", "organiser", "clerk"]
      : roles.filter((role) => agreed.includes(role));
}
