import type { Answer } from "../../../core/counting/response.ts";
import type { Message } from "../../../core/model/message.ts";
import type { Context } from "../../../core/turn.ts";

/** What typed words are compared with, and what they can turn out to be. */

/** Characters of an answer in words: the length of one Telegram message. */
export const LONGEST_ANSWER = 4096;

/** What typed words are compared with. */
export type Hearing = Pick<Context, "typedChoice" | "says" | "vocabulary" | "phrases" | "town">;

/** Whether a word stands in a list of what people type, in whatever language. */
export function isListed(word: string, list: string, { vocabulary }: Pick<Hearing, "vocabulary">): boolean {
  return Object.values(vocabulary).some((lists) => lists[list]?.includes(word.toLowerCase()));
}

export type Read =
  /**
   * `certain`: it can be nothing else than an answer to this question. `stays`: more can be chosen. `taken`: what was made
   * of her words when she did not type it so, for her to see.
   */
  | {
      readonly answer: Answer;
      readonly certain?: boolean;
      readonly stays?: boolean;
      readonly taken?: Message;
    }
  /** It cannot be matched: the words are kept. */
  | { readonly text: string; readonly why: Message }
  /** It is understood, and cannot be done. */
  | { readonly refused: Message }
  /** As with the button below: the answer stays, and the next question comes. */
  | "on"
  | "nothing";
