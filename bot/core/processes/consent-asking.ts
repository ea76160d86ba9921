import { needs } from "../decision.ts";
import { type Message, say } from "../model/message.ts";
import { button, type Press } from "../model/screen.ts";
import { maySee } from "../officials/desk-membership.ts";
import type { Decision, Effect, Turn } from "../turn.ts";
import { movedOf, withParents } from "./children.ts";
import { asking, decision, isAbout } from "./consent.ts";
import type { Fell } from "./consent-code.ts";
import { tellsWhoAsked, whyNo } from "./consent-fallen.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import type { Consent } from "./lifecycle.ts";
import { refusedNow } from "./may-take.ts";
import { recorded, showCard, type Who } from "./record.ts";
import { rowOf, some } from "./rows.ts";
import { paramsOf, titleOf } from "./shown-values.ts";
import type { Asked } from "./stage.ts";
import { needsOf, take } from "./take.ts";
import { hearersOf, isResidentId, toMember, toOfficials, toResident } from "./telling.ts";

/** Asks for a yes, and does what follows when it is decided. */

/** The button for yes or no. The number of the item travels along. */
export function consentPress(kind: AnyKind, asked: Asked, says: "yes" | "no", process: string): Press {
  return {
    instrument: kind.table.name,
    version: kind.version,
    step: says === "yes" ? "agree" : "against",
    option: asked.item === undefined ? asked.step : `${asked.step}:${asked.item}`,
    ref: process,
  };
}

/** What it is about, as residents read it. */
function consentLines(
  kind: AnyKind,
  asked: Asked,
  item: Item | undefined,
  standing: Standing,
): readonly Message[] {
  const { name } = kind.table;
  const step = rowOf(kind.table, asked.step);
  return [
    say("common:process.agree.ask", titleOf(standing.process)),
    say(`${name}:asks.${asked.step}`, {
      ...titleOf(standing.process),
      ...paramsOf(step?.asks, asked.values, `${name}:choice`),
      ...(item && { item: { localized: item.state.words } }),
    }),
  ];
}

/** Asks each of those who have to agree and have not said so. */
export function consentQuestion(
  kind: AnyKind,
  asked: Asked,
  item: Item | undefined,
  standing: Standing,
  first: readonly Message[] = [],
): readonly Effect[] {
  const { process, state } = standing;
  const step = rowOf(kind.table, asked.step);
  const known = new Set([asked.by, ...asked.yes.map(({ by }) => by), ...asked.no.map(({ by }) => by)]);
  const residents = some(step?.agreed).flatMap((consent): readonly string[] => {
    if (consent === "group") return state.group?.members.map(({ resident }) => resident) ?? [];
    if (consent === "author") return item?.row.by === undefined ? [] : [item.row.by];
    return consent === "owner" && state.owner !== undefined && isResidentId(state.owner) ? [state.owner] : [];
  });
  const own = kind.question?.(standing, asked);
  const screen = own
    ? { ...own, lines: [...first, ...own.lines] }
    : {
        lines: [...first, ...consentLines(kind, asked, item, standing)],
        choices: [
          [
            button(say("common:process.agree.yes"), consentPress(kind, asked, "yes", process.id)),
            button(say("common:process.agree.no"), consentPress(kind, asked, "no", process.id)),
          ],
        ],
      };
  return [
    ...residents.filter((one) => !known.has(one)).map((resident) => toResident(resident, screen)),
    ...some(step?.agreed).flatMap((consent) => questionTo(kind, consent, asked, item, standing)),
  ];
}

/**
 * The question to members of the workspace, of those who may answer it: not whoever a closed desk is hidden from. When
 * nobody may, those hear it who can arrange that somebody does.
 */
function questionTo(
  { table }: AnyKind,
  consent: Consent,
  asked: Asked,
  item: Item | undefined,
  standing: Standing,
): readonly Effect[] {
  const { process, context } = standing;
  const { clerk } = context.office;
  const text = (key: string) =>
    say(`officials:process.agree.${key}`, {
      ...titleOf(process),
      what: say(`officials:${table.name}.act.${asked.step}`),
    });
  const meant = officialsAsked(consent, asked, standing);
  const may = meant.filter(
    (one) =>
      [process, ...(item ? [item.row] : [])].every((row) => maySee(one, row, context.office)) &&
      (consent !== "clerk" || one === clerk),
  );
  if (meant.length > 0 && may.length === 0)
    return toOfficials(clerk === undefined ? "clerk" : "colleagues", text("nobody"), standing);
  const said = [asked, ...asked.yes, ...asked.no].map(({ by }) => by);
  return may.filter((one) => !said.includes(one)).map((member) => toMember(member, text("ask"), process));
}

/** What an official reads who asked. */
export const waitsForYes: Effect = { do: "whisper", message: say("officials:process.agree.waits") };

/** Puts a row before those who have to agree, instead of taking it. @param who the line of its history says who asked */
export function asksFor(
  kind: AnyKind,
  standing: Standing,
  { item, ...asks }: Parameters<typeof asking>[1],
  who: Who,
): Pick<Turn, "processes" | "entries" | "effects"> {
  const state = asking(standing.state, { ...asks, item }, standing.context);
  const asked = state.asked?.at(-1);
  const changed = recorded(kind, standing, state, "asked", who);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...(asked ? consentQuestion(kind, asked, item, { ...standing, state }) : []),
      showCard(changed.process),
    ],
  };
}

/** Members of the workspace whose yes is needed as this. */
function officialsAsked(
  consent: Consent,
  { by }: Asked,
  { process, state, context }: Standing,
): readonly string[] {
  if (consent === "group" || consent === "author") return [];
  if (consent === "owner") return state.owner === undefined || isResidentId(state.owner) ? [] : [state.owner];
  const to = consent === "clerk" || consent === "organiser" ? consent : "colleagues";
  return hearersOf(to, process, context, by);
}

/**
 * What follows from the yes and no so far: the row is taken, it falls, or it waits. It falls too when it can no longer be
 * taken: what holds may have changed in two weeks, and a process can be about to end.
 * @param last nobody is waited for any longer
 */
export function answeredBy(
  kind: AnyKind,
  asked: Asked,
  item: Item | undefined,
  standing: Standing,
  last = false,
): Decision {
  const { process, state, context } = standing;
  const step = rowOf(kind.table, asked.step);
  const others = (state.asked ?? []).filter((one) => !isAbout(one, asked));
  const found = step ? decision(step, asked, standing, last) : "no";
  const row = step && { name: asked.step, step };
  const without = { ...standing, state: { ...state, asked: others } };
  if (row && found === "yes") {
    const unseen = needsOf(kind, row, standing);
    if (unseen.length > 0) return needs(...unseen);
    const filled = asked.values ?? {};
    // Whoever agrees may have done the same before: it is about whoever asked.
    const asks: Standing = { ...without, by: asked.by ?? "", took: undefined };
    if (refusedNow(kind, row, asks, item, filled) === undefined) {
      const isMember = asked.by !== undefined && !isResidentId(asked.by);
      const who: Who = isMember ? { actor: "organiser", official: asked.by } : { actor: "resident" };
      return take(kind, { row, filled, item, by: asked.by, who }, without);
    }
  }
  const falls = found !== "waits" || last;
  const next = { ...state, asked: falls ? others : [...others, asked] };
  const fell = falls ? (kind.fell?.(standing, asked) ?? fellAsUsual(kind, asked, process)) : undefined;
  const changed = recorded(kind, standing, next, fell?.event ?? "agreed", { actor: "clock" });
  const why = whyNo(asked);
  const byResident = [...asked.yes, ...asked.no].some(({ by }) => isResidentId(by));
  return withParents(
    {
      processes: [changed.process],
      entries: [{ ...changed.entry, ...(why && { why: Object.values(why)[0] }) }],
      effects: [...(fell?.effects ?? []), showCard(process)],
    },
    movedOf(kind, process.id, state, next, byResident),
    context,
  );
}

function fellAsUsual(kind: AnyKind, asked: Asked, process: Standing["process"]): Fell {
  return { event: "notAgreed", effects: tellsWhoAsked(kind, asked, process) };
}
