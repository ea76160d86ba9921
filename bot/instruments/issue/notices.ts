import { shownNumber } from "../../core/model/contribution.ts";
import type { Hearer } from "../../core/model/hearer.ts";
import { type Param, say } from "../../core/model/message.ts";
import type { Choice, Screen } from "../../core/model/screen.ts";
import { button } from "../../core/model/screen.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { deskName, ownPress } from "./names.ts";

/** How residents hear of a step. The notice and its preview come from the same function, so that they are the same. */

/** What is said of one step, to somebody who knows the issue by this number. What is said stands with the step. */
export type Telling = (to: {
  readonly ref: string;
  /** The number as she reads it. */
  readonly number: string;
  /** The desk by its name. */
  readonly team: Param;
}) => Pick<Screen, "lines" | "choices">;

/** The screen for somebody who knows the issue by `ref`. */
export function noticeScreen(
  telling: Telling,
  ref: string,
  desk: string,
  context: Pick<Context, "office">,
): Screen {
  return {
    about: ref,
    ...telling({ ref, number: shownNumber(ref), team: deskName(desk, context.office) }),
  };
}

/** The button below a question of the desk. */
export function replyChoice(ref: string): Choice[][] {
  return [[button(say("issue:answerIt"), ownPress("reply", ref))]];
}

/** Where nothing is done nobody is asked whether that helps. */
export function clearChoices(ref: string): Choice[][] {
  return [
    [
      button(say("issue:clear.yes"), ownPress("clear", ref)),
      button(say("issue:clear.no"), ownPress("question", ref)),
    ],
  ];
}

/**
 * The same news for everybody who should hear it.
 * @param extra.question the issue of which this asks her something
 * @param extra.settles the issue of which an earlier question ends with this
 * @param extra.counts its desk has to know whether it reaches them
 */
export function tell(
  telling: Telling,
  who: readonly Hearer[],
  desk: string,
  context: Pick<Context, "office">,
  { counts = false, ...extra }: { question?: string; settles?: string; counts?: boolean } = {},
): Effect[] {
  return who.map(({ resident, ref }) => ({
    do: "notify",
    notice: {
      kind: "resident",
      resident,
      screen: noticeScreen(telling, ref, desk, context),
      ...extra,
      ...(counts && { counts: [ref] }),
    },
  }));
}

/** The card follows the issue. */
export function showCard(id: string): Effect {
  return { do: "notify", notice: { kind: "card", contribution: id } };
}
