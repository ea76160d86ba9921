import { evaluationLine } from "../counting/evaluation.ts";
import type { Card, CardAction } from "../model/card.ts";
import type { Entry } from "../model/contribution.ts";
import { linkAddress } from "../model/deep-link.ts";
import { type Message, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Press } from "../model/screen.ts";
import { nothingSeen } from "../needs.ts";
import type { Context } from "../turn.ts";
import { facilitatedLink, groupLink } from "./chat-group.ts";
import { consentPress } from "./consent-asking.ts";
import { workerActions, workerFacts } from "./facilitators.ts";
import type { AnyKind, Row, Standing } from "./kind.ts";
import type { Consent } from "./lifecycle.ts";
import { refusedNow } from "./may-take.ts";
import { actsOnCard } from "./official-turns.ts";
import { nextOwed, whatIsOwed } from "./owed.ts";
import { standingOf } from "./record.ts";
import { groupLines, lastCount, resultLines } from "./result.ts";
import { skippable } from "./row-preview.ts";
import { isShared, rolesThat, rowOf, some, stateIs } from "./rows.ts";
import { begunWith, ownTitleOf, paramsOf, statusOf } from "./shown-values.ts";

/** A process as the desk sees it: its state, what was promised, what waits for whom, and what can be done now. */

type Shown = Pick<Context, "town" | "office" | "now">;

export function cardOf(kind: AnyKind, process: Process, shown: Shown): Card {
  const { name } = kind.table;
  const standing = shownStanding(kind, process, shown);
  const { state } = standing;
  return {
    ref: process.id,
    title: say("officials:process.card", { ...ownTitleOf(process), kind: say(`officials:${name}.name`) }),
    facts: [
      ...cardFacts(kind, process),
      ...(kind.facts?.({ process, state }) ?? []),
      ...kernelFacts(kind, standing),
    ],
    status: statusOf(kind, state),
    media: [],
    actions: [
      ...consentActions(kind, standing),
      ...rowActions(kind, standing),
      ...workerActions(kind, standing),
    ],
  };
}

/** A process as it can be shown. Nothing is read for that: what a guard would look up does not decide about a button. */
export function shownStanding(kind: AnyKind, process: Process, shown: Shown): Standing {
  return standingOf(kind, process, { ...shown, seen: nothingSeen } as unknown as Context);
}

/** What the card says. */
export function cardFacts(kind: AnyKind, { card, evaluation }: Process): Card["facts"] {
  if (kind.table.card === false) return [];
  const running = say("officials:process.evaluation.runs", {
    day: { day: evaluation?.until ?? card.answerBy },
  });
  return [
    { label: say("officials:process.fact.question"), value: { localized: card.question } },
    { label: say("officials:process.level"), value: say(`officials:process.levels.${card.level}`) },
    { label: say("officials:process.fact.decides"), value: { localized: card.decides } },
    {
      label: say("officials:process.fact.answers"),
      value: say("officials:process.answersBy", {
        who: { localized: card.answers },
        day: { date: card.answerBy },
      }),
    },
    ...(evaluation
      ? [
          {
            label: say("officials:process.fact.evaluation"),
            value: evaluationLine(evaluation, "officials") ?? running,
          },
        ]
      : []),
  ];
}

/** What the kernel knows: the group, the next day, and what waits for a yes. */
function kernelFacts(kind: AnyKind, standing: Standing): Card["facts"] {
  const { state, process } = standing;
  const { group } = state;
  const parts = kind.table.parts?.group;
  const counted = lastCount(state);
  return [
    ...(group && parts
      ? [
          {
            label: say("officials:process.fact.group"),
            value: say("officials:process.groupCount", {
              count: group.members.length,
              least: parts.least,
              most: parts.most,
            }),
          },
        ]
      : []),
    ...linkFacts(kind, standing),
    ...workerFacts(standing),
    ...(counted
      ? [
          {
            label: say("officials:process.fact.result"),
            value: { rows: [...resultLines(kind, standing, counted.row), ...groupLines(kind, standing)] },
          },
        ]
      : []),
    ...nextFacts(kind, standing),
    ...(state.asked ?? []).map(({ step, yes, no }) => ({
      label: say("officials:process.fact.asked"),
      value: say("officials:process.askedCount", {
        what: stepName(kind, step),
        yes: yes.length,
        no: no.length,
      }),
    })),
    ...(state.owner !== undefined && /^[UW]/.test(state.owner) && state.owner !== process.organiser
      ? [
          {
            label: say("officials:process.fact.owner"),
            value: say("officials:news.member", { member: state.owner }),
          },
        ]
      : []),
  ];
}

/** What people owe next, and until when. */
export function nextFacts(kind: AnyKind, standing: Standing): Card["facts"] {
  const owed = nextOwed(kind, standing);
  if (!owed) return [];
  return [
    {
      label: say("officials:process.fact.next"),
      value: say("officials:process.until", {
        what: whatIsOwed(kind, owed.row, standing),
        day: { date: owed.day },
      }),
    },
  ];
}

/** The links that the organiser hands out, while they lead somewhere. */
function linkFacts(kind: AnyKind, { process, state, context: { town } }: Standing): Card["facts"] {
  if (stateIs(kind.table, state.at) === "over") return [];
  const members = state.group?.members.length ?? 0;
  const isOpen = kind.table.parts?.group?.joins === "link" && members < kind.table.parts.group.most;
  const links = [
    ["group", isOpen ? groupLink(kind, process) : undefined],
    ["facilitated", facilitatedLink(kind, process)],
  ] as const;
  return links.flatMap(([name, link]) =>
    link === undefined
      ? []
      : [
          {
            label: say(`officials:process.link.${name}`),
            value: linkAddress(town, link) ?? say("officials:process.link.type", { code: link }),
          },
        ],
  );
}

/** What a step is called at the desk: those that only residents take have no button there. */
function stepName({ table }: AnyKind, name: string): Message {
  const step = rowOf(table, name);
  const officials = step && (rolesThat(step).length > 0 || some(step.agreed).some(isOfTown));
  return say(officials ? `officials:${table.name}.act.${name}` : "officials:process.groupStep");
}

function isOfTown(who: Consent): boolean {
  return who !== "group" && who !== "author";
}

function press(kind: AnyKind, option: string, process: string): Press {
  return { instrument: kind.table.name, version: kind.version, step: "card", option, ref: process };
}

/** Buttons for the rows that every process has. */
export function sharedActions(kind: AnyKind, standing: Standing): readonly CardAction[] {
  return rowActions(kind, standing).filter(({ press: { option } }) => isShared(kind, { name: option }));
}

/** Buttons for its own rows, and for the yes and no of members of the workspace. */
export function ownActions(kind: AnyKind, standing: Standing): readonly CardAction[] {
  const own = rowActions(kind, standing).filter(({ press: { option } }) => !isShared(kind, { name: option }));
  return [...consentActions(kind, standing), ...own];
}

function rowActions(kind: AnyKind, standing: Standing): readonly CardAction[] {
  const { process } = standing;
  const rows = actsOnCard(kind, standing).filter((row) => canBeTaken(kind, row, standing));
  const own = rows.filter((row) => !isShared(kind, row));
  return rows.map((row) => ({
    label: say(
      isShared(kind, row)
        ? `officials:process.act.${row.name}`
        : `officials:${kind.table.name}.act.${row.name}`,
    ),
    press: press(kind, row.name, process.id),
    rank: isShared(kind, row) ? "more" : row === own[0] ? "main" : own.indexOf(row) < 4 ? "plain" : "more",
  }));
}

function canBeTaken(kind: AnyKind, row: Row, standing: Standing): boolean {
  const { state } = standing;
  if (rolesThat(row.step).length === 0) return false;
  if (some(row.step.by).every((who) => who === "owner") && state.owner === undefined) return false;
  // A new day for an answer that was given, or nothing to leave out.
  if (row.name === "postpone" && isShared(kind, row) && state.answered !== undefined) return false;
  if (row.name === "skip" && isShared(kind, row) && skippable(kind, standing).length === 0) return false;
  return refusedNow(kind, row, standing) === undefined;
}

/** Yes and no of members of the workspace, for what waits for them. */
function consentActions(kind: AnyKind, { process, state }: Standing): readonly CardAction[] {
  return (state.asked ?? []).flatMap((asked) => {
    const step = rowOf(kind.table, asked.step);
    const officials = some(step?.agreed).some(isOfTown);
    if (!officials) return [];
    const what = say(`officials:${kind.table.name}.act.${asked.step}`);
    return (["yes", "no"] as const).map(
      (says): CardAction => ({
        label: say(`officials:process.agree.${says}`, { what }),
        press: consentPress(kind, asked, says, process.id),
        rank: says === "yes" ? "main" : "plain",
      }),
    );
  });
}

/** One line of its history. */
export function lineOf(kind: AnyKind, entry: Entry, process: Process): Message | undefined {
  const { name } = kind.table;
  const step = rowOf(kind.table, entry.event);
  if (!step && entry.event === "notAgreed" && entry.why !== undefined)
    return say("officials:process.thread.notAgreedWhy", { ...ownTitleOf(process), reason: entry.why });
  if (!step) return say(`officials:process.thread.${entry.event}`, ownTitleOf(process));
  if (some(step.from).includes("new")) return undefined;
  const state = kind.schema.parse(process.state);
  const kept = state.filled[entry.event];
  const values = kept?.on === entry.at ? kept.values : undefined;
  const shared = isShared(kind, { name: entry.event });
  return say(shared ? `officials:process.thread.${entry.event}` : `officials:${name}.thread.${entry.event}`, {
    ...begunWith(kind, state, `officials:${name}.choice`),
    ...ownTitleOf(process),
    ...paramsOf(step.asks, values, `officials:${name}.choice`),
  });
}
