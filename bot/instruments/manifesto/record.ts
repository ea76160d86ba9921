import type { Instant } from "../../core/calendar/time.ts";
import type { Process } from "../../core/model/process.ts";
import { recorded, type Who } from "../../core/processes/record.ts";
import { endOf } from "../../core/processes/terms.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { stored } from "./base.ts";
import { isEnding, type Manifesto } from "./state.ts";

/** A process with a changed manifesto, and its new history entry. */
export function record(process: Process, manifesto: Manifesto, event: string, who: Who, context: Context) {
  const active = who.actor === "clock" ? manifesto.active : context.now;
  return recorded(stored, { process, context }, { ...manifesto, active } as Manifesto, event, who);
}

/**
 * Whether a topic can be brought in now: until the announced last day has ended, no matter when or by whom it is
 * closed.
 */
export function takesTopics(manifesto: Manifesto, now: Instant): boolean {
  const { at, agreement } = manifesto;
  return at === "collecting" && !isEnding(manifesto) && (!agreement || now < endOf(agreement.collectUntil));
}

/** Updates the card of a contribution or process. */
export function showCard(id: string): Effect {
  return { do: "notify", notice: { kind: "card", contribution: id } };
}
