import type { Instant } from "../../bot/core/calendar/time.ts";
import type { Language, Message } from "../../bot/core/model/message.ts";
import type { Screen } from "../../bot/core/model/screen.ts";
import type { App } from "../../bot/ports/app.ts";
import type { Secrecy } from "../../bot/ports/secrecy.ts";
import type { memoryTable } from "../../bot/store/memory-table.ts";
import type { Words } from "../../bot/text/words.ts";
import type { PlayedSlack } from "./played-slack.ts";
import type { PlayedTelegram } from "./played-telegram.ts";

/** What the people of a test town act upon. */
export interface Stage {
  readonly store: ReturnType<typeof memoryTable>;
  readonly secrecy: Secrecy;
  readonly words: Words;
  readonly telegram: PlayedTelegram;
  readonly slack: PlayedSlack;
  /** Receives everything that Telegram and Slack are given to show. */
  readonly sees?: ((shown: unknown) => void) | undefined;
  readonly app: () => App;
  readonly now: () => Instant;
  readonly nextUpdate: () => number;
  /** Handles everything that has been caused so far. */
  readonly settle: () => Promise<void>;
}

/** A screen as it is read, with a blank line between its lines. */
export function textOf(words: Words, screen: Screen, language: Language = "nl"): string {
  return screen.lines.map((line: Message) => words.render(line, language)).join("\n\n");
}
