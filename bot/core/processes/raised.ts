import { shownNumber } from "../model/contribution.ts";
import type { Hearer } from "../model/hearer.ts";
import type { Screen } from "../model/screen.ts";
import type { Need } from "../needs.ts";
import type { Effect } from "../turn.ts";
import type { Standing } from "./kind.ts";

/**
 * A process about something that a resident raised, a report that goes to the council: nobody took part in it, so whoever
 * raised it and everybody who joined her hear instead, each under the number by which she knows it.
 */

/** What has to be read before it is known who they are. */
export function needsOfRaised({ state, context }: Standing): readonly Need[] {
  const { raised } = state;
  return raised === undefined || context.seen.contribution[raised] !== undefined
    ? []
    : [{ see: "contribution", id: raised }];
}

/** Those who hear instead of who takes part; undefined when it is about nothing that was raised. */
export function whoRaised({
  state,
  context,
}: Pick<Standing, "state" | "context">): readonly Hearer[] | undefined {
  if (state.raised === undefined) return undefined;
  const contribution = context.seen.contribution[state.raised];
  return contribution ? (context.hearers?.(contribution) ?? []) : [];
}

/** The same news for each of them, in the conversation about what she raised. @param by who need not hear of it */
export function tellWhoRaised(
  hearers: readonly Hearer[],
  standing: Standing,
  screen: (standing: Standing) => Screen,
  by?: string,
): readonly Effect[] {
  return hearers
    .filter(({ resident }) => resident !== by)
    .map(({ resident, ref }) => ({
      do: "notify",
      notice: {
        kind: "resident",
        resident,
        screen: { ...screen(under(standing, ref)), about: ref },
      },
    }));
}

/** As somebody knows it: by the number of what she raised. */
function under(standing: Standing, ref: string): Standing {
  const { process } = standing;
  const title = Object.fromEntries(
    Object.keys(process.card.title).map((language) => [language, shownNumber(ref)]),
  );
  return { ...standing, process: { ...process, card: { ...process.card, title } } };
}
