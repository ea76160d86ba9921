import type { Action } from "./api.ts";
import { type Ground, Problem } from "./ground.ts";
import type { SlackSide } from "./slack-server.ts";
import type { TelegramSide } from "./telegram-server.ts";

/** What the page gets back besides success: the options of a menu, if it asked for them. */
interface Given {
  readonly options?: unknown;
}

type Act<Kind> = (action: Extract<Action, { do: Kind }>) => unknown;

interface Parts {
  readonly ground: Ground;
  readonly telegram: TelegramSide;
  readonly slack: SlackSide;
  readonly setFaults: (faults: unknown) => void;
  readonly reset: () => Promise<void>;
}

/**
 * Performs the page's actions. Sending or opening something returns at once; where Slack makes a member wait for the
 * app (a press, a form, a command, a menu), so does this, for at most three seconds.
 * @throws Problem when it is not possible, or when there is no such action
 */
export function createActs(parts: Parts): (action: Action) => Promise<Given> {
  const acts: { readonly [Kind in Action["do"]]: Act<Kind> } = {
    ...residentActs(parts),
    ...memberActs(parts),
    ...townActs(parts),
  };
  return async (action) => {
    if (!Object.hasOwn(acts, action.do)) throw new Problem("The playground does not know that action.");
    // Each act takes its own kind of action: the one under its name.
    const act = acts[action.do] as (action: Action) => unknown;
    const given = await act(action);
    return action.do === "slack-options" ? { options: given } : {};
  };
}

function residentActs({ telegram }: Parts) {
  return {
    text: ({ resident, text, replyTo }) => telegram.acts.text(resident, text, replyTo),
    edit: ({ resident, message, text }) => telegram.acts.edit(resident, message, text),
    photo: (action) => telegram.acts.photo(action.resident, action.images, action),
    voice: ({ resident, audio, seconds }) => telegram.acts.voice(resident, audio, seconds),
    place: (action) => telegram.acts.place(action.resident, action.latitude, action.longitude, action),
    sticker: ({ resident, emoji }) => telegram.acts.sticker(resident, emoji),
    press: ({ resident, message, data }) => telegram.acts.press(resident, message, data),
    block: ({ resident, blocked }) => telegram.acts.block(resident, blocked),
    language: ({ resident, language }) => telegram.acts.language(resident, language),
  } satisfies { readonly [Kind in Action["do"]]?: Act<Kind> };
}

function memberActs({ slack }: Parts) {
  return {
    "slack-press": (action) => slack.presses(action.member, action.at, action.action, action),
    "slack-command": ({ member, channel, command, text }) => slack.commands(member, channel, command, text),
    "slack-submit": ({ member, modal, values }) => slack.submits(member, modal, values),
    "slack-close": ({ member, modal }) => slack.closes(member, modal),
    "slack-home": ({ member }) => slack.acts.home(member),
    "slack-message": (action) =>
      slack.acts.message(action.member, action.channel, action.text, action.thread_ts),
    "slack-options": (action) =>
      slack.asksOptions(action.member, action.modal, action.block_id, action.action_id, action.value),
  } satisfies { readonly [Kind in Action["do"]]?: Act<Kind> };
}

function townActs({ ground, setFaults, reset }: Parts) {
  return {
    clock: ({ jump }) => {
      if (!Number.isFinite(jump) || jump < 0) throw new Problem("The clock only goes forward.");
      ground.jump(jump);
    },
    faults: ({ faults }) => setFaults(faults),
    reset: () => reset(),
  } satisfies { readonly [Kind in Action["do"]]?: Act<Kind> };
}
