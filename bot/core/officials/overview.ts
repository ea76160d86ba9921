import { needs } from "../decision.ts";
import type { OfficialSide } from "../instrument.ts";
import type { CardAction, Home } from "../model/card.ts";
import { type Message, say } from "../model/message.ts";
import { corePress } from "../model/screen.ts";
import type { Need } from "../needs.ts";
import type { Context, Decision } from "../turn.ts";
import { type Line, promisedDays, titleFor, type When } from "./overview-lines.ts";
import { quarters } from "./quarters.ts";

/**
 * What the whole town promised, for the clerk: which days come, which have passed and who owes, what is disputed, and
 * what became of it, quarter by quarter. It takes the place of her start page, and leads back to it.
 */

type Instruments = readonly OfficialSide[];
type Section = Home["sections"][number];

/** Rows on one page (our limit): Slack shows at most 100 blocks. */
const PAGE = 20;

const views = ["past", "coming", "disputed"] as const satisfies readonly When[];

function leads(label: string, option: string, step = "overview"): CardAction {
  return { label: say(`officials:promised.${label}`), press: corePress(step, option), rank: "plain" };
}

/** The way there, on the clerk's start page. */
export const overviewLink: Section = {
  heading: say("officials:promised.heading"),
  rows: [{ text: say("officials:promised.about"), action: leads("see", "past.0") }],
};

/**
 * @param option “past.1”: which days, and which page of them from 0; or “quarters.0”. Undefined: she typed the command, and
 *   reads where it stands
 */
export function overview(
  option: string | undefined,
  member: string,
  context: Context,
  instruments: Instruments,
): Decision {
  const unseen = unseenIn(context);
  if (unseen.length > 0) return needs(...unseen);
  const [view = "", page = ""] = (option ?? "past.0").split(".");
  const lines = promisedDays(member, context, instruments);
  const of = (when: When) => lines.filter((one) => one.when === when);
  const shown = views.find((one) => one === view);
  const sections: Section[] = [
    {
      heading: say("officials:promised.heading"),
      rows: [
        ...views.map((when) => ({
          text: say(`officials:promised.${when}`, { count: of(when).length }),
          action: leads("see", `${when}.0`),
        })),
        { text: say("officials:promised.quarters"), action: leads("see", "quarters.0") },
        { text: say("officials:promised.back"), action: leads("toStart", "start", "home") },
      ],
    },
    ...(shown
      ? [daysSection(shown, Number(page) || 0, of(shown))]
      : quarterSections(member, context, instruments)),
  ];
  const home = { title: say("officials:promised.title"), sections };
  return {
    effects: [
      { do: "home", home },
      ...(option === undefined ? [{ do: "whisper" as const, message: say("officials:promised.there") }] : []),
    ],
  };
}

function unseenIn({ seen, office }: Context): readonly Need[] {
  return [
    ...(seen.processes ? [] : [{ see: "processes" as const }]),
    ...(seen.hidden ? [] : [{ see: "hidden" as const }]),
    ...(seen.account ? [] : [{ see: "account" as const }]),
    ...office.desks.flatMap(({ id }) =>
      seen.desk[id] === undefined ? [{ see: "desk" as const, desk: id }] : [],
    ),
  ];
}

function daysSection(when: When, page: number, lines: readonly Line[]): Section {
  const pages = Math.max(1, Math.ceil(lines.length / PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const turns = [
    ...(at > 0 ? [["previous", at - 1] as const] : []),
    ...(at < pages - 1 ? [["next", at + 1] as const] : []),
  ];
  return {
    heading: say(`officials:promised.${when}`, { count: lines.length }),
    empty: say("officials:promised.none"),
    rows: [
      ...lines.slice(at * PAGE, (at + 1) * PAGE).map((line) => ({
        text: lineText(line),
        urgent: line.when === "past",
      })),
      ...turns.map(([label, to]) => ({
        text: say("officials:promised.page", { n: at + 1, pages }),
        action: leads(label, `${when}.${to}`),
      })),
    ],
  };
}

function lineText({ when, day, daysLate, title, what, who, desk }: Line): Message {
  return say(`officials:promised.line.${when === "past" ? "past" : "coming"}`, {
    day: { date: day },
    title,
    what,
    who: { list: who },
    desk,
    ...(when === "past" && { count: daysLate }),
  });
}

function quarterSections(member: string, context: Context, instruments: Instruments): readonly Section[] {
  return quarters(context, instruments).map(({ year, n, opened, inTime, late, daysLate, ended, forced }) => ({
    // A year is not written as an amount.
    heading: say("officials:promised.quarter", { n, year: String(year) }),
    lines: [
      say("officials:promised.processes", { opened, ended, forced: forced.length }),
      say(late > 0 ? "officials:promised.answersLate" : "officials:promised.answers", {
        inTime,
        late,
        ...(late > 0 && { count: daysLate }),
      }),
      ...forced.slice(0, PAGE).map(({ process, reason }) =>
        say("officials:promised.forced", {
          title: titleFor(process, member, context, instruments),
          reason: { localized: reason },
        }),
      ),
    ],
  }));
}
