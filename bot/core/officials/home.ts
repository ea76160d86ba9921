import type { Instant } from "../calendar/time.ts";
import { needs } from "../decision.ts";
import { mayBeShown, meanAmong } from "../disclosure/disclosure.ts";
import type { OfficialSide } from "../instrument.ts";
import type { Home } from "../model/card.ts";
import { shortened } from "../model/characters.ts";
import type { Contribution } from "../model/contribution.ts";
import { type Message, say } from "../model/message.ts";
import type { Desk } from "../model/staff.ts";
import type { Figures } from "../needs.ts";
import type { Context, Decision } from "../turn.ts";
import { desksOf, maySee } from "./desk-membership.ts";
import { hiddenSection, processSection } from "./home-processes.ts";
import { overviewLink } from "./overview.ts";
import { rolesOf } from "./permissions.ts";

/** Rows on the start page: Slack shows at most 100 blocks. */
const SHOWN = 20;

/** A start page that only says why it is empty. */
export function refusedHome(refusal: Message): Decision {
  return {
    effects: [{ do: "home", home: { title: say("officials:home.title"), sections: [{ heading: refusal }] } }],
  };
}

/** An official's start page: my work, my desks' work with what is overdue first, and the figures. */
export function home(member: string, context: Context, instruments: readonly OfficialSide[]): Decision {
  const { desks } = context.office;
  const missing = desks.filter((one) => context.seen.desk[one.id] === undefined);
  if (missing.length > 0 || !context.seen.processes || !context.seen.hidden) {
    return needs(
      ...(context.seen.processes ? [] : [{ see: "processes" as const }]),
      ...(context.seen.hidden ? [] : [{ see: "hidden" as const }]),
      ...missing.flatMap((one) => [
        { see: "desk" as const, desk: one.id },
        { see: "figures" as const, desk: one.id },
      ]),
    );
  }
  const isClerk = rolesOf(member, context).includes("clerk");
  const own = desksOf(member, context.office);
  const shown = own.length > 0 ? own : desks;
  const open = desks.flatMap((one) => context.seen.desk[one.id] ?? []);
  const mine = open.filter((one) => one.owner === member);
  const watched = isClerk ? undefined : shown.map(({ id }) => id);
  const sections: Home["sections"][number][] = [
    ...(isClerk ? clerkSection(open, member, context, instruments) : []),
    {
      heading: say("officials:home.mine", { count: mine.length }),
      empty: say("officials:home.mineNone"),
      rows: inOrder(mine, context)
        .slice(0, SHOWN)
        .map((one) => row(one, member, context, instruments)),
    },
    // The clerk watches over what the whole town promised.
    ...processSection(watched, context, instruments),
    ...hiddenSection(watched, member, context, instruments),
    ...(isClerk ? [overviewLink] : []),
    ...shown.map((desk) => deskSection(desk, member, context, instruments)),
  ];
  if (isFresh(context) && rolesOf(member, context).includes("admin"))
    sections.unshift({ heading: say("officials:home.fresh"), lines: [say("officials:home.freshHow")] });
  const title = say("officials:home.title");
  return { effects: [{ do: "home", home: { title, sections } }] };
}

/** What is waiting for the clerk, including at a closed desk whose cards she cannot see; empty when nothing is. */
function clerkSection(
  open: readonly Contribution[],
  member: string,
  context: Context,
  instruments: readonly OfficialSide[],
): Home["sections"][number][] {
  const sideOf = ({ instrument }: { readonly instrument: string }) =>
    instruments.find((one) => one.name === instrument);
  const waiting = [
    ...(context.seen.processes ?? []).map((one) =>
      sideOf(one)?.process?.waitsForClerk?.(one, member, context),
    ),
    ...open.map((one) => sideOf(one)?.waitsForClerk?.(one, member, context)),
  ].filter((one) => one !== undefined);
  if (waiting.length === 0) return [];
  const rows = waiting.slice(0, SHOWN / 2).map(({ text, press }) => ({
    text,
    action: { label: say("officials:home.open"), press, rank: "plain" as const },
  }));
  return [{ heading: say("officials:home.clerk", { count: waiting.length }), rows }];
}

/** Whether nobody has arranged anything yet and the configuration names nobody who could. */
function isFresh({ office, town }: Context): boolean {
  return office.version === 0 && town.organisers.length === 0;
}

function deskSection(
  desk: Desk,
  member: string,
  context: Context,
  instruments: readonly OfficialSide[],
): Home["sections"][number] {
  const open = inOrder(context.seen.desk[desk.id] ?? [], context);
  const rest = open.length - SHOWN / 2;
  return {
    heading: say("officials:home.desk", { desk: { localized: desk.name } }),
    empty: say("officials:home.deskNone"),
    lines: [
      ...figureLines(open, context.seen.figures[desk.id], context),
      ...(rest > 0 ? [say("officials:home.rest", { count: rest })] : []),
    ],
    rows: open.slice(0, SHOWN / 2).map((one) => row(one, member, context, instruments)),
  };
}

/** Overdue first, then by due date; what is waiting for the resident comes last. */
function inOrder(list: readonly Contribution[], context: Context): Contribution[] {
  const place = (one: Contribution) =>
    lateSince(one, context) === undefined ? `1 ${one.dueAt ?? "9999"}` : `0 ${lateSince(one, context)}`;
  return list.toSorted((a, b) => place(a).localeCompare(place(b)));
}

/** The date since which it is late: a newly promised date does not make it any less late. */
function lateSince({ lateSince: since, dueAt }: Contribution, context: Context): Instant | undefined {
  return since ?? (dueAt !== undefined && dueAt < context.now ? dueAt : undefined);
}

function row(
  contribution: Contribution,
  member: string,
  context: Context,
  instruments: readonly OfficialSide[],
) {
  const instrument = instruments.find((one) => one.name === contribution.instrument);
  const card = instrument?.card(contribution, context);
  const late = lateSince(contribution, context);
  const moment: Instant | undefined = late ?? contribution.dueAt;
  const isHidden = !maySee(member, contribution, context.office);
  // Its subject says more than its number.
  const words = card?.words
    ? shortened(card.words.replaceAll(/\s+/g, " "), 60)
    : say("officials:card.noWords");
  const subject = card?.facts[0]?.value ?? "";
  const title = card?.title ?? say("common:as_is", { text: contribution.id });
  return {
    text: say(
      isHidden
        ? `officials:home.closedRow${moment ? "" : "Waiting"}`
        : late
          ? "officials:home.overdueRow"
          : contribution.dueAt
            ? "officials:home.row"
            : "officials:home.waitingRow",
      {
        title,
        ...(isHidden ? { status: instrument?.stands(contribution) ?? "" } : { words, subject }),
        due: moment ? { moment } : "",
      },
    ),
    urgent: late !== undefined,
    action: {
      label: say("officials:home.open"),
      press: {
        instrument: contribution.instrument,
        version: instrument?.version ?? 1,
        step: "card",
        option: "show",
        ref: contribution.id,
      },
      rank: "plain" as const,
    },
  };
}

function figureLines(
  open: readonly Contribution[],
  figures: Figures | undefined,
  context: Context,
): Message[] {
  const overdue = open.filter((one) => lateSince(one, context) !== undefined).length;
  const lines = [say("officials:home.open_now", { count: open.length, overdue })];
  if (figures && figures.ended > 0)
    lines.push(
      say("officials:home.processes", { count: figures.ended - figures.forced, forced: figures.forced }),
    );
  const { processes = 0, answers = 0, sum = 0 } = figures?.evaluated ?? {};
  if (processes > 0 && mayBeShown(answers))
    lines.push(say("officials:home.evaluated", { count: processes, answers, mean: meanAmong(sum, answers) }));
  if (!figures || figures.answered === 0) return [...lines, say("officials:home.noFigures")];
  const median = medianDays(figures.daysToAnswer) ?? 0;
  lines.push(
    say(median === 0 ? "officials:home.figuresSameDay" : "officials:home.figures", {
      answered: figures.answered,
      inTime: Math.round((100 * figures.answeredInTime) / figures.answered),
      ...(median > 0 && { count: median }),
    }),
    say("officials:home.outcomes", {
      reopened: figures.reopened,
      confirmed: figures.confirmed,
      closed: figures.closed,
    }),
  );
  return lines;
}

/** The median time to answer, in working days; of an even number of answers, the lower of the two in the middle. */
export function medianDays(counts: Figures["daysToAnswer"]): number | undefined {
  const sorted = Object.entries(counts)
    .map(([days, count]) => ({ days: Number(days), count }))
    .sort((a, b) => a.days - b.days);
  const total = sorted.reduce((sum, one) => sum + one.count, 0);
  let passed = 0;
  for (const { days, count } of sorted) {
    passed += count;
    if (passed * 2 >= total) return days;
  }
  return undefined;
}
