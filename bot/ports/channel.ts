import type { Printed } from "../core/model/document.ts";
import type { Language } from "../core/model/message.ts";
import type { Media, Screen } from "../core/model/screen.ts";

/** How to send a notice. */
export interface Sending {
  /** Silently, in quiet hours. */
  readonly silently?: boolean;
  /** Faster than the channel's usual pace, for money. */
  readonly paid?: boolean;
  /** The number of its messages that arrived earlier: sending resumes after them. */
  readonly from?: number;
  /** Awaited before each message except the first of this call: each of them counts towards the pace. */
  readonly turn?: () => Promise<void>;
  /**
   * Called after each message with how many of it have arrived so far: whatever happens next, those are not sent again.
   */
  readonly arrived?: (messages: number) => void;
}

/** The channel for reaching residents. */
export interface Channel {
  /**
   * Answers the person who acted. `pressed` is the message whose button was pressed: it is edited in place when the
   * screen says so. `how` is about the first of the screens.
   * @returns the channel's message ids, one for each screen
   */
  reply(
    address: string,
    screens: readonly Screen[],
    language: Language,
    pressed?: { message: number; callback: string },
    how?: Pick<Sending, "from" | "arrived">,
  ): Promise<readonly number[]>;
  /**
   * Sends a notice; a long one as several messages.
   * @throws Undeliverable when this person cannot be reached (blocked, deleted), Wait when the channel is too busy,
   *   Unpaid when it was to be paid for and could not be
   */
  send(address: string, screen: Screen, language: Language, how?: Sending): Promise<number>;
  /** Whether `send` would show this as a single message. */
  fits(screen: Screen, language: Language): Promise<boolean>;
  /** Sends a file with its description below it. @throws Undeliverable, Wait, as `send` */
  sendFile(address: string, file: Printed, language: Language): Promise<void>;
  /** The bytes of something a resident sent, unmodified. @throws Undeliverable when it is gone or too large */
  fetch(media: Media): Promise<Uint8Array>;
}
