import { shownNumber } from "../../core/model/contribution.ts";
import { type Param, say } from "../../core/model/message.ts";
import type { Choice, Screen } from "../../core/model/screen.ts";
import { button } from "../../core/model/screen.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { deskName, press } from "./names.ts";
import type { OfIssue } from "./state.ts";
import { type Issue, isRefusal, readIssue } from "./state.ts";

/** What residents hear of each step. One function for the notice and for its preview, so that they are the same. */

/** Somebody who hears about an issue: its maker, or somebody whose own issue was merged into it. */
export interface Hearer {
  readonly resident: string;
  /** The number under which this person knows it. */
  readonly ref: string;
}

/** The maker and everybody who joined, under every number by which they know it. */
export function voices(contribution: OfIssue): Hearer[] {
  const issue = readIssue(contribution);
  const maker = contribution.by && !issue.left ? [{ resident: contribution.by, ref: contribution.id }] : [];
  return [
    ...maker,
    ...issue.joined.flatMap(({ resident, issue: ref }) =>
      resident === undefined ? [] : [{ resident, ref }],
    ),
  ];
}

/** The same people, each once: who told it twice hears of it once. */
export function hearers(contribution: OfIssue): Hearer[] {
  const all = voices(contribution);
  return all.filter((one, at) => all.findIndex(({ resident }) => resident === one.resident) === at);
}

/** How many people told this. Somebody whose data were erased still told it; who withdrew did not. */
export function people(contribution: OfIssue): number {
  return hearers(contribution).length + gone(contribution).length;
}

/** Numbers of issues that somebody told here of whom nothing is known any more. */
export function gone(contribution: OfIssue): readonly string[] {
  const { erased, left, joined } = readIssue(contribution);
  return [
    ...(erased && !contribution.by && !left ? [contribution.id] : []),
    ...joined.filter((one) => one.resident === undefined).map((one) => one.issue),
  ];
}

export type Telling =
  | { readonly of: "triage" | "start" | "parked" | "remind" }
  | { readonly of: "ask"; readonly question: string }
  | { readonly of: "plan"; readonly day: string }
  | { readonly of: "forward"; readonly party: string }
  | { readonly of: "merge"; readonly others: number }
  /** Merged with something that the same person told. */
  | { readonly of: "mergedOwn"; readonly other: string }
  | { readonly of: "joined"; readonly people: number }
  | { readonly of: "answer" }
  | { readonly of: "decline" }
  | { readonly of: "closed" }
  | { readonly of: "late"; readonly day: string }
  | { readonly of: "reopened"; readonly day: string }
  | { readonly of: "council" };

/** The screen for one hearer. `issue` is as it becomes. */
export function telling(
  what: Telling,
  ref: string,
  issue: Issue,
  desk: string,
  context: Pick<Context, "office">,
): Screen {
  const number = shownNumber(ref);
  const team = deskName(desk, context.office);
  const { status } = issue;
  const about = ref;
  switch (what.of) {
    case "triage":
      return { about, lines: [say("issue:notice.triaged", { number, team })] };
    case "start":
      return { about, lines: [say("issue:notice.started", { number, team })] };
    case "ask":
      return {
        about,
        lines: [
          say("issue:notice.asked", { number, team }),
          say("common:quote", { text: what.question }),
          say("issue:notice.askedHow"),
        ],
        choices: [[button(say("issue:answerIt"), press("own", "reply", ref))]],
      };
    case "remind":
      return {
        about,
        lines: [
          say("issue:notice.remind", { number }),
          ...(status.at === "info_requested" ? [say("common:quote", { text: status.question })] : []),
          say("issue:notice.askedHow"),
        ],
        choices: [[button(say("issue:answerIt"), press("own", "reply", ref))]],
      };
    case "parked":
      return {
        about,
        lines: [say("issue:notice.parked", { number })],
        choices: [[button(say("issue:answerIt"), press("own", "reply", ref))]],
      };
    case "plan":
      return { about, lines: [say("issue:notice.planned", { number, team, day: { day: what.day } })] };
    case "forward":
      return {
        about,
        lines: [
          say("issue:notice.forwarded", { number, party: what.party }),
          say("issue:notice.forwardedPrivacy"),
        ],
      };
    case "merge":
      return {
        about,
        lines: [say("issue:notice.merged", { number, count: what.others }), say("issue:notice.mergedHow")],
      };
    case "mergedOwn":
      return {
        about,
        lines: [say("issue:notice.mergedOwn", { number, other: shownNumber(what.other) })],
      };
    case "joined":
      return { about, lines: [say("issue:notice.joined", { number, count: what.people })] };
    case "answer":
      return status.at === "answered" ? answered(number, ref, status, team) : { about, lines: [] };
    case "decline":
      return status.at === "declined"
        ? {
            about,
            lines: [
              say("issue:notice.declined", { number }),
              say(`issue:declined.${status.reason}`),
              say("common:quote", { text: status.text }),
              ...(status.place ? [say("issue:notice.rightPlace", { place: status.place })] : []),
              say("issue:notice.isItClear"),
            ],
            choices: clearChoices(ref),
          }
        : { about, lines: [] };
    case "closed":
      return status.at === "closed" && isRefusal(status.outcome)
        ? { about, lines: [say("issue:notice.closedClear", { number }), say("issue:notice.closedClearHow")] }
        : { about, lines: [say("issue:notice.closed", { number }), say("issue:notice.closedHow")] };
    case "late":
      return {
        about,
        lines: [
          say("issue:notice.late", { number }),
          say("issue:notice.lateNew", { team, day: { moment: what.day } }),
        ],
      };
    case "reopened":
      return { about, lines: [say("issue:own.reopened", { number, day: { moment: what.day } })] };
    case "council":
      return {
        about,
        lines: [say("issue:notice.council", { number }), say("issue:notice.councilHow", { number })],
      };
  }
}

function answered(
  number: string,
  ref: string,
  status: Extract<Issue["status"], { at: "answered" }>,
  team: Param,
): Screen {
  return {
    about: ref,
    lines: [
      say("issue:notice.answered", { number, team }),
      say(`issue:outcome.${status.outcome}`),
      say("common:quote", { text: status.text }),
      say(isRefusal(status.outcome) ? "issue:notice.isItClear" : "issue:notice.doesItHelp"),
    ],
    choices: isRefusal(status.outcome)
      ? clearChoices(ref)
      : [
          [
            button(say("issue:helps.yes"), press("own", "helps", ref)),
            button(say("issue:helps.no"), press("own", "not_yet", ref)),
          ],
        ],
  };
}

/** Where nothing is done nobody is asked whether that helps. */
function clearChoices(ref: string): Choice[][] {
  return [
    [
      button(say("issue:clear.yes"), press("own", "clear", ref)),
      button(say("issue:clear.no"), press("own", "question", ref)),
    ],
  ];
}

/**
 * The same news for everybody who should hear it.
 * @param extra.counts its desk has to know whether it reaches them
 */
export function tell(
  what: Telling,
  who: readonly Hearer[],
  issue: Issue,
  desk: string,
  context: Context,
  { counts = false, ...extra }: { question?: string; settles?: string; counts?: boolean } = {},
): Effect[] {
  return who.map(({ resident, ref }) => ({
    do: "notify",
    notice: {
      kind: "resident",
      resident,
      screen: telling(what, ref, issue, desk, context),
      ...extra,
      ...(counts && { counts: [ref] }),
    },
  }));
}

/** The card follows the issue. */
export function showCard(id: string): Effect {
  return { do: "notify", notice: { kind: "card", contribution: id } };
}
