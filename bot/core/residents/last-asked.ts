import { elapsed, HOUR } from "../calendar/time.ts";
import { reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import { isProcessId } from "../model/process.ts";
import type { Choice, Press, Screen } from "../model/screen.ts";
import type { Context, Turn } from "../turn.ts";
import { normalized } from "../understanding/normalize.ts";
import { openQuestion } from "./current-question.ts";

/** The question that was asked last, with its buttons: typing the words of a button presses it. */

/**
 * Milliseconds. A yes or no still answers our reply to her own act within this time; a notice waits longer (our limit).
 */
const FRESH = HOUR;

/** A screen with more buttons than this is a list to choose from, not a question (our limit). */
const MOST_CHOICES = 6;

type Labelled = Extract<Choice, { press: Press }>;

const withPress = (choices: Screen["choices"]): Labelled[] =>
  (choices ?? []).flat().flatMap((one) => ("press" in one ? [{ label: one.label, press: one.press }] : []));

/** The buttons of this screen, to be stored with the question; undefined when it asks nothing. */
export function askedBy(screen: Screen): NonNullable<Lane["asked"]>["choices"] {
  const choices = withPress(screen.choices);
  return choices.length > 0 && choices.length <= MOST_CHOICES ? choices : undefined;
}

/** Buttons beside a ballot or survey answers can reveal what she chose: that must not be stored in her lane. */
function isSecret({ press }: Labelled, instruments: readonly ResidentSide[]): boolean {
  const side = instruments.find((one) => one.name === press.instrument)?.process;
  const told = side?.votesIn(press) !== undefined || side?.answersIn(press) !== undefined;
  return told || (press.instrument !== "core" && isProcessId(press.ref ?? ""));
}

/** Whether a question of the core's own was asked beside the open one, such as whether she wants to go on with it. */
function isOfCore(choices: readonly Labelled[]): boolean {
  const own = choices.filter(({ press }) => press.instrument === "core");
  return own.length === choices.length || own.some(({ press }) => press.step === "continue");
}

/** Stores what she was last shown, if it asks something; an open conversation knows its own question. */
export function remembersAsked(
  turn: Turn,
  { now }: Pick<Context, "now">,
  instruments: readonly ResidentSide[],
): Turn {
  const { lane } = turn;
  if (lane?.stage !== "member" || lane.held || lane.asked) return turn;
  const last = turn.effects.findLast((one) => one.do === "reply");
  const choices = last?.do === "reply" ? askedBy(last.screen) : undefined;
  if (!choices || (lane.dialogue && !isOfCore(choices))) return turn;
  if (choices.some((one) => isSecret(one, instruments))) return turn;
  return { ...turn, lane: { ...lane, asked: { at: now, choices } } };
}

export interface Meant {
  readonly press: Press;
  /** She said no, and these words say what is still wrong. */
  readonly words?: string;
  /** The contribution these words are about, when she is not asked for a reason. */
  readonly about?: string;
}

/** The button somebody means by typing these words; undefined when they are something else. */
export function meant(
  input: ResidentInput,
  before: Lane,
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Meant | undefined {
  if (input.type !== "said" || input.edited || input.adds) return undefined;
  const { text } = input;
  const set = lane.held !== undefined || lane.dialogue?.parked === true;
  const button = lane.dialogue && !set ? buttonOf(text, lane, context, instruments) : undefined;
  if (button) return { press: button };
  const asked = set ? undefined : before.asked;
  if (input.repliesAbout !== undefined && input.repliesAbout !== asked?.ref) return undefined;
  const choices = set
    ? openQuestion(lane, context, instruments).flatMap((one) => withPress(one.choices))
    : (asked?.choices ?? []);
  const exact = choices.find(({ label }) => context.says(text, label, lane.language));
  if (exact) return { press: exact.press };
  const said = context.phrases.beginning(text);
  // With her words waiting, a yes could answer either of two things.
  if (lane.held) return said ? undefined : nearly(text, choices, lane, context);
  if (asked && asked.ref === undefined && elapsed(asked.at, context.now) > FRESH) return undefined;
  const { yes, no } = yesAndNo(choices, lane, context);
  // “Toch niet” about something she was about to do herself.
  const own = asked !== undefined && asked.ref === undefined && !lane.dialogue;
  if (!said && own && yes && no && context.phrases.meaning(text) === "cancel") return { press: no };
  if (!said) return nearly(text, choices, lane, context);
  if (said.means === "yes")
    return yes && said.rest === "" ? { press: yes } : nearly(text, choices, lane, context);
  if (!no) return undefined;
  return said.rest === ""
    ? { press: no }
    : { press: no, words: said.rest, ...(asked?.ref !== undefined && { about: asked.ref }) };
}

/** The only button that says the same apart from joining or softening words: “ja trek maar in”, “iets nieuws”. */
function nearly(
  text: string,
  choices: readonly Labelled[],
  lane: Lane,
  { phrases, shows, vocabularies }: Context,
): Meant | undefined {
  const small = vocabularies().flatMap(({ filler, functionWord }) => [
    ...(filler ?? []),
    ...(functionWord ?? []),
  ]);
  const bare = (words: string) =>
    normalized(words)
      .split(" ")
      .filter((word) => !small.includes(word))
      .join(" ");
  const typed = bare(text);
  // “Ja maar hij” is not a yes.
  if (typed === "" || phrases.beginning(typed)?.rest === "") return undefined;
  const [only, ...others] = choices.filter(({ label }) => {
    const shown = shows(label, lane.language);
    return [shown, ...shown.split(/[,;:.–—]/)].some((part) => bare(part) === typed);
  });
  return only && others.length === 0 ? { press: only.press } : undefined;
}

/**
 * A button of the conversation she is in. One that belongs to more than that, as in a survey, is left to its
 * instrument.
 */
function buttonOf(
  text: string,
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Press | undefined {
  const choices = openQuestion(lane, context, instruments).flatMap((one) => withPress(one.choices));
  const { token } = lane.dialogue ?? {};
  return choices.find(({ label, press }) => press.ref === token && context.says(text, label, lane.language))
    ?.press;
}

/** Which button says yes and which says no: by its first word, or else by name. When two claim one, neither counts. */
function yesAndNo(
  choices: readonly Labelled[],
  lane: Lane,
  { phrases, shows }: Context,
): { readonly yes?: Press | undefined; readonly no?: Press | undefined } {
  const those = (means: "yes" | "no") => {
    const spoken = choices.filter(
      ({ label }) => phrases.beginning(shows(label, lane.language))?.means === means,
    );
    return spoken.length > 0 ? spoken : choices.filter(({ press }) => press.option === means);
  };
  const only = (found: readonly Labelled[]) => (found.length === 1 ? found[0]?.press : undefined);
  return { yes: only(those("yes")), no: only(those("no")) };
}

/** The contribution that the last question asked about, if it takes a yes or no; undefined otherwise. */
export function asksAbout(asked: Lane["asked"], lane: Lane, context: Context): string | undefined {
  if (asked?.ref === undefined || !asked.choices) return undefined;
  const { yes, no } = yesAndNo(asked.choices, lane, context);
  return yes && no ? asked.ref : undefined;
}

/** Changes nothing and says a short word in reply. */
export function shortWord(key: "thanks" | "ok", lane: Lane): Turn {
  return { lane, effects: reply({ lines: [say(`common:talk.${key}`)] }) };
}
