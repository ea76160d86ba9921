import { shortened } from "../../core/model/characters.ts";
import { type Message, say } from "../../core/model/message.ts";
import type { Press } from "../../core/model/screen.ts";
import type { Agreement, Item } from "./state.ts";
import { goingOn } from "./voting/rounds.ts";

/** The names of things on screens and cards. */

export const NAME = "manifesto";
/** Goes up when the shape of a dialogue's answers or steps changes. */
export const VERSION = 1;

/**
 * Years. Youngest and oldest that a manifesto can be for; from `alone` on somebody takes part on her own, in Telegram.
 */
export const AGES = { least: 12, alone: 16, most: 27 };

export function press(step: string, option: string, ref?: string): Press {
  return { instrument: NAME, version: VERSION, step, option, ref };
}

/** What the core group agrees to, one line each. */
export function agreementLines({
  ages,
  counting,
  votes,
  collectUntil,
  rounds,
  votingDays,
  adopt,
}: Agreement): Message[] {
  return [
    say("manifesto:agreement.ages", ages),
    say("manifesto:agreement.collect", { day: { day: collectUntil } }),
    say(`manifesto:agreement.${counting}`, { count: votes }),
    ...(rounds === 2
      ? [
          say("manifesto:agreement.rounds", { count: goingOn({ adopt }) }),
          say("manifesto:agreement.votingEach", { count: votingDays }),
        ]
      : [say("manifesto:agreement.voting", { count: votingDays })]),
    say("manifesto:agreement.adopt", { count: adopt }),
    say("manifesto:agreement.tie"),
  ];
}

/**
 * The number that an item has everywhere: on the ballot, for a youth worker, in forms, results and the document. It keeps
 * it, whatever is merged or drops out.
 */
export function numberOfItem({ n }: Pick<Item, "n">): number {
  return n;
}

/** Characters. As much of an item as fits on a line of a list (our limit). */
const SHORT = 70;

export function onALine(words: string): string {
  return shortened(words.replaceAll(/\s+/g, " "), SHORT);
}

/** What is voted on, one line each. */
export function itemLines(items: readonly Item[]): Message[] {
  return [
    say("common:rows", {
      rows: {
        rows: items.map((item) =>
          say("manifesto:item.row", {
            n: numberOfItem(item),
            words: onALine(item.words),
            count: item.topics.length,
          }),
        ),
      },
    }),
  ];
}
