import { type Contribution, shownNumber } from "../../core/contribution.ts";
import { reply } from "../../core/decide.ts";
import type { ResidentInput } from "../../core/input.ts";
import { say } from "../../core/message.ts";
import type { Lane } from "../../core/resident.ts";
import type { Context, Turn } from "../../core/turn.ts";
import { record } from "./change.ts";
import { deskOf } from "./names.ts";
import { showCard } from "./notices.ts";
import { newPromise } from "./promise.ts";
import type { Issue } from "./state.ts";

/** So often she can say something to her objection. */
const MOST_WORDS = 3;

export function isObjection(input: ResidentInput): boolean {
  return input.type === "commanded"
    ? input.command === "bezwaar"
    : input.type === "chose" && input.press.instrument === "core" && input.press.step === "pause";
}

/** She objects to her pause: it goes to somebody else than the one who paused her, who answers by a promised day. */
export function objects(
  input: ResidentInput,
  contribution: Contribution,
  issue: Issue,
  lane: Lane,
  context: Context,
): Turn {
  const { pause } = issue;
  const { now, town, office } = context;
  // Nobody knows any more that it was hers, so nothing of it can be sent to her, and no words of hers are kept with it.
  const isErased = contribution.by === undefined;
  if (isErased && pause && pause.until > now && pause.objection?.answered)
    return {
      lane,
      effects: reply({ lines: [say("common:pause.looked", { day: { moment: pause.until } })] }),
    };
  if (!pause || pause.until <= now || pause.objection?.answered)
    return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  const words = input.type === "commanded" && !isErased ? input.rest.trim() : "";
  const before = pause.objection ?? {
    on: now,
    dueAt: newPromise(now, town),
    n: 0,
    told: false,
    answered: false,
  };
  const heard = isErased ? "common:pause.objectedErased" : "common:pause.objected";
  const effects = reply({ lines: [say(heard, { day: { moment: before.dueAt } })] });
  const isNew = !pause.objection;
  if (!isNew && (words === "" || before.n >= MOST_WORDS)) return { lane, effects };
  const objection = { ...before, n: before.n + 1 };
  const { contribution: changed, entries } = record(
    contribution,
    { ...issue, pause: { ...pause, objection } },
    ["objection"],
    { actor: "resident", words: words || undefined },
    context,
  );
  const to = [office.clerk, deskOf(contribution.desk, office)?.lead].filter(
    (one): one is string => one !== undefined && one !== pause.by,
  );
  const message = say("officials:nudge.objection", {
    number: shownNumber(contribution.id),
    day: { moment: before.dueAt },
  });
  return {
    lane,
    contributions: [changed],
    entries,
    effects: [
      ...effects,
      ...(isNew
        ? [
            {
              do: "notify" as const,
              notice: { kind: "nudge" as const, contribution: contribution.id, to, message },
            },
          ]
        : []),
      showCard(contribution.id),
    ],
  };
}
