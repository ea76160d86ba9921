import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import type { Role } from "../model/staff.ts";
import { rolesOf } from "../officials/permissions.ts";
import { isAbout } from "./consent.ts";
import { hasTaken } from "./each-once.ts";
import { changedSinceApproved } from "./four-eyes.ts";
import { whyNot } from "./guards.ts";
import { isDone, isIn } from "./items.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import type { Actor } from "./lifecycle.ts";
import type { Who } from "./record.ts";
import { isFrom, some } from "./rows.ts";

/** Who may take a row, and whether it can be taken now. */

/** Somebody who acts, as the process knows her. */
export interface Acting {
  /** A member of the workspace, or a resident by random id. */
  readonly by: string;
  /** Her roles; none for a resident. */
  readonly roles: readonly Role[];
  /** She takes part in it; for residents. */
  readonly takesPart?: boolean;
}

/** A member of the workspace. */
export function memberActing(
  input: Pick<OfficialInput, "official">,
  { context }: Pick<Standing, "context">,
): Acting {
  return { by: input.official, roles: rolesOf(input.official, context) };
}

/** As which actor of the row she may take it; undefined when she may not. */
export function actsAs(
  { step }: Row,
  acting: Acting,
  standing: Pick<Standing, "process" | "state">,
  item?: Item,
): Actor | undefined {
  const { by, roles, takesPart = false } = acting;
  const { state } = standing;
  const isResident = roles.length === 0;
  return some(step.by).find((who) => {
    switch (who) {
      case "clock":
        return false;
      case "colleague":
        return roles.some((role) => role !== "admin") && !changedSinceApproved(standing).has(by);
      case "owner":
        // What nobody was given, or what somebody who left was to do, is the organiser's.
        return state.owner === undefined ? roles.includes("organiser") : state.owner === by;
      case "member":
        return state.group?.members.some(({ resident }) => resident === by) ?? false;
      case "author":
        return isResident && (item ? item.row.by === by : isAuthor(standing, by));
      case "participant":
        return isResident && takesPart;
      case "resident":
        return isResident;
      default:
        return roles.includes(who);
    }
  });
}

/** Without items, the author is whoever began it. */
function isAuthor({ state }: Pick<Standing, "state">, by: string): boolean {
  return Object.entries(state.filled).some(([row, kept]) => row === "begin" && kept.by === by);
}

/** Why a row cannot be taken now, whoever wants to; undefined when it can. `filled`: when something was filled in. */
export function refusedNow(
  kind: AnyKind,
  row: Row,
  standing: Standing,
  item?: Item,
  filled?: Values,
): Message | undefined {
  const { state } = standing;
  const { name, step } = row;
  const { closing } = state;
  if (closing)
    return say(
      isFrom(kind.table, step, closing.to) ? "common:process.not.soon" : "common:process.not.ending",
    );
  if (!isFrom(kind.table, step, state.at)) return say("common:process.not.now");
  if (item && step.forEach !== undefined && !isIn(kind, step.forEach, item, standing))
    return say("common:process.not.now");
  const about = { step: name, ...(item && { item: item.row.id }) };
  if (state.asked?.some((one) => isAbout(one, about))) return say("common:process.not.asked");
  const taken = item ? item.state.filled[name] !== undefined : state.taken[name] !== undefined;
  if (step.once === true && taken) return say("common:process.not.once");
  if (step.once === "each" && hasTaken(standing, row)) return say("common:process.not.each");
  if (item && step.to !== undefined && isDone(kind, name, step, item, standing))
    return say("common:process.not.done");
  if (step.to === "back" && state.way.length === 0) return say("common:process.not.now");
  return whyNot(kind, step, standing, filled, item);
}

/** How the history names who took it. */
export function whoOf({ by, roles }: Acting, as: Actor): Who {
  if (roles.length === 0) return { actor: "resident" };
  const role = as === "colleague" || as === "owner" ? roles.find((one) => one !== "admin") : as;
  const actor = role === "admin" || role === "organiser" || role === "clerk" ? role : "official";
  return { actor, official: by };
}
