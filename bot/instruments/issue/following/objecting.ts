import type { Instant } from "../../../core/calendar/time.ts";
import { reply } from "../../../core/decision.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { clerkIsElsewhere, deskOf, maySee, membersOf } from "../../../core/officials/desk-membership.ts";
import type { Context, Effect, Turn } from "../../../core/turn.ts";
import { newPromise } from "../answer-deadline.ts";
import { showCard } from "../notices.ts";
import { record } from "../record.ts";
import type { Issue, OfIssue } from "../state.ts";

/** The most times she can add something to her objection. */
const MOST_WORDS = 3;

export function isObjection(input: ResidentInput): boolean {
  return input.type === "commanded"
    ? input.command === "bezwaar"
    : input.type === "chose" && input.press.instrument === "core" && input.press.step === "pause";
}

/** She objects to her pause: someone other than the official who paused her answers by a promised day. */
export function objects(
  input: ResidentInput,
  contribution: OfIssue,
  issue: Issue,
  lane: Lane,
  context: Context,
): Turn {
  const { pause } = issue;
  const { now, town } = context;
  // The issue is no longer known to be hers, so nothing about it is sent to her and none of her words are kept with it.
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
  const effects = reply({
    lines: [
      say(heard, { day: { moment: before.dueAt } }),
      ...(isErased ? [] : whoReads(contribution, context)),
    ],
  });
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
  return {
    lane,
    contributions: [changed],
    entries,
    effects: [
      ...effects,
      ...(isNew ? nudges(contribution, pause.by, before.dueAt, context) : []),
      showCard(contribution.id),
    ],
  };
}

/** At a closed desk the clerk may read what she says now, though she reads nothing else there. */
export function whoReads(contribution: OfIssue, { office }: Pick<Context, "office">): Message[] {
  return clerkIsElsewhere(contribution, office) ? [say("common:pause.clerkReads")] : [];
}

/**
 * Everyone who can answer it is told, except the official who paused her: the clerk and the lead; at a closed desk all its
 * members, as nobody else can. A clerk who cannot see the card finds it on her start page.
 */
function nudges(contribution: OfIssue, by: string, dueAt: Instant, { office }: Context): Effect[] {
  const { id } = contribution;
  const desk = deskOf(contribution.desk, office);
  const others = desk?.closed ? membersOf(desk) : [desk?.lead];
  const clerk = office.clerk !== by ? office.clerk : undefined;
  const sees = clerk !== undefined && maySee(clerk, contribution, office);
  const to = [...new Set([...(sees ? [clerk] : []), ...others])].flatMap((one) =>
    one !== undefined && one !== by ? [one] : [],
  );
  const params = { number: shownNumber(id), day: { moment: dueAt } };
  const nudge = say("officials:nudge.objection", params);
  const apart = say("officials:nudge.objectionClosed", { ...params, desk: { localized: desk?.name ?? {} } });
  return [
    { do: "notify", notice: { kind: "nudge", contribution: id, to, message: nudge } },
    ...(clerk !== undefined && !sees
      ? [{ do: "notify" as const, notice: { kind: "member" as const, member: clerk, message: apart } }]
      : []),
  ];
}
