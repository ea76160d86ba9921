import type { Answer } from "../../../core/counting/response.ts";
import type { Message } from "../../../core/model/message.ts";
import type { Context } from "../../../core/turn.ts";

/** The interpretation of typed words: what they are compared with, and the possible outcomes. */

/** Characters of an answer in words: the length of one Telegram message. */
export const LONGEST_ANSWER = 4096;

/** The parts of the context that typed words are compared with. */
export type Hearing = Pick<Context, "typedChoice" | "says" | "vocabularies" | "phrases" | "town">;

/** Whether a word is in a list of what people type, in any of the town's languages. */
export function isListed(
  word: string,
  list: string,
  { vocabularies }: Pick<Hearing, "vocabularies">,
): boolean {
  return vocabularies().some((lists) => lists[list]?.includes(word.toLowerCase()));
}

export type Read =
  /**
   * `certain`: it can only be an answer to this question. `stays`: more options can be chosen. `taken`: how her words
   * were understood, shown to her if she did not type it that way.
   */
  | {
      readonly answer: Answer;
      readonly certain?: boolean;
      readonly stays?: boolean;
      readonly taken?: Message;
    }
  /** No match: the words are stored. */
  | { readonly text: string; readonly why: Message }
  /** Understood, but not possible. */
  | { readonly refused: Message }
  /** The same as the button below: the answer stays, and the next question follows. */
  | "on"
  | "nothing";
