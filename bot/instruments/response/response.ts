import { type Localized, type Message, say } from "../../core/model/message.ts";
import type { Screen } from "../../core/model/screen.ts";
import { anyKind, type ProcessKind, type Standing } from "../../core/processes/kind.ts";
import { titleOf } from "../../core/processes/shown-values.ts";
import { commitment } from "../commitment/commitment.ts";
import type { response as table } from "./lifecycle.ts";
import { answerTo, pointLines, pointsOf, type Response, responsePart, seeAnswers } from "./part.ts";

/** What stands beside the table of a council's answer. */

/** Points that one message holds in full; of more it says the outcome, and a button leads to the rest (our limit). */
const IN_FULL = 2;

/** What was filled in when it was begun. */
function putBefore({ filled }: Response): readonly { readonly point: Localized }[] {
  return (filled.begin?.values?.points ?? []) as readonly { readonly point: Localized }[];
}

function rowsOf(points: readonly { readonly point: Localized }[]): Message {
  return say("common:rows", {
    rows: { rows: points.map(({ point }) => say("common:process.row", { what: { localized: point } })) },
  });
}

/** Everything that was answered. */
function answers(s: Standing<Response>): Omit<Screen, "lines"> & { readonly lines: readonly Message[] } {
  const points = pointsOf(s);
  if (points.length <= IN_FULL) return { lines: points.flatMap((one) => pointLines(one)) };
  const outcomes = points.map((one) =>
    say("response:point", {
      point: { localized: one.state.words },
      outcome: say(`response:choice.outcome.${String(answerTo(one)?.outcome)}`),
    }),
  );
  return { lines: outcomes, choices: [[seeAnswers(s, "response:see", 0)]] };
}

const kind: ProcessKind<typeof table, Response> = {
  guards: {
    enoughSupport: ({ state }) => (state.under ?? []).length > 0 || state.raised !== undefined,
    // Nothing is read for a card: whether each point has its reason is looked at when it is sent.
    reasonsGiven: (s) =>
      s.state.filled.check !== undefined &&
      pointsOf(s).every((one) => Object.keys((answerTo(one)?.reason ?? {}) as Localized).length > 0),
  },
  lists: {},
  makes: {
    begin: (_s, { points }) => points.map(({ point }) => ({ list: "points", words: point })),
  },
  says: {
    begin: (s) => [say("response:asked"), rowsOf(putBefore(s.state))],
    correct: (s) => [say("response:version", { n: s.state.version ?? 1 })],
  },
  screen: {
    send: (s) => {
      const { route, check } = s.state.filled;
      const { lines, ...more } = answers(s);
      return {
        lines: [
          say("response:tells.send", {
            ...titleOf(s.process),
            who: say(`response:choice.to.${String(route?.values?.to)}`),
            words: { localized: (check?.values?.words ?? {}) as Localized },
          }),
          ...lines,
        ],
        ...more,
      };
    },
  },
  change: {
    send: () => ({ version: 1 }),
    correct: ({ state }) => ({ version: (state.version ?? 1) + 1 }),
  },
  facts: ({ state }) => {
    const { day } = state.days;
    const to = state.filled.route?.values?.to;
    return [
      {
        label: say("officials:response.fact.points"),
        value: {
          rows: putBefore(state).map(({ point }) =>
            say("common:process.row", { what: { localized: point } }),
          ),
        },
      },
      ...(to === undefined
        ? []
        : [
            {
              label: say("officials:response.fact.to"),
              value: say(`officials:response.choice.to.${String(to)}`),
            },
          ]),
      ...(day ? [{ label: say("officials:response.fact.day"), value: { date: day.day } }] : []),
      ...(state.version === undefined
        ? []
        : [{ label: say("officials:response.fact.version"), value: state.version }]),
    ];
  },
};

export const response = anyKind(responsePart, kind, [commitment]);
