import { needs } from "../decision.ts";
import { say } from "../model/message.ts";
import type { Decision } from "../turn.ts";
import { answeredBy, consentQuestion } from "./consent-asking.ts";
import { itemAmong } from "./items.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { recorded, showCard } from "./record.ts";
import { asksAgainAt } from "./terms-of-consent.ts";

/** Who has to agree is reminded after a week; after two it is decided by those who answered. */
export function consentDue(kind: AnyKind, standing: Standing): Decision | undefined {
  const { process, state, context } = standing;
  const due = (state.asked ?? []).find((one) => asksAgainAt(one) <= context.now);
  if (!due) return undefined;
  const item = due.item === undefined ? undefined : context.seen.contribution[due.item];
  if (due.item !== undefined && item === undefined) return needs({ see: "contribution", id: due.item });
  const about = itemAmong(kind, item);
  if (due.reminded) return answeredBy(kind, due, about, standing, true);
  const asked = (state.asked ?? []).map((one) => (one === due ? { ...one, reminded: true as const } : one));
  const changed = recorded(kind, standing, { ...state, asked }, "askedAgain", { actor: "clock" });
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...consentQuestion(kind, due, about, standing, [say("common:process.agree.again")]),
      showCard(process),
    ],
  };
}
