import { evaluationLine } from "../counting/evaluation.ts";
import { needs, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import { cardScreen, decidesScreen, type Process } from "../model/process.ts";
import type { Choice, Press, Screen } from "../model/screen.ts";
import { button, corePress } from "../model/screen.ts";
import type { Context, Decision } from "../turn.ts";
import { again, staleButton } from "./current-question.ts";

/** What a resident can take part in, and who decides there. The same for every instrument. */

/** At most this many are listed, to fit on a phone screen (our limit); a town rarely has more at a time. */
const SHOWN = 10;

type Instruments = readonly ResidentSide[];

/**
 * /meedoen: everything that is open. If there is only one, its card is shown at once. Below it stands what she can begin
 * herself, and the way to what has ended.
 */
export function whatIsOpen(lane: Lane, context: Context, instruments: Instruments): Decision {
  const { processes } = context.seen;
  if (!processes) return needs({ see: "processes" });
  const [only, ...more] = processes;
  const begins = instruments.flatMap(({ process }) => process?.begins?.(lane) ?? []).map((one) => [one]);
  const past = [button(say("common:process.whatEnded"), corePress("process", "ended"))];
  const withBegins = (screen: Screen): Screen => ({
    ...screen,
    choices: [...(screen.choices ?? []), ...begins, past],
  });
  if (!only) {
    const line = begins.length > 0 ? "common:process.noneBegin" : "common:process.none";
    return again(withBegins({ lines: [say(line)] }), lane, context, instruments);
  }
  const screen =
    more.length === 0
      ? shown(only, lane, context, instruments)
      : list("common:process.which", "show", processes);
  return again(withBegins(screen), lane, context, instruments);
}

/** /wiebeslist: for what she takes part in; if that is nothing, for everything that is open. */
export function whoDecides(lane: Lane, context: Context, instruments: Instruments): Decision {
  const { processes } = context.seen;
  if (!processes) return needs({ see: "processes" });
  const hers = processes.filter((one) => lane.takesPart?.includes(one.id));
  const asked = hers.length > 0 ? hers : processes;
  const [only, ...more] = asked;
  if (!only) return again({ lines: [say("common:process.noneDecides")] }, lane, context, instruments);
  const screen =
    more.length === 0
      ? decidesScreen(only.card, lane.language, context.town)
      : list("common:process.whichDecides", "decides", asked);
  return again(screen, lane, context, instruments);
}

/** The button in /mijn that leads to what she takes part in. */
export function hersChoices({ takesPart = [] }: Lane): Choice[][] {
  return takesPart.length > 0 ? [[button(say("common:process.hers.see"), corePress("process", "hers"))]] : [];
}

/** What she takes part in, also what is over, and what she told the town alone. */
function hers(lane: Lane, context: Context, instruments: Instruments): Decision {
  const ids = (lane.takesPart ?? []).slice(-SHOWN).toReversed();
  const unseen = ids.filter((id) => context.seen.process[id] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "process" as const, id })));
  const choices = ids.flatMap((id) => {
    const process = context.seen.process[id];
    const text = process && called(process, lane, context, instruments);
    return text ? [[button(text, corePress("process", "show", id))]] : [];
  });
  return { lane, effects: reply({ lines: [say("common:process.hers.list")], choices }) };
}

function called(process: Process, lane: Lane, context: Context, instruments: Instruments) {
  const { called: says } = instruments.find((one) => one.name === process.instrument)?.process ?? {};
  const { title } = process.card;
  return says ? says(process, lane, context) : say("common:as_is", { text: { localized: title } });
}

/** Handles a button below one of these screens. */
export function processChoice(
  press: Press,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  if (press.option === "hers") return hers(lane, context, instruments);
  if (press.option === "ended") return whatEnded(lane, context);
  const id = press.ref ?? "";
  const found = context.seen.process[id];
  if (found === undefined) return needs({ see: "process", id });
  // A number can be forged: a process that is not open yet is shown to nobody.
  if (!found || (!found.open && found.ended === undefined && !lane.takesPart?.includes(id)))
    return staleButton(lane, context, instruments);
  if (press.option === "show") return { lane, effects: reply(shown(found, lane, context, instruments)) };
  if (press.option === "decides")
    return { lane, effects: reply(decidesScreen(found.card, lane.language, context.town)) };
  return staleButton(lane, context, instruments);
}

/** What has ended, the latest first: what came of it can be read by everybody, whether she took part or not. */
function whatEnded(lane: Lane, context: Context): Decision {
  const { ended } = context.seen;
  if (!ended) return needs({ see: "ended" });
  const screen =
    ended.length > 0
      ? list("common:process.whichEnded", "show", ended)
      : { lines: [say("common:process.noneEnded")] };
  return { lane, effects: reply(screen) };
}

/** Its card, what came of it so far, and what she can do in it. */
function shown(process: Process, lane: Lane, context: Context, instruments: Instruments): Screen {
  const side = instruments.find((one) => one.name === process.instrument)?.process;
  const choices = side?.choices(process, lane, context) ?? [];
  const text = called(process, lane, context, instruments);
  // What nobody filled in a card for has nothing that can change, and nobody who decides.
  if (Object.keys(process.card.question).length === 0 && text) return { lines: [text], choices };
  const screen = cardScreen(process.card, lane.language, context.town, [
    ...choices,
    [button(say("common:process.whoDecides"), corePress("process", "decides", process.id))],
  ]);
  const { ended, evaluation } = process;
  const figure = evaluation && evaluationLine(evaluation, "common");
  return {
    ...screen,
    lines: [
      ...screen.lines,
      ...(side?.outcome?.(process, context) ?? []),
      ...(figure ? [figure] : []),
      ...(ended === undefined ? [] : [say("common:process.endedOn", { day: { moment: ended } })]),
    ],
  };
}

function list(line: string, option: "show" | "decides", processes: readonly Process[]): Screen {
  return {
    lines: [say(line)],
    choices: processes
      .slice(0, SHOWN)
      .map((one) => [
        button(
          say("common:as_is", { text: { localized: one.card.title } }),
          corePress("process", option, one.id),
        ),
      ]),
  };
}
