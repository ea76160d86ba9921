import type { Printed } from "../core/model/document.ts";
import type { Language } from "../core/model/message.ts";
import type { Media, Screen } from "../core/model/screen.ts";

/** How a notice is sent. */
export interface Sending {
  /** Without a sound, in quiet hours. */
  readonly silently?: boolean;
  /** So many messages of it have arrived before: it goes on behind them. */
  readonly from?: number;
  /** Waited for before each message but the first of this call: each of them counts for the pace. */
  readonly turn?: () => Promise<void>;
  /** Is told each time how many messages of it have arrived, these included: whatever happens then, those are not said again. */
  readonly arrived?: (messages: number) => void;
}

/** Where residents are reached. */
export interface Channel {
  /**
   * Answers the person who acted. `pressed` is the message whose button was pressed: it is changed in
   * place when the screen says so. `how` is about the first of the screens.
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
   * @throws Undeliverable when this person cannot be reached (blocked, deleted), Wait when it is too busy
   */
  send(address: string, screen: Screen, language: Language, how?: Sending): Promise<number>;
  /** Sends a file with its description below it. @throws Undeliverable, Wait, as `send` */
  sendFile(address: string, file: Printed, language: Language): Promise<void>;
  /** The bytes of something a resident sent, as they came. @throws Undeliverable when it is gone or too large */
  fetch(media: Media): Promise<Uint8Array>;
}
