import { nothing, whisper } from "../decision.ts";
import type { OfficialSide } from "../instrument.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import type { Attempt } from "../model/official-acts.ts";
import { type Role, roles } from "../model/staff.ts";
import type { Context, Decision } from "../turn.ts";
import { refusesIn } from "./agreeing.ts";
import { beginning } from "./begin-process.ts";
import { approvesWorker } from "./facilitators.ts";
import type { AnyKind } from "./kind.ts";
import { pressedMerge, sentMerge } from "./merging.ts";
import { moderationIn, pressedModeration, sentModeration } from "./moderation.ts";
import { pressedByMember, sentByMember } from "./official-turns.ts";
import { beginForm, begunByMember, isBeginning } from "./opening.ts";
import { rolesThat, rowOf, some } from "./rows.ts";
import { shownSide } from "./shown-side.ts";
import { pressedTakingOut, sentTakingOut } from "./worker-out.ts";

/** What members of the workspace do with a process of any kind. */
export function officialSide(kind: AnyKind): OfficialSide {
  const shown = shownSide(kind);
  const { command } = kind;
  return {
    ...shown,
    act: (input) => attempted(kind, input),
    stands: () => say("officials:process.item.stands"),
    official: (input, context) => {
      if (input.type === "chose") return pressed(kind, input, context);
      return input.type === "submitted" ? sent(kind, input, context) : nothing;
    },
    ...(shown.process && {
      process: {
        ...shown.process,
        command,
        begin: (input, context) =>
          command === undefined ? whisper(say("officials:refused.old")) : beginForm(kind, input, context),
      },
    }),
  } as OfficialSide;
}

type Chose = Extract<OfficialInput, { type: "chose" }>;
type Sent = Extract<OfficialInput, { type: "submitted" }>;

/** What stands beside the rows of a table: who may, and what a button or a form of it does. */
interface Beside {
  readonly by: readonly Role[];
  readonly pressed: (kind: AnyKind, input: Chose, context: Context) => Decision;
  readonly sent?: (kind: AnyKind, input: Sent, context: Context) => Decision;
}

const ofItems: readonly Role[] = ["official", "organiser"];
const moderates: Beside = {
  by: ofItems,
  pressed: pressedModeration,
  sent: (kind, input, context) => {
    const act = moderationIn(input.form.form);
    return act ? sentModeration(kind, act, input, context) : nothing;
  },
};
/** By the step of a button and its option, or by the name of a form: “item.merge”. */
const beside: Readonly<Record<string, Beside>> = {
  // “Open” on a start page: what waits is looked at.
  "card.show": { by: ["official", "organiser", "clerk"], pressed: pressedModeration },
  "item.show": moderates,
  "item.refuse": moderates,
  "item.hide": moderates,
  "item.mask": moderates,
  "item.keep": moderates,
  "item.merge": { by: ofItems, pressed: pressedMerge, sent: sentMerge },
  "worker.approve": { by: ["organiser"], pressed: approvesWorker },
  "worker.revoke": { by: ["organiser"], pressed: pressedTakingOut, sent: sentTakingOut },
};

function besideOf({ table }: AnyKind, input: Chose | Sent): Beside | undefined {
  // A row of the table goes first, whatever it is called.
  if (input.type === "chose" && input.press.step === "card" && rowOf(table, input.press.option))
    return undefined;
  const whole = input.type === "chose" ? `${input.press.step}.${input.press.option}` : input.form.form;
  const name = whole.split(":")[0] ?? "";
  return Object.hasOwn(beside, name) ? beside[name] : undefined;
}

function pressed(kind: AnyKind, input: Chose, context: Context): Decision {
  return besideOf(kind, input)?.pressed(kind, input, context) ?? pressedByMember(kind, input, context);
}

function sent(kind: AnyKind, input: Sent, context: Context): Decision {
  const own = besideOf(kind, input)?.sent;
  if (own) return own(kind, input, context);
  return isBeginning(input) ? begunByMember(kind, input, context) : sentByMember(kind, input, context);
}

/** The roles that the table gives for what is attempted; undefined when it has no such row. */
function attempted(kind: AnyKind, input: OfficialInput): Attempt | undefined {
  if (input.type === "commanded") return rolesThat(beginning(kind).step);
  if (input.type !== "chose" && input.type !== "submitted") return undefined;
  const own = besideOf(kind, input);
  if (own) return own.by;
  const name = input.type === "chose" ? input.press.option : input.form.form;
  const step = rowOf(kind.table, name.split(":")[0] ?? "");
  if (!step) return undefined;
  const isConsent =
    input.type === "chose" ? input.press.step !== "card" : refusesIn(input.form.form) !== undefined;
  return isConsent ? consenting(some(step.agreed)) : rolesThat(step);
}

/** The roles of those whose yes is needed; which of them exactly is looked at when she says it. */
function consenting(agreed: readonly string[]): readonly Role[] {
  if (agreed.includes("owner")) return roles;
  const named = agreed.includes("colleague") ? ["official", "organiser", "clerk"] : [];
  return roles.filter((role) => agreed.includes(role) || named.includes(role));
}
