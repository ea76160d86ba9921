import type { Response } from "../counting/response.ts";
import { inRows, needs, reply } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { ResidentSide } from "../instrument.ts";
import { ageLabel, ageOf } from "../model/age.ts";
import type { Contribution, Entry } from "../model/contribution.ts";
import { shownNumber } from "../model/contribution.ts";
import type { ResidentInput } from "../model/input.ts";
import { allows, type Lane, purposes } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Screen } from "../model/screen.ts";
import { button, corePress, type Press, rows } from "../model/screen.ts";
import type { Need } from "../needs.ts";
import type { Context, Decision, Effect, Turn } from "../turn.ts";
import { markOf, markTold } from "./erasure-mark.ts";
import { choosePermission, permissions } from "./permissions.ts";
import { hersChoices } from "./process-menu.ts";

/** What belongs to the resident: the list of everything she brought in, her data, her permissions, erasure. */

/** /mijn lists this many contributions per page (our limit). */
const PAGE = 8;

export function myCommand(
  command: "mijn" | "mijngegevens" | "wis",
  _input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Decision {
  if (lane.version === 0) {
    const told = markTold(markOf(lane, context), context);
    const effects = reply({ lines: told.length > 0 ? told : [say("common:wis.nothing")] });
    return command === "wis" ? { lane: null, effects } : { effects };
  }
  if (command === "wis") return { lane, effects: reply(eraseQuestion(lane, context)) };
  if (command === "mijn") return list(0, false, lane, context, instruments);
  return myData(false, lane, context);
}

/** Handles a press on one of these screens; undefined when the step is unknown. */
export function myChoice(
  input: Extract<ResidentInput, { type: "chose" }>,
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Decision | undefined {
  const { step, option, ref } = input.press;
  switch (step) {
    case "mine":
      return list(Number.parseInt(option, 10) || 0, true, lane, context, instruments);
    case "show":
      return show(ref ?? option, lane, context, instruments);
    case "allow": {
      if (option === "done")
        return { lane, effects: reply({ lines: [say("common:permission.saved")], replaces: true }) };
      const changed = choosePermission(option, lane, context);
      return { lane: changed, effects: reply({ ...permissions(changed), replaces: true }) };
    }
    case "data":
      if (option === "allow") return { lane, effects: reply({ ...permissions(lane), replaces: true }) };
      if (option === "erase")
        return { lane, effects: reply({ ...eraseQuestion(lane, context), replaces: true }) };
      return undefined;
    case "erase":
      if (option === "yes") return erase(input, lane, context, instruments);
      return { lane, effects: reply({ lines: [say("common:wis.kept")], replaces: true }) };
    default:
      return undefined;
  }
}

function list(
  asked: number,
  replaces: boolean,
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Decision {
  const { mine } = context.seen;
  if (!mine) return needs({ see: "mine" });
  const hers = hersChoices(lane);
  if (mine.length === 0)
    return {
      lane,
      effects: reply(
        hers.length > 0
          ? { lines: [say("common:mine.takesPart")], choices: hers }
          : { lines: [say("common:mine.none")] },
      ),
    };
  // A forged button can ask for any page.
  const page = Math.max(0, Math.min(asked, Math.ceil(mine.length / PAGE) - 1));
  const shown = mine.slice(page * PAGE, (page + 1) * PAGE);
  const row = (one: Contribution) =>
    say("common:mine.row", { number: shownNumber(one.id), what: summary(one, instruments) });
  const lines: Message[] = [
    say("common:mine.intro", { count: mine.length }),
    say("common:rows", { rows: { rows: shown.map(row) } }),
  ];
  // The lines above explain each number: a button on a phone is too narrow for that.
  const numbers = shown.map((one) =>
    button(say("common:as_is", { text: shownNumber(one.id) }), corePress("show", "one", one.id)),
  );
  const choices = rows(numbers, 2);
  if (mine.length > (page + 1) * PAGE)
    choices.push([button(say("common:more"), corePress("mine", String(page + 1)))]);
  else if (page > 0) choices.push([button(say("common:mine.first"), corePress("mine", "0"))]);
  return { lane, effects: reply({ lines, choices: [...choices, ...hers], replaces }) };
}

function summary(contribution: Contribution, instruments: readonly ResidentSide[]): Message {
  const instrument = instruments.find((one) => one.name === contribution.instrument);
  return instrument
    ? instrument.summary(contribution)
    : say("common:as_is", { text: contribution.instrument });
}

/** Only the person who brought it in may see it: a button can be forged. */
function show(id: string, lane: Lane, context: Context, instruments: readonly ResidentSide[]): Decision {
  const found = context.seen.contribution[id];
  const history = context.seen.history[id];
  if (found === undefined || history === undefined) {
    return needs({ see: "contribution", id }, { see: "history", id });
  }
  const instrument = instruments.find((one) => one.name === found?.instrument);
  if (!found || found.by !== lane.resident || !instrument)
    return { lane, effects: reply({ lines: [say("common:gone")] }) };
  const detail = instrument.detail(found, history, context);
  if ("needs" in detail || "effects" in detail) return detail;
  return { lane, effects: reply(detail) };
}

function myData(replaces: boolean, lane: Lane, context: Context): Decision {
  const { mine } = context.seen;
  if (!mine) return needs({ see: "mine" });
  const town = context.town;
  const age = ageOf(lane);
  const area = town.neighbourhoods.find((one) => one.key === lane.neighbourhood)?.name;
  const lines = [
    say("common:data.intro", { town: town.name }),
    ...inRows([
      say("common:data.kept", {
        language: say(`common:language.${lane.language}`),
        area:
          area ??
          say(lane.neighbourhood === "elsewhere" ? "common:onboarding.elsewhere" : "common:data.unknown"),
        since: { moment: lane.created },
        count: mine.length,
      }),
      ...(age ? [say("common:data.age", { age: ageLabel(age) })] : []),
      ...(lane.takesPart?.length ? [say("common:data.takesPart", { count: lane.takesPart.length })] : []),
      ...(lane.helps?.length ? [say("common:data.helps", { count: lane.helps.length })] : []),
    ]),
    // Somebody who has not come in yet was promised nothing and has chosen nothing.
    ...(lane.stage === "member" ? messagesLines(lane) : []),
    say("common:data.basis", { officer: town.contact.privacyOfficer }),
  ];
  const screen: Screen = {
    lines,
    replaces,
    choices: [
      // Somebody who has not come in yet has nothing to choose or to look back at, but can be forgotten.
      ...(lane.stage === "member"
        ? [
            [button(say("common:data.allow"), corePress("data", "allow"))],
            [button(say("common:data.mine"), corePress("mine", "0"))],
          ]
        : []),
      [button(say("common:data.erase"), corePress("data", "erase"))],
    ],
  };
  return { lane, effects: reply(screen) };
}

/** The messages she gets from us: replies about what she reported, and otherwise only what she chose. */
function messagesLines(lane: Lane): Message[] {
  const chosen = purposes.map((purpose) =>
    say(allows(lane, purpose) ? "common:data.on" : "common:data.off", {
      what: say(`common:data.choice.${purpose}`),
    }),
  );
  return [
    say(lane.stopped ? "common:data.messagesOff" : "common:data.messagesOn"),
    say("common:data.chosen", { rows: { rows: chosen } }),
  ];
}

/**
 * Somebody who takes part says that she is younger than 16: she cannot go on here, is told where she can take part
 * instead, and is asked whether to delete everything of hers. It is not deleted automatically: a finger slips.
 */
export function younger(lane: Lane, context: Context): Turn {
  const route = { localized: context.town.contact.groupRoute };
  return { lane, effects: reply(eraseQuestion(lane, context, [say("common:onboarding.group", { route })])) };
}

/** Tells who she is now from who she was before she had herself erased. */
const lifeOf = (lane: Lane) => fingerprint(lane.resident);

/**
 * Whether “erase everything” was pressed below a question that was put to her before she had herself erased: a press that
 * comes again must not take what she said since she came back. A button from before this was looked at says nothing.
 */
export function isOfFormerLife({ ref }: Press, lane: Lane): boolean {
  return ref !== undefined && ref !== lifeOf(lane);
}

function eraseQuestion(lane: Lane, context: Context, before: readonly Message[] = []): Screen {
  const told = markTold(markOf(lane, context), context);
  return {
    lines: [...before, say("common:wis.ask"), say("common:wis.stays"), ...told],
    choices: [
      [button(say("common:wis.yes"), corePress("erase", "yes", lifeOf(lane)))],
      [button(say("common:wis.no"), corePress("erase", "no"))],
    ],
  };
}

/**
 * Erases everything that leads to the person: the lane, the pointer, the links, and in each contribution her own words,
 * photos, recordings and place. The number, the subject and the town's answer stay, because the town has to account for
 * what it did.
 */
function erase(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Decision {
  const { mine } = context.seen;
  if (!mine) return needs({ see: "mine" });
  const { takesPart = [] } = lane;
  const unseen = takesPart.filter(
    (id) => context.seen.process[id] === undefined || context.seen.history[id] === undefined,
  );
  if (unseen.length > 0)
    return needs(
      ...unseen.flatMap((id) => [
        { see: "process" as const, id },
        { see: "history" as const, id },
      ]),
    );
  const missing = mine.filter((one) => context.seen.history[one.id] === undefined);
  if (missing.length > 0) return needs(...missing.map((one) => ({ see: "history" as const, id: one.id })));
  const changed = new Map<string, Contribution>();
  const entries: Entry[] = [];
  const effects: Effect[] = reply({
    lines: [
      mine.length > 0 ? say("common:wis.done", { count: mine.length }) : say("common:wis.doneEmpty"),
      ...markTold(markOf(lane, context), context),
    ],
    replaces: true,
  });
  for (const one of mine) {
    const instrument = instruments.find((known) => known.name === one.instrument);
    if (!instrument) continue;
    const erased = instrument.erase(one, input, context);
    changed.set(one.id, erased.contribution);
    if (erased.stays) {
      entries.push(erased.entry);
      effects.push({ do: "notify", notice: { kind: "card", contribution: one.id } });
      continue;
    }
    const emptied = (context.seen.history[one.id] ?? []).filter(
      (entry) => entry.actor === "resident" && entry.words !== undefined,
    );
    entries.push(...emptied.map((entry) => ({ ...entry, words: undefined })), erased.entry);
    effects.push({ do: "notify", notice: { kind: "unpublish", contribution: one.id } });
  }
  const processes: Process[] = [];
  const responses: Response[] = [];
  const asked: Need[] = [];
  for (const instrument of instruments) {
    const others = instrument.without?.(mine, changed, context) ?? [];
    if ("needs" in others) asked.push(...others.needs);
    else for (const one of others) changed.set(one.id, one);
  }
  for (const id of takesPart) {
    const process = context.seen.process[id];
    const side = instruments.find((known) => known.name === process?.instrument)?.process;
    const left = process && side?.leaves(process, lane, context);
    if (!left) continue;
    if ("needs" in left) {
      asked.push(...left.needs);
      continue;
    }
    processes.push(...(left.process ? [left.process] : []), ...(left.processes ?? []));
    responses.push(...(left.responses ?? []));
    for (const one of left.contributions ?? []) changed.set(one.id, one);
    entries.push(...left.entries);
    effects.push(...left.effects);
  }
  if (asked.length > 0) return needs(...asked);
  return { lane: null, contributions: [...changed.values()], processes, responses, entries, effects };
}
