/**
 * What the playground's page sees of the playground's servers, and what it can ask of them.
 * `GET /playground/world` returns a World; `GET /playground/events` is a stream of server-sent events, each
 * a whole World (at most ten a second); `POST /playground/do` takes an Action as JSON and responds with
 * `{ ok: true }` or `{ ok: false, problem: string }`. Residents' actions, slack-home and slack-message
 * respond at once; other members' actions once the app did, at most three seconds later.
 * `GET /playground/files/<id>` returns the bytes of a Telegram `file_id` or a Slack file id.
 */
import type { BotCommand, Message } from "@grammyjs/types";
import type { HomeView, KnownBlock, ModalView } from "@slack/types";

export interface World {
  /** The playground's clock, ISO 8601 in UTC. */
  now: string;
  /** "dynamodb" with Java, "memory" without: then killing the process loses everything. */
  store: "dynamodb" | "memory";
  municipality: string;
  bot: { name: string; username: string; about: Record<string, string> };
  residents: Resident[];
  slack: Workspace;
  trace: Step[];
  faults: Faults;
  /** The faults that were caused on purpose, and proof that nothing was lost or duplicated. */
  tally: {
    updatesSent: number;
    updatesRepeated: number;
    kills: number;
    messagesToResidents: number;
    refusedSends: number;
    /** Updates that Telegram gave up on, and residents' messages that the bot has taken without any reply so far. */
    lost: number;
    /** Messages sent twice for one update or one action, and cards that appear twice on a desk. */
    doubled: number;
  };
}

/** An invented resident with a Telegram account. */
export interface Resident {
  id: number;
  name: string;
  /** Language of this resident's app (IETF tag), as Telegram reports it. */
  language: string;
  blocked: boolean;
  typing: boolean;
  /**
   * Bot API messages of this chat, oldest first, without deleted ones. Text is plain with entities, as Telegram stores
   * it.
   */
  messages: (Message & { from_bot: boolean; edited?: boolean })[];
  /** The reply keyboard in force, if any. */
  keyboard?: { text: string; request_location?: boolean }[][];
  commands: BotCommand[];
  /** Text of the last answered button press, shown briefly. */
  toast?: { text: string; alert: boolean; at: string };
}

export interface Workspace {
  team: string;
  members: Member[];
  channels: { id: string; name: string; topic?: string; is_private?: boolean }[];
  /** All messages, oldest first; `thread_ts` set on replies; `visible_to` on ephemeral ones; channel starting with D is a direct message with `dm_with`. */
  messages: SlackMessage[];
  /** Open modals, by member, the top of the stack last. */
  modals: Record<string, { id: string; view: ModalView; errors?: Record<string, string> }[]>;
  /** Published App Home, by member. */
  homes: Record<string, HomeView>;
  commands: { command: string; description: string }[];
}

export interface Member {
  id: string;
  name: string;
  locale: string;
  is_bot?: boolean;
  /** A guest of the workspace. */
  is_restricted?: boolean;
}

export interface SlackMessage {
  channel: string;
  ts: string;
  thread_ts?: string;
  user: string;
  text: string;
  blocks?: KnownBlock[];
  files?: { id: string; name: string; mimetype: string; url: string; alt?: string }[];
  visible_to?: string;
  dm_with?: string;
  edited?: boolean;
}

/** One step of what happened between the two chats. */
export interface Step {
  at: string;
  /** Where it took place. */
  lane:
    | "telegram-in"
    | "telegram-out"
    | "slack-in"
    | "slack-out"
    | "decision"
    | "commit"
    | "queue"
    | "clock"
    | "fault";
  /** A short line in plain words. */
  text: string;
  /** The data itself, for anybody who wants to look. */
  detail?: unknown;
}

/** Switches that break things. Numbers count down to zero with each use; -1 stays on. */
export interface Faults {
  /** Telegram answers the next n sends with 429 and retry_after 2. */
  telegramBusy: number;
  /** Telegram answers 500 to the next n sends, after having processed them. */
  telegramLostAnswer: number;
  /** Slack answers only after 4 seconds. */
  slackSlow: number;
  /** Slack answers 429 with Retry-After 1. */
  slackBusy: number;
  /** Each update is delivered twice. */
  updateTwice: number;
  /** The process is killed after its commit, when it starts to answer. */
  dieAfterCommit: number;
}

export type Action =
  /** A resident does something in Telegram. */
  | { do: "text"; resident: number; text: string; replyTo?: number }
  | { do: "edit"; resident: number; message: number; text: string }
  | {
      do: "photo";
      resident: number;
      caption?: string /** data: URLs; more than one is an album */;
      images: string[];
      asFile?: boolean;
    }
  | {
      do: "voice";
      resident: number /** data: URL, audio/ogg or audio/wav */;
      audio: string;
      seconds: number;
    }
  | { do: "place"; resident: number; latitude: number; longitude: number; title?: string; address?: string }
  | { do: "sticker"; resident: number; emoji: string }
  | { do: "press"; resident: number; message: number; data: string }
  | { do: "block"; resident: number; blocked: boolean }
  | { do: "language"; resident: number; language: string }
  /** A member does something in Slack. */
  | {
      do: "slack-press";
      member: string /** message ts, or "home", or a modal's id */;
      at: string;
      channel?: string;
      action: SlackPress /** what the form's other fields hold at that moment */;
      values?: Record<string, Record<string, SlackValue>>;
    }
  | { do: "slack-command"; member: string; channel: string; command: string; text: string }
  | { do: "slack-submit"; member: string; modal: string; values: Record<string, Record<string, SlackValue>> }
  | { do: "slack-close"; member: string; modal: string }
  | { do: "slack-home"; member: string }
  | { do: "slack-message"; member: string; channel: string; thread_ts?: string; text: string }
  /** Responds with `{ ok, options }` for an external select. */
  | { do: "slack-options"; member: string; modal: string; action_id: string; block_id: string; value: string }
  | { do: "clock"; jump: number /** milliseconds */ }
  | { do: "faults"; faults: Partial<Faults> }
  | { do: "reset" };

/** The element as it was pressed, in the shape in which Slack reports it. */
export interface SlackPress {
  type: string;
  action_id: string;
  block_id: string;
  value?: string;
  selected_option?: { value: string; text: { type: "plain_text"; text: string } };
}

/** State of one input in a modal, in the shape in which Slack reports it. */
export interface SlackValue {
  type: string;
  value?: string | null;
  selected_date?: string | null;
  selected_option?: { value: string; text: { type: "plain_text"; text: string } } | null;
  selected_options?: { value: string; text: { type: "plain_text"; text: string } }[];
  selected_user?: string | null;
  selected_users?: string[];
}
