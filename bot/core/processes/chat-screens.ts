import { type Message, say } from "../model/message.ts";
import { button, type Choice, type Press, rows, type Screen } from "../model/screen.ts";
import {
  type Answers,
  asksOf,
  BRINGS,
  broughtAs,
  CHOICE,
  canPass,
  countIn,
  FACILITATES,
  GROUP_VOTES,
  isForGroup,
  nextQuestion,
  type Question,
} from "./chat-answers.ts";
import type { AnyKind } from "./kind.ts";
import { choicesIn, kindOf, paramsOf } from "./shown-values.ts";
import { sideIn } from "./sides.ts";
import { wordsAndMedia } from "./spoken.ts";
import { isResidentId } from "./telling.ts";

/** What she sees while a row is asked in the chat. */

/** A button of the question that is open. */
function answerPress(
  { table, version }: Pick<AnyKind, "table" | "version">,
  option: string,
  token = "",
): Press {
  return { instrument: table.name, version, step: "say", option, ref: token };
}

/** The open question; when everything was asked, what she is about to send. */
export function questionScreen(kind: AnyKind, answers: Answers, token: string | undefined): Screen {
  const asks = asksOf(kind.table, answers.row);
  const question = nextQuestion(asks, answers);
  const stop = button(say("common:process.chat.stop"), answerPress(kind, "stop", token));
  if (!question) return checkScreen(kind, answers, token, stop);
  const { ask } = question;
  const press = (option: string) => answerPress(kind, option, token);
  const is = kindOf(ask);
  const done =
    question.sub !== undefined && countIn(answers, question) > 0 && answers.record === undefined
      ? [[button(say("common:process.chat.done"), press("done"))]]
      : [];
  const skip = canPass(question) ? [[button(say("common:process.chat.skip"), press("skip"))]] : [];
  const options = optionsOf(kind, question, press);
  return {
    lines: [lineOf(kind, answers, question)],
    choices: [...options, ...done, ...skip, [stop]],
    ...(is === "place" && {
      asksPlace: { share: say("common:process.chat.share"), skip: say("common:process.chat.skip") },
    }),
  };
}

function lineOf({ table }: AnyKind, { row }: Answers, { field, sub, ask }: Question): Message {
  if (row === FACILITATES) return say(`common:process.facilitated.ask.${field}`);
  if (field === "size" && !Object.hasOwn(table.steps, row)) return say("common:process.facilitated.ask.size");
  if (row.startsWith(GROUP_VOTES)) return say("common:process.facilitated.ask.option", { n: field.slice(1) });
  const side = row.startsWith(BRINGS) ? sideIn(broughtAs(row).part) : undefined;
  if (side) return say(`common:process.reasons.ask.${side.side}`);
  if (row.startsWith(BRINGS))
    return field === "words"
      ? say(`${table.name}:item.${broughtAs(row).part}.ask`)
      : say(`common:process.chat.ask.${field}`);
  const path = sub === undefined ? field : `${field}.${sub}`;
  return say(kindOf(ask) === "owner" ? "common:process.chat.ask.owner" : `${table.name}:ask.${row}.${path}`);
}

function optionsOf(
  { table }: AnyKind,
  { field, sub, ask }: Question,
  press: (option: string) => Press,
): readonly (readonly Choice[])[] {
  switch (kindOf(ask)) {
    case "yes":
      return [[button(say("common:yes"), press("yes")), button(say("common:no"), press("no"))]];
    case "owner":
      return [
        [
          button(say("common:process.chat.me"), press("me")),
          button(say("common:process.chat.town"), press("town")),
        ],
      ];
    case "choice": {
      const label = (option: string): Message =>
        field === "score" && /^\d$/.test(option)
          ? say(`common:process.chat.score.${option}`)
          : say(`${table.name}:choice.${sub ?? field}.${option}`);
      return rows(
        choicesIn(ask).map((option) => button(label(option), press(`${CHOICE}${option}`))),
        1,
      );
    }
    default:
      return [];
  }
}

/** What she filled in, a line for each. */
export function givenLines(kind: AnyKind, answers: Answers): readonly Message[] {
  const asks = asksOf(kind.table, answers.row);
  const params = paramsOf(asks, answers.values, `${kind.table.name}:choice`);
  return Object.entries(asks).flatMap(([field, ask]): Message[] => {
    const given = answers.values[field];
    if (given === undefined) return [];
    if (kindOf(ask) === "photo") return [say("common:process.chat.photo")];
    const { words, media } = kindOf(ask) === "words" ? wordsAndMedia(given) : { words: {}, media: [] };
    if (media.length > 0)
      return [
        say("common:process.chat.voice"),
        ...Object.values(words).map((text) => say("common:quote", { text })),
      ];
    if (field === "size" && isForGroup(answers.row))
      return [say("common:process.facilitated.group", { count: given as number })];
    if (answers.row.startsWith(GROUP_VOTES) && field !== "size")
      return given === 0
        ? []
        : [say("common:process.facilitated.chose", { n: field.slice(1), chosen: given as number })];
    // Only she can be named by a resident's id here: it is her own dialogue.
    const isHers = kindOf(ask) === "owner" && given !== "" && isResidentId(String(given));
    const value = isHers ? say("common:process.chat.me") : params[field];
    return value === undefined || value === "" ? [] : [say("common:process.chat.given", { value })];
  });
}

/** Everything she filled in, before it is sent. */
function checkScreen(kind: AnyKind, answers: Answers, token: string | undefined, stop: Choice): Screen {
  return {
    lines: [say("common:process.chat.check"), ...givenLines(kind, answers)],
    choices: [[button(say("common:process.chat.send"), answerPress(kind, "send", token))], [stop]],
  };
}
