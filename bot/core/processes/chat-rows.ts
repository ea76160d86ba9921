import { needs, reply } from "../decision.ts";
import { upTo } from "../model/characters.ts";
import type { ResidentInput } from "../model/input.ts";
import { type Lane, takingPart, wroteInto } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import { processId } from "../model/process.ts";
import { leave, tokenFrom, touch } from "../residents/dialogue-state.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { asEnded } from "./as-ended.ts";
import { beginning, begun } from "./begin-process.ts";
import {
  type Answers,
  answersSchema,
  asksOf,
  BRINGS,
  broughtAs,
  canPass,
  doneWith,
  FACILITATES,
  fromButton,
  GROUP_VOTES,
  isForGroup,
  nextQuestion,
  passing,
  tooLong,
  understood,
  withAnswer,
} from "./chat-answers.ts";
import { residentActing } from "./chat-buttons.ts";
import { brought } from "./chat-items.ts";
import { givenLines, questionScreen } from "./chat-screens.ts";
import { added, corrected, remembered, withCaption } from "./chat-told.ts";
import { asksFor } from "./consent-asking.ts";
import { marked } from "./each-once.ts";
import { emptyCard } from "./empty-card.ts";
import { asksToFacilitate, groupVoted, notOfGroup, typedAtOnce } from "./facilitated.ts";
import { heardFrom } from "./heard-from.ts";
import { itemAmong } from "./items.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import { MOST_RECORDS } from "./limits.ts";
import { actsAs, refusedNow } from "./may-take.ts";
import { isArgued } from "./reasons.ts";
import { standingOf } from "./record.ts";
import { isForResidents, rowOf } from "./rows.ts";
import { fieldOf, kindOf } from "./shown-values.ts";
import { needsOf, take } from "./take.ts";
import { rootOf } from "./telling.ts";

/** A resident takes a row in the chat: it is asked one question at a time, shown once more, and sent. */

function only(lane: Lane, ...lines: Message[]): Turn {
  return { lane, effects: reply({ lines }) };
}

/** She pressed the button of a row. */
export function pressedRow(
  kind: AnyKind,
  name: string,
  now: Standing,
  item: Item | undefined,
  lane: Lane,
): Decision {
  const standing = asEnded(kind, name, now);
  const { context, process } = standing;
  const ready = readyFor(kind, name, standing, item, lane);
  if ("decision" in ready) return ready.decision;
  return startAsking(
    kind,
    { process: process.id, row: name, ...(item && { item: item.row.id }), values: {}, passed: [] },
    lane,
    context,
    () => takes(kind, ready.row, {}, standing, item, lane),
  );
}

/** Begins to ask, or does it at once when nothing is asked. */
export function startAsking(
  kind: AnyKind,
  answers: Answers,
  lane: Lane,
  context: Context,
  atOnce: () => Decision,
): Decision {
  if (!nextQuestion(asksOf(kind.table, answers.row), answers)) return atOnce();
  if (lane.dialogue || lane.held) return only(lane, say("common:process.chat.busy"));
  const { name } = kind.table;
  const dialogue = {
    instrument: name,
    version: kind.version,
    step: "say",
    answers,
    token: tokenFrom(context.seed),
    touched: context.now,
    ...(isForGroup(answers.row) && { forGroup: true as const }),
  };
  return {
    lane: touch(lane, dialogue, context),
    effects: reply(questionScreen(kind, answers, dialogue.token)),
  };
}

function readyFor(
  kind: AnyKind,
  name: string,
  standing: Standing,
  item: Item | undefined,
  lane: Lane,
): { readonly row: Row } | { readonly decision: Decision } {
  const step = rowOf(kind.table, name);
  const refused = (line: Message) => ({ decision: only(lane, line) });
  if (!step || !isForResidents(step)) return refused(say("common:stale.alone"));
  const row = { name, step };
  const unseen = needsOf(kind, row, standing);
  if (unseen.length > 0) return { decision: needs(...unseen) };
  if (!actsAs(row, residentActing(lane, standing), standing, item))
    return refused(say("common:process.not.yours"));
  const why = refusedNow(kind, row, standing, item);
  return why ? refused(why) : { row };
}

/** Everything she does while a row is asked. Nothing she typed is lost: she hears what does not fit. */
export function answersInChat(kind: AnyKind, input: ResidentInput, before: Lane, context: Context): Decision {
  const { dialogue } = before;
  const read = answersSchema.safeParse(dialogue?.answers);
  if (!dialogue || !read.success) return only(leave(before), say("common:process.chat.lost"));
  const answers = read.data;
  const asks = asksOf(kind.table, answers.row);
  const question = nextQuestion(asks, answers);
  const lane = touch(before, dialogue, context);
  const option = input.type === "chose" ? input.press.option : undefined;
  if (option === "stop") return only(leave(lane), say("common:process.chat.stopped"));
  const isAgain = input.message !== undefined && input.message === answers.refused;
  if ((input.type === "said" || input.type === "shared") && input.edited && !isAgain) {
    const more = corrected(kind, answers, input, lane, context);
    return heard(kind, answers, more ?? { problem: say("common:editedUnknown") }, lane);
  }
  if (!question) {
    if (option === "send") return sends(kind, answers, lane, context);
    // What she adds now belongs to the first thing that she told in words.
    return option === undefined
      ? heard(kind, answers, added(asks, answers, input, lane), lane)
      : goesOn(kind, answers, lane);
  }
  if (option === "done" && question.sub !== undefined) return goesOn(kind, doneWith(answers, question), lane);
  if (option === "skip" && canPass(question)) return goesOn(kind, passing(asks, answers, question), lane);
  const atOnce = typedAtOnce(kind, answers, input);
  if (atOnce) return heard(kind, answers, atOnce, lane);
  const found =
    option === undefined
      ? understood(question, input, lane, context)
      : fromButton(question, option, lane, context.seen.process[answers.process]?.organiser ?? "");
  if ("problem" in found) return goesOn(kind, answers, lane, [found.problem]);
  const is = kindOf(question.ask);
  const long = tooLong(is, found.value);
  if (long) return goesOn(kind, { ...answers, refused: input.message }, lane, [long]);
  const unfit = notOfGroup(kind, answers, question.field, found.value);
  if (unfit) return goesOn(kind, answers, lane, [unfit]);
  const { refused: _, ...kept } = answers;
  const next = remembered(withAnswer(asks, kept, question, found.value), question, input, answers);
  const isFull = question.sub !== undefined && next.passed.includes(question.field);
  if (isFull) return goesOn(kind, next, lane, [say("common:process.chat.full", { most: MOST_RECORDS })]);
  if (is !== "photo") return goesOn(kind, next, lane);
  return heard(kind, next, withCaption(asks, next, input, lane), lane);
}

/** What she added or corrected, and what could not be kept of it. */
function heard(kind: AnyKind, before: Answers, more: Partial<Kept>, lane: Lane): Turn {
  return goesOn(kind, more.answers ?? before, lane, more.problem ? [more.problem] : []);
}

interface Kept {
  readonly answers: Answers;
  readonly problem: Message;
}

function goesOn(kind: AnyKind, answers: Answers, lane: Lane, first: readonly Message[] = []): Turn {
  const { dialogue } = lane;
  if (!dialogue) return { lane, effects: [] };
  const screen = questionScreen(kind, answers, dialogue.token);
  return {
    lane: { ...lane, dialogue: { ...dialogue, answers } },
    effects: reply({ ...screen, lines: [...first, ...screen.lines] }),
  };
}

/** She sends it. When it cannot be done after all she gets back what she filled in, for it is kept nowhere else. */
function sends(kind: AnyKind, answers: Answers, before: Lane, context: Context): Decision {
  const decision = sent(kind, answers, leave(before), context);
  if ("needs" in decision) return decision;
  if (decision.processes ?? decision.contributions) {
    const messages = (answers.told ?? []).map(({ message }) => message);
    const [brought] = answers.row.startsWith(BRINGS) ? (decision.contributions ?? []) : [];
    return brought && decision.lane
      ? { ...decision, lane: wroteInto(decision.lane, brought.id, messages) }
      : decision;
  }
  const given = givenLines(kind, answers);
  const lines = given.length > 0 ? [say("common:process.chat.givenBack"), ...given] : [];
  return {
    ...decision,
    effects: decision.effects.map((one) =>
      one.do === "reply"
        ? { ...one, screen: { ...one.screen, lines: [...one.screen.lines, ...lines] } }
        : one,
    ),
  };
}

function sent(kind: AnyKind, answers: Answers, lane: Lane, context: Context): Decision {
  if (answers.process === "") return begins(kind, answers.values, lane, context);
  const process = context.seen.process[answers.process];
  if (process === undefined) return needs({ see: "process", id: answers.process });
  if (process?.instrument !== kind.table.name) return only(lane, say("common:stale.alone"));
  const standing = asEnded(kind, answers.row, standingOf(kind, process, context, lane));
  const row = answers.item === undefined ? undefined : context.seen.contribution[answers.item];
  if (answers.item !== undefined && row === undefined)
    return needs({ see: "contribution", id: answers.item });
  const item = itemAmong(kind, row);
  const own = sendsOfKernel(kind, answers, standing, item, lane);
  if (own) return heardFrom(kind, own, standing);
  const ready = readyFor(kind, answers.row, standing, item, lane);
  if ("decision" in ready) return ready.decision;
  const why = refusedNow(kind, ready.row, standing, item, answers.values);
  return why ? only(lane, why) : takes(kind, ready.row, answers.values, standing, item, lane);
}

/** What is no row of the table: something brought in, and what a youth worker enters. */
function sendsOfKernel(
  kind: AnyKind,
  answers: Answers,
  standing: Standing,
  item: Item | undefined,
  lane: Lane,
): Decision | undefined {
  const { row, values } = answers;
  // What the reason is about may be gone by now.
  if (answers.item !== undefined && row.startsWith(BRINGS) && !(item && isArgued(kind, item)))
    return only(lane, say("common:process.not.now"));
  if (row.startsWith(BRINGS)) return brought(kind, broughtAs(row), values, standing, lane, answers.item);
  if (row === FACILITATES) return asksToFacilitate(kind, values, standing, lane);
  return row.startsWith(GROUP_VOTES) ? groupVoted(kind, values, standing, lane) : undefined;
}

function takes(
  kind: AnyKind,
  row: Row,
  filled: Values,
  standing: Standing,
  item: Item | undefined,
  lane: Lane,
): Decision {
  const who = { actor: "resident" as const };
  const next = marked(takingPart(lane, rootOf(standing)), row, standing);
  const done = reply({
    lines: [say(row.step.agreed ? "common:process.agree.waits" : "common:process.chat.taken")],
  });
  if (row.step.agreed === undefined)
    return withReply(take(kind, { row, filled, item, by: lane.resident, who }, standing), next, done);
  return withReply(asksFor(kind, standing, { row, filled, by: lane.resident, item }, who), next, done);
}

/** A decision of the kernel with what she reads, and her lane. */
function withReply(decision: Decision, lane: Lane, effects: Turn["effects"]): Decision {
  return "needs" in decision ? decision : { ...decision, lane, effects: [...effects, ...decision.effects] };
}

/** She begins a process: residents find it once its card was filled in. */
function begins(kind: AnyKind, filled: Values, lane: Lane, context: Context): Decision {
  const row = beginning(kind);
  const id = processId(`${context.seed}#begin`);
  const words = fieldOf(row.step.asks, "words");
  const title = words === undefined ? {} : ((filled[words] ?? {}) as Readonly<Record<string, string>>);
  const { turn } = begun(
    kind,
    {
      id,
      card: emptyCard(kind, context, titleIn(title)),
      desk: context.office.defaultDesk,
      organiser: "",
      filled,
      by: lane.resident,
      who: { actor: "resident" },
    },
    context,
  );
  return withReply(turn, takingPart(lane, id), reply({ lines: [say("common:process.chat.begun")] }));
}

/** Characters. A title is one line. */
const TITLE = 80;

function titleIn(words: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(words)
      .filter(([, text]) => typeof text === "string")
      .map(([language, text]) => [language, upTo(text.split("\n")[0] ?? "", TITLE)]),
  );
}
