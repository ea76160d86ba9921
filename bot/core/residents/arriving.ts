import { needs, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import { readLink } from "../model/deep-link.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Need } from "../needs.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { continueScreen, whichOne } from "./held-words.ts";
import { comeIn, earlierQuestion, welcome } from "./onboarding.ts";
import type { Situation } from "./rules.ts";
import { command, commandOf, talk } from "./small-talk.ts";

/** How somebody comes in: for the first time, by an invitation, or again. */

/**
 * Handles what she does before coming in: a wish is granted, anything else leads to the next question of the way in.
 */
export function onTheWayIn(situation: Situation): Decision | undefined {
  const { input, lane, context } = situation;
  if (lane.stage === "member") return undefined;
  return wishOnTheWayIn(situation) ?? arrived(comeIn(input, lane, context), situation);
}

/** Handles “stop”, “help” or “hoi” from somebody who has not come in: she is not reporting anything yet. */
function wishOnTheWayIn({ input, lane, context, instruments }: Situation): Decision | undefined {
  if (input.type !== "said" || input.edited) return undefined;
  const meaning = context.phrases.meaning(input.text);
  switch (meaning) {
    case "stop":
    case "help":
    case "erase":
    case "data":
    case "language":
      return command(commandOf[meaning], input, lane, context, instruments);
    case "human":
      return talk(meaning, input, lane, context, instruments);
    case "greeting":
    case "thanks":
    case "approval":
    case "about":
      // As if she had only opened the chat.
      return comeIn({ id: input.id, at: input.at, type: "started" }, lane, context);
    default:
      return undefined;
  }
}

/** Takes somebody who has just come in through an invitation to what she was invited to. */
function arrived(turn: Turn, { input, context, instruments }: Situation): Decision {
  const { lane } = turn;
  if (lane?.stage !== "member" || lane.campaign === undefined) return turn;
  const invited = invitedBy(lane.campaign, context, instruments);
  if (invited && "needs" in invited) return invited;
  const { id, at } = input;
  const comes: Lane = lane.earlier === undefined ? lane : { ...lane, earlierWaits: true };
  const started: ResidentInput = { type: "started", id, at, campaign: lane.campaign };
  const more = invited
    ? invited.resident(started, comes, context)
    : opened(started, comes, context, instruments);
  if (!more) return turn;
  if ("needs" in more) return more;
  // This is what she came for: the rest can wait, and what she wrote before waits until she is done.
  const [done] = turn.effects;
  const arrival = { ...more, lane: more.lane ?? comes, effects: [...(done ? [done] : []), ...more.effects] };
  const canBegin = more.effects.some((one) => one.do === "reply" && one.screen.choices?.length);
  return canBegin || !comes.earlierWaits ? arrival : asksEarlier(arrival);
}

/** The instrument that a link leads to; of a core group's or a youth worker's, the one whose process it is. */
function invitedBy(
  campaign: string,
  { seen }: Context,
  instruments: readonly ResidentSide[],
): ResidentSide | { readonly needs: readonly Need[] } | undefined {
  const link = readLink(campaign);
  if (link?.kind !== "group" && link?.kind !== "facilitated")
    return instruments.find((one) => one.process?.invites(campaign));
  const process = seen.process[link.id];
  if (process === undefined) return needs({ see: "process", id: link.id });
  return instruments.find(({ name }) => name === process?.instrument);
}

/** What a code on paper opens; undefined when there is no code in it. */
export function opened(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Decision | undefined {
  for (const one of instruments) {
    const decision = one.opens?.(input, lane, context);
    if (decision) return decision;
  }
  return undefined;
}

/** /start, with or without a link, from somebody who has come in before. */
export function startedAgain({ input, lane, context, instruments }: Situation): Decision | undefined {
  if (input.type !== "started") return undefined;
  const { campaign } = input;
  const invited = campaign === undefined ? undefined : invitedBy(campaign, context, instruments);
  if (invited && "needs" in invited) return invited;
  if (invited) return invited.resident(input, { ...lane, stopped: false, campaign }, context);
  const back: Lane = { ...lane, stopped: false, campaign: campaign ?? lane.campaign };
  const again = lane.stopped ? [say("common:stop.undone")] : [];
  const screen = back.held
    ? whichOne(back)
    : back.dialogue
      ? continueScreen(say("common:continue.welcomeBack"), back)
      : welcome(context);
  return { lane: back, effects: reply({ ...screen, lines: [...again, ...screen.lines] }) };
}

/** Asks her about what she wrote before coming in, once she is in the middle of nothing else. */
export function asksEarlier(turn: Turn): Turn {
  if (!turn.lane || turn.lane.stopped || turn.lane.dialogue || turn.lane.held) return turn;
  const { earlierWaits: _, ...lane } = turn.lane;
  const asks = lane.earlier === undefined ? [] : reply(earlierQuestion(lane.earlier));
  return { ...turn, lane, effects: [...turn.effects, ...asks] };
}
