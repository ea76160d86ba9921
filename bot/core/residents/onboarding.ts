import { after, DAY } from "../calendar/time.ts";
import { reply } from "../decision.ts";
import { withDigits } from "../model/digits.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { type Language, type Message, say } from "../model/message.ts";
import type { Choice, Press, Screen } from "../model/screen.ts";
import { button, CORE_VERSION, corePress, rows } from "../model/screen.ts";
import type { Context, Turn } from "../turn.ts";
import { forgottenAfter, keptUntil } from "./dialogue-state.ts";
import { markOf, markTold } from "./erasure-mark.ts";
import { choosePermission, PRIVACY_TEXT, permissions } from "./permissions.ts";

/** Days. Somebody who does not finish coming in is forgotten after this (our limit). */
const UNFINISHED_DAYS = 7;

/** The way in: language, privacy notice and age, neighbourhood, permissions. */
export function comeIn(input: ResidentInput, before: Lane, context: Context): Turn {
  const lane = noticeEarlier(input, before, context);
  if (input.type === "chose" && input.press.instrument === "core" && input.press.version === CORE_VERSION) {
    const { step, option } = input.press;
    if (step === "language" && context.town.languages.includes(option)) {
      return go(
        { ...lane, language: option, stage: lane.stage === "language" ? "privacy" : lane.stage },
        context,
      );
    }
    // Saying no means being forgotten at once, even after an earlier yes. The same press, repeated because its reply
    // got lost, changes nothing.
    const goesAway = option === "young" || option === "no";
    if (step === "privacy" && (lane.stage === "privacy" || goesAway))
      return answerPrivacy(option, lane, input, context);
    if (step === "area" && lane.stage === "neighbourhood") {
      const known = option === "elsewhere" || context.town.neighbourhoods.some((one) => one.key === option);
      // A forged option answers nothing: the question stays.
      if (known || option === "skip")
        return go({ ...lane, neighbourhood: known ? option : undefined, stage: "permissions" }, context);
    }
    if (step === "allow" && lane.stage === "permissions") {
      if (option === "done") return finish(lane, context);
      const changed = choosePermission(option, lane, context);
      return { lane: changed, effects: reply({ ...permissions(changed), replaces: true }) };
    }
  }
  if (input.type === "said" && !input.edited) {
    const typed = typedButton(input.text, before, context);
    // She answered the question in words: that is not a story to come back to.
    if (typed) {
      const { label, press } = typed;
      const turn = comeIn({ ...input, type: "chose", press }, before, context);
      // Our reading of part of a name, or of a number, is repeated back: she may have meant another.
      return context.says(input.text, label, before.language) || before.stage !== "neighbourhood"
        ? turn
        : beginningWith(say("common:taken", { answer: label }), turn);
    }
  }
  const typed = input.type === "said" || input.type === "shared" || input.type === "placed";
  const screens = stageScreens(lane, context, typed ? [say("common:onboarding.notYet")] : []);
  // Before the age gate nothing that somebody writes is kept. She is told so at once; only her first message is pointed
  // back to afterwards, so that she need not type it again.
  return { lane: remembered(lane, context), effects: reply(...screens) };
}

function beginningWith(line: Message, { effects, ...turn }: Turn): Turn {
  const [first, ...others] = effects;
  if (first?.do !== "reply") return { ...turn, effects };
  const { screen } = first;
  return {
    ...turn,
    effects: [{ ...first, screen: { ...screen, lines: [line, ...screen.lines] } }, ...others],
  };
}

/** The button of the open question that somebody means by typing its words. */
function typedButton(
  text: string,
  lane: Lane,
  context: Context,
): { readonly label: Message; readonly press: Press } | undefined {
  // A number could mean anything here, including an age; only in the list of neighbourhoods does it count buttons.
  if (/^\d/.test(withDigits(text.trim())) && lane.stage !== "neighbourhood") return undefined;
  const choices = stageScreens(lane, context).flatMap((screen) => (screen.choices ?? []).flat());
  const known = choices.flatMap((one) => ("press" in one ? [{ label: one.label, press: one.press }] : []));
  // "Are you 16 or older, and do you take part?" is answered with a typed yes or no.
  const spoken =
    lane.stage === "privacy"
      ? [
          { label: say("common:yes"), press: corePress("privacy", "join") },
          { label: say("common:no"), press: corePress("privacy", "no") },
        ]
      : [];
  // Only the exact words count: consent is never guessed.
  const exact = lane.stage === "privacy" || lane.stage === "permissions";
  const options = [...spoken, ...known];
  for (const option of exact ? options : []) {
    if (context.says(text, option.label, lane.language)) return option;
  }
  if (exact) return undefined;
  const labels = options.map((one) => one.label);
  const index = context.typedChoice(text, labels, lane.language);
  return index === undefined ? undefined : options[index];
}

function noticeEarlier(input: ResidentInput, lane: Lane, { phrases }: Context): Lane {
  const campaign = input.type === "started" && input.campaign ? input.campaign : lane.campaign;
  // "Hoi" and "ik wil iets melden" are nothing to come back to.
  const tells = input.type === "said" && !input.edited && phrases.meaning(input.text) === undefined;
  const earlier = tells && lane.earlier === undefined ? input.message : lane.earlier;
  // Somebody who starts again after /stop wants to hear from us.
  const stopped = lane.stopped && input.type !== "started";
  return { ...lane, campaign, earlier, stopped };
}

/** Stores the lane of somebody who has not come in yet, set to expire by itself. */
function remembered(lane: Lane, context: Context): Lane {
  return { ...lane, expires: forgottenAfter(after(context.now, UNFINISHED_DAYS * DAY), lane) };
}

function go(lane: Lane, context: Context): Turn {
  return { lane: remembered(lane, context), effects: reply(...replacing(stageScreens(lane, context))) };
}

/** Replaces the question that was just answered, so that the chat stays short. */
function replacing(screens: readonly Screen[]): Screen[] {
  return screens.map((screen, index) => (index === 0 ? { ...screen, replaces: true } : screen));
}

function answerPrivacy(option: string, lane: Lane, input: ResidentInput, context: Context): Turn {
  if (option === "join") {
    const accepted = { text: PRIVACY_TEXT, language: lane.language, at: input.at };
    return go({ ...lane, accepted, stage: "neighbourhood" }, context);
  }
  if (option === "young" || option === "no") {
    const lines =
      option === "young"
        ? [
            say("common:onboarding.young"),
            say("common:onboarding.group", { route: { localized: context.town.contact.groupRoute } }),
          ]
        : [say("common:onboarding.no", { desk: { localized: context.town.contact.desk } })];
    const stays = markTold(markOf(lane, context), context);
    return { lane: null, effects: reply({ lines: [...lines, ...stays], replaces: true }) };
  }
  const layer = option === "more2" ? 3 : option === "more" ? 2 : 1;
  return { lane: remembered(lane, context), effects: reply({ ...privacy(context, layer), replaces: true }) };
}

/** The question of the stage somebody is at. */
export function stageScreens(lane: Lane, context: Context, before: readonly Message[] = []): Screen[] {
  if (lane.stage === "member") return [];
  // A first-time visitor is first told who is speaking here.
  if (lane.stage === "language") return [languageScreen(context, [hello(context), ...before])];
  const screen =
    lane.stage === "privacy"
      ? privacy(context, 1)
      : lane.stage === "neighbourhood"
        ? neighbourhoods(context)
        : permissions(lane);
  return [{ ...screen, lines: [...before, ...screen.lines] }];
}

/** /taal: nobody chooses a language before she knows who is asking. */
export function languageQuestion(lane: Lane, context: Context): Screen {
  return languageScreen(context, lane.stage === "language" ? [hello(context)] : []);
}

function hello(context: Context) {
  return say("common:onboarding.hello", { bot: context.town.bot, town: context.town.name });
}

function languageScreen(context: Context, before: readonly Message[]): Screen {
  const choices = context.town.languages.map((language) =>
    button(say(`common:language.${language}`), corePress("language", language)),
  );
  return { lines: [...before, say("common:onboarding.language")], choices: rows(choices, 2) };
}

function privacy(context: Context, layer: 1 | 2 | 3): Screen {
  const { contact, retention, name } = context.town;
  const lines =
    layer === 1
      ? [say("common:privacy.short")]
      : layer === 2
        ? [
            say("common:privacy.kept", {
              contribution: { key: "common:months", params: { count: retention.contributionMonths } },
            }),
            say("common:privacy.rights"),
          ]
        : [
            say("common:privacy.basis", {
              town: name,
              officer: contact.privacyOfficer,
              website: contact.website,
            }),
          ];
  const more: Choice[] =
    layer === 1
      ? [button(say("common:privacy.more"), corePress("privacy", "more"))]
      : layer === 2
        ? [button(say("common:privacy.evenMore"), corePress("privacy", "more2"))]
        : [button(say("common:privacy.back"), corePress("privacy", "back"))];
  return {
    lines: [...lines, say("common:privacy.age")],
    choices: [
      [button(say("common:privacy.join"), corePress("privacy", "join"))],
      [button(say("common:privacy.young"), corePress("privacy", "young"))],
      [button(say("common:privacy.no"), corePress("privacy", "no"))],
      more,
    ],
  };
}

function neighbourhoods(context: Context): Screen {
  const choices = context.town.neighbourhoods.map((one) =>
    button(say("common:as_is", { text: one.name }), corePress("area", one.key)),
  );
  return {
    lines: [say("common:onboarding.neighbourhood", { town: context.town.name })],
    choices: [
      ...rows(choices, 2),
      [
        button(say("common:onboarding.elsewhere"), corePress("area", "elsewhere")),
        button(say("common:skip"), corePress("area", "skip")),
      ],
    ],
  };
}

function finish(lane: Lane, context: Context): Turn {
  const joined: Lane = { ...lane, stage: "member" };
  const member: Lane = { ...joined, expires: keptUntil(joined, context) };
  const effects = reply({ lines: [say("common:onboarding.done")], replaces: true });
  const first = lane.earlier === undefined ? welcome(context) : earlierQuestion(lane.earlier);
  return { lane: member, effects: [...effects, ...reply(first)] };
}

/** Asks whether the message she wrote before coming in is something to report. */
export function earlierQuestion(message: number): Screen {
  return {
    lines: [say("common:onboarding.earlier")],
    quotes: message,
    choices: [
      [button(say("common:onboarding.useEarlier"), corePress("earlier", "yes"))],
      [button(say("common:no"), corePress("earlier", "no"))],
    ],
  };
}

/** What residents can do here, for somebody who is not in the middle of anything. */
export function welcome(context: Context): Screen {
  return { lines: [say("common:welcome", { town: context.town.name })] };
}

/** The language to speak first: that of the person's app, if the town offers it; otherwise the town's own. */
export function firstLanguage(appLanguage: Language | undefined, offered: readonly Language[]): Language {
  const wanted = appLanguage?.toLowerCase();
  const same = offered.find((one) => one.toLowerCase() === wanted);
  return same ?? offered.find((one) => one === wanted?.split("-")[0]) ?? offered[0] ?? "nl";
}
