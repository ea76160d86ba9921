import type { Ballot } from "../core/counting/ballot.ts";
import type { Response } from "../core/counting/response.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Screen } from "../core/model/screen.ts";
import type { Office } from "../core/model/staff.ts";
import { currentScreen } from "../core/residents/repeated-input.ts";
import type { Context } from "../core/turn.ts";
import { ofResidents } from "../instruments/registry.ts";
import type { FromChat } from "../ports/app.ts";
import type { Ports } from "../ports/ports.ts";
import { resolveNeeds, type Ways } from "./needs.ts";
import type { createReplies } from "./replies.ts";

/** Our limit: how often a reply is repeated, once for each process that died before it could answer. */
const REPEATS = 3;

type How = {
  readonly contextFor: (input: string, attempt: number) => Context;
  readonly waysOf: (from: FromChat) => Ways;
  readonly livesOf: (lane: Lane) => Context["lives"];
};

/** Answers inputs that were already handled, each a few times at most. */
export function createRepeats(
  { store, log, voters }: Pick<Ports, "store" | "log" | "voters">,
  replies: ReturnType<typeof createReplies>,
  { contextFor, waysOf, livesOf }: How,
) {
  /** Distinguishes this process from others that may have received the same update. */
  const self = crypto.randomUUID().slice(0, 8);

  /** The reply to an input that was already handled: the rest of the interrupted reply, or else the current state. */
  async function isNow(from: FromChat, lane: Lane, office: Office): Promise<readonly Screen[]> {
    const rest = replies.unsaid(from);
    if (rest) return rest;
    const context = { ...contextFor(from.input.id, 0), office, lives: livesOf(lane) };
    const { effects } = await resolveNeeds(
      store,
      context,
      lane.resident,
      (seen) => currentScreen(from.input, lane, { ...context, ...seen }, ofResidents),
      waysOf(from),
    );
    return effects.flatMap((effect) => (effect.do === "reply" ? [effect.screen] : []));
  }

  /**
   * The commit stood, but the process may have died before it answered.
   * @param seen how often the reply had been repeated when this process last looked, within this attempt to answer
   * @throws Conflict
   */
  async function repeat(
    from: FromChat,
    lane: Lane,
    before: Lane["handled"][number],
    office: Office,
    seen: number | undefined,
  ): Promise<void> {
    if (seen !== undefined && before.repeats !== seen) {
      // Another process began repeating this reply just as this one was about to. Or it was this one and only the
      // table's response was lost: then nobody else will send it.
      if (before.by !== self) return;
      return replies.answer(from, lane, await isNow(from, lane, office), lane.language);
    }
    if (before.silent || before.repeats >= REPEATS) return replies.answer(from, lane, [], lane.language);
    const repeats = before.repeats + 1;
    const handled = lane.handled.map((one) => (one.id === before.id ? { ...one, repeats, by: self } : one));
    const counted: Lane = { ...lane, version: lane.version + 1, handled };
    await store.commit([{ put: counted, expect: lane.version }]);
    log.info("repeated", { repeats });
    return replies.answer(from, counted, await isNow(from, lane, office), lane.language);
  }

  /**
   * The same for an input that only her ballot or her answers know: the mark stands there once more for each repetition,
   * and behind it that of the process that repeated.
   * @throws Conflict
   */
  async function repeatIn(
    from: FromChat,
    lane: Lane,
    row: Ballot | Response,
    office: Office,
    { repeats, seen }: { readonly repeats: number; readonly seen: number | undefined },
  ): Promise<void> {
    const { marks = [], process } = row;
    const mark = voters.repeat(from.input.id, process);
    const byMe = voters.repeat(`${from.input.id}#${self}`, process);
    const last = marks[marks.findLastIndex((one) => one.startsWith(mark)) + 1];
    const say = async () => replies.answer(from, lane, await isNow(from, lane, office), lane.language);
    if (seen !== undefined && repeats !== seen) return last === byMe ? say() : undefined;
    if (repeats >= REPEATS) return replies.answer(from, lane, [], lane.language);
    const counted = { version: row.version + 1, marks: [...marks, mark, byMe].slice(-marks.length) };
    await store.commit([{ put: { ...row, ...counted }, expect: row.version }]);
    log.info("repeated", { repeats: repeats + 1 });
    return say();
  }

  return { repeat, repeatIn, isNow };
}
