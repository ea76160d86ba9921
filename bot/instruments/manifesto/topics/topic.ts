import { needs, reply } from "../../../core/decision.ts";
import { ageOf } from "../../../core/model/age.ts";
import { withDigits } from "../../../core/model/digits.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import { type Lane, wroteInto } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { broughtIn } from "../../../core/processes/chat-items.ts";
import { notForGroup } from "../../../core/processes/facilitated.ts";
import { sizeIn, sizesTold } from "../../../core/processes/group-limits.ts";
import { standingOf } from "../../../core/processes/record.ts";
import { VOICE } from "../../../core/processes/spoken.ts";
import { leave, touch } from "../../../core/residents/dialogue-state.ts";
import { formalWay } from "../../../core/residents/formal-objection.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { ageButtons, fits } from "../core-group/core-group.ts";
import { dialogueOf } from "../dialogue.ts";
import { press } from "../names.ts";
import { manifestoPart } from "../part.ts";
import { takesTopics } from "../record.ts";
import { type Draft, draftSchema, draftWords, readManifesto } from "../state.ts";

/** A young person brings in a topic: typed, spoken or with a photo. She sees all of it before it is sent. */

/** Characters. Nobody reads more on a phone, one card after the other (our limit). */
const LONGEST_TOPIC = 1000;
/** At most this many photos and recordings per topic (our limit). */
const MOST_MEDIA = 5;

/** "Bring in a topic", once her age is known. */
export function startTopic(
  process: Process,
  lane: Lane,
  context: Context,
  extra: Pick<Draft, "about" | "group"> = {},
): Turn {
  const refusal = extra.about ? undefined : notNow(process, lane, context, extra.group !== undefined);
  if (refusal) return { lane, effects: reply(refusal) };
  if (lane.dialogue || lane.held) return { lane, effects: reply({ lines: [say("manifesto:topic.busy")] }) };
  const draft: Draft = { process: process.id, pieces: [], media: [], ...extra };
  const forGroup = extra.group !== undefined && { forGroup: true as const };
  const next = touch(lane, { ...dialogueOf("topic", draft, context), ...forGroup }, context);
  return { lane: next, effects: reply(topicQuestion(next)) };
}

/** Why she cannot bring in a topic, or the question that comes first. */
function notNow(process: Process, lane: Lane, context: Context, group: boolean): Screen | undefined {
  const manifesto = readManifesto(process);
  if (!process.open || !takesTopics(manifesto, context.now))
    return {
      lines: [say(manifesto.at === "forming" ? "manifesto:topic.tooEarly" : "manifesto:topic.tooLate")],
    };
  // A group has no age: that is why it comes in this way.
  if (group) return groupRefused(process, lane, context);
  const age = ageOf(lane);
  if (age === undefined) return { lines: [say("manifesto:age.ask")], choices: ageButtons("age", process.id) };
  if (!fits(age, manifesto))
    return { lines: [say("manifesto:age.outside", { from: manifesto.from, to: manifesto.to })] };
  return undefined;
}

/** She may have been taken out while she was telling it. */
function groupRefused(process: Process, lane: Lane, context: Context): Screen | undefined {
  const why = notForGroup(manifestoPart, standingOf(manifestoPart, process, context, lane), lane, "brings");
  return why && { lines: [why] };
}

/** The question asked now in her conversation. */
export function topicQuestion({ dialogue }: Lane): Screen {
  const draft = draftSchema.parse(dialogue?.answers);
  const token = dialogue?.token;
  const drop = button(say("manifesto:topic.drop"), press("topic", "drop", token));
  if (draft.group === 0) return { lines: [say("common:process.facilitated.ask.size")], choices: [[drop]] };
  const words = draftWords(draft);
  const voices = draft.media.filter((one) => one.kind === "voice").length;
  const photos = draft.media.length - voices;
  if (words === "" && voices === 0)
    return {
      lines: [
        say(
          photos > 0
            ? "manifesto:topic.wordsToo"
            : draft.about
              ? `manifesto:opinion.ask.${draft.about.side}`
              : "manifesto:item.topic.ask",
        ),
      ],
      choices: [[drop]],
    };
  return {
    lines: [
      say("manifesto:topic.check"),
      ...(words === "" ? [] : [say("common:quote", { text: words })]),
      ...(voices > 0 ? [say("manifesto:topic.voices", { count: voices })] : []),
      ...(photos > 0 ? [say("manifesto:topic.photos", { count: photos })] : []),
      say("manifesto:topic.rules"),
    ],
    choices: [[button(say("manifesto:topic.send"), press("topic", "send", token)), drop]],
  };
}

/** Whether she was asked why she is for or against somebody else's topic. */
export function saysWhy({ dialogue }: Lane): boolean {
  return draftSchema.safeParse(dialogue?.answers).data?.about !== undefined;
}

/** Whether her topic is being shown to her for a last look. */
export function isShown(lane: Lane): boolean {
  return topicQuestion(lane).lines.some(({ key }) => key === "manifesto:topic.check");
}

/** The conversation goes on. Nothing she typed is lost: she is told what does not fit. */
export function toldTopic(input: ResidentInput, before: Lane, context: Context): Decision {
  const { dialogue } = before;
  const read = draftSchema.safeParse(dialogue?.answers);
  if (!dialogue || !read.success)
    return { lane: leave(before), effects: reply({ lines: [say("manifesto:topic.lost")] }) };
  const draft = read.data;
  const lane = touch(before, dialogue, context);
  if (input.type === "chose") {
    if (input.press.option === "drop")
      return {
        lane: leave(lane),
        effects: reply({ lines: [say("manifesto:topic.dropped")], replaces: true }),
      };
    if (input.press.option === "send") return send(draft, lane, context);
    return shows(draft, lane, context, []);
  }
  switch (input.type) {
    case "said":
      if (draft.group === 0 && !input.edited) return sized(input.text, draft, lane, context);
      return input.edited
        ? edited(input.text, input.message, draft, lane, context)
        : added(input.text, input.message, draft, lane, context);
    case "shared": {
      const caption = input.caption ?? "";
      if (input.edited) return edited(caption, input.message, draft, lane, context);
      if (draft.media.length >= MOST_MEDIA)
        return added(caption, input.message, draft, lane, context, [
          say("manifesto:topic.tooManyMedia", { count: MOST_MEDIA }),
        ]);
      return added(caption, input.message, { ...draft, media: [...draft.media, input.media] }, lane, context);
    }
    case "placed":
      return shows(draft, lane, context, [say("manifesto:topic.noPlace")]);
    default:
      return shows(draft, lane, context, []);
  }
}

/** The size of the group: a number, and nothing about who. */
function sized(text: string, draft: Draft, lane: Lane, context: Context): Turn {
  const size = sizeIn(manifestoPart, { size: withDigits(text.trim()) });
  return size === undefined
    ? shows(draft, lane, context, [sizesTold(manifestoPart)])
    : shows({ ...draft, group: size }, lane, context, []);
}

function added(
  text: string,
  message: number | undefined,
  draft: Draft,
  lane: Lane,
  context: Context,
  before: readonly Message[] = [],
): Turn {
  const words = text.trim();
  if (words === "") return shows(draft, lane, context, before);
  if (draftWords(draft).length + words.length > LONGEST_TOPIC)
    return shows(draft, lane, context, [...before, say("manifesto:topic.tooLong", { count: LONGEST_TOPIC })]);
  return shows({ ...draft, pieces: [...draft.pieces, { text: words, message }] }, lane, context, before);
}

function edited(text: string, message: number | undefined, draft: Draft, lane: Lane, context: Context): Turn {
  const known = message !== undefined && draft.pieces.some((piece) => piece.message === message);
  if (!known || text.trim() === "") return shows(draft, lane, context, [say("common:editedUnknown")]);
  const pieces = draft.pieces.map((piece) =>
    piece.message === message ? { ...piece, text: text.trim() } : piece,
  );
  const next = { ...draft, pieces };
  return draftWords(next).length > LONGEST_TOPIC
    ? shows(draft, lane, context, [say("manifesto:topic.tooLong", { count: LONGEST_TOPIC })])
    : shows(next, lane, context, []);
}

function shows(draft: Draft, lane: Lane, context: Context, before: readonly Message[]): Turn {
  const next: Lane = lane.dialogue ? { ...lane, dialogue: { ...lane.dialogue, answers: draft } } : lane;
  const screen = topicQuestion(next);
  const lines = [...before, ...screen.lines, ...formalWay(draftWords(draft), context)];
  return { lane: next, effects: reply({ ...screen, lines }) };
}

/** From this commit on the topic exists. */
function send(draft: Draft, lane: Lane, context: Context): Decision {
  const words = draftWords(draft);
  const voice = draft.media.some((one) => one.kind === "voice");
  if (words === "" && !voice) return shows(draft, lane, context, []);
  const process = context.seen.process[draft.process];
  if (process === undefined) return needs({ see: "process", id: draft.process });
  if (!process) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  // Collecting may have ended while she was telling it. Her words are shown, so that she still has them.
  const refusal = draft.about ? undefined : notNow(process, lane, context, draft.group !== undefined);
  const age = ageOf(lane);
  const needsAge = !draft.about && draft.group === undefined;
  if (refusal || (needsAge && age === undefined)) {
    const own = words === "" ? [] : [say("common:quote", { text: words })];
    return {
      lane: leave(lane),
      effects: reply({ ...refusal, lines: [...(refusal?.lines ?? []), ...own] }),
    };
  }
  const part = draft.about ? `topic+${draft.about.side}` : "topic";
  const values = { words: { ...(words !== "" && { [lane.language]: words }), [VOICE]: draft.media } };
  const under = { part, about: draft.about?.topic, group: draft.group };
  const turn = broughtIn(
    manifestoPart,
    under,
    values,
    standingOf(manifestoPart, process, context),
    leave(lane),
  );
  const [topic] = turn.contributions ?? [];
  const messages = draft.pieces.map(({ message }) => message);
  return topic && turn.lane ? { ...turn, lane: wroteInto(turn.lane, topic.id, messages) } : turn;
}
