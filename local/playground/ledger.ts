/**
 * Counts what was lost and what was duplicated, from what passed through the playground itself. It knows
 * nothing about the bot: only which update the bot was handling when a message came back.
 *
 * Lost: an update that Telegram gave up on, or a resident's message that the bot took without saying or
 * changing anything in that chat (for an album only the first photo requires a reply). When Telegram was too
 * busy, the reply may come later; then it no longer counts as lost.
 * Duplicated: a new message with the same words and buttons as an earlier one, in answer to the same update,
 * or without anybody having done anything in between; and a card whose first button already appears in the
 * same channel. A line below a card tells what somebody did, and two people can do the same: such a line may
 * come as often as people did something in the half minute before it. It comes after what it tells of, and on a
 * slow day only after what the next one does.
 */
export interface Ledger {
  lost: number;
  doubled: number;
}

/** Milliseconds. A line below a card comes this long after what it tells of, at most: later it has no cause. */
const LATE = 30_000;

/**
 * @param now milliseconds, on a clock that does not jump
 * @param told hears what was counted as doubled, so that somebody can find out why
 */
export function createBookkeeper(
  ledger: Ledger,
  now: () => number = () => performance.now(),
  told: (what: string) => void = () => {},
) {
  /** Updates the bot is handling now, by chat: whether they need a reply and what has been said so far. */
  const underWay = new Map<
    number,
    Map<number, { needsReply: boolean; replied: boolean; said: Set<string> }>
  >();
  /** Everything said since somebody last did something, and every card. */
  const unprompted = new Set<string>();
  const cards = new Set<string>();
  /** When somebody did something, in the last half minute, and which lines below cards each of these has caused. */
  let acts: { readonly at: number; readonly caused: Set<string> }[] = [];
  const lines = new Set<string>();
  const albums = new Set<string>();
  /** Replies that a chat is still waiting for. */
  const owed = new Map<number, number>();

  function count(seen: Set<string>, key: string): boolean {
    const twice = seen.has(key);
    seen.add(key);
    return twice;
  }

  /** Whether nobody did anything that a line with these words could still tell of. */
  function hasNoCause(key: string): boolean {
    acts = acts.filter(({ at }) => at >= now() - LATE);
    const cause = acts.find(({ caused }) => !caused.has(key));
    cause?.caused.add(key);
    return count(lines, key) && cause === undefined;
  }

  function isDoubled(key: string): void {
    ledger.doubled += 1;
    told(key);
  }

  return {
    /** Somebody did something: from now on the bot may repeat what it said before. */
    somethingHappened(): void {
      unprompted.clear();
      acts.push({ at: now(), caused: new Set() });
    },
    /** An update goes to the bot, for the first time or again. */
    begins(chat: number, update: number, asks: { needsReply: boolean; album?: string }): void {
      const here = underWay.get(chat) ?? new Map();
      underWay.set(chat, here);
      if (here.has(update)) return;
      const later = asks.album !== undefined && count(albums, asks.album);
      here.set(update, { needsReply: asks.needsReply && !later, replied: false, said: new Set() });
    },
    /** The bot took the update, or Telegram gave up. */
    ends(chat: number, update: number, taken: boolean): void {
      const one = underWay.get(chat)?.get(update);
      underWay.get(chat)?.delete(update);
      const unanswered = taken && one?.needsReply && !one.replied;
      if (unanswered) owed.set(chat, (owed.get(chat) ?? 0) + 1);
      if (unanswered || !taken) ledger.lost += 1;
    },
    /** The bot edited or deleted something in this chat. */
    reacts(chat: number): void {
      for (const one of underWay.get(chat)?.values() ?? []) one.replied = true;
    },
    /** The bot wrote a new message to a resident. */
    writes(chat: number, content: unknown): void {
      const key = JSON.stringify(content);
      const causes = [...(underWay.get(chat)?.values() ?? [])];
      const before =
        causes.length > 0
          ? causes.map((one) => count(one.said, key)).includes(true)
          : count(unprompted, `${chat} ${key}`);
      const waiting = owed.get(chat) ?? 0;
      // A message that no current update calls for is the late reply to an earlier one.
      if (!before && waiting > 0 && causes.every((one) => one.replied)) {
        owed.set(chat, waiting - 1);
        ledger.lost -= 1;
      }
      for (const one of causes) one.replied = true;
      if (before) isDoubled(`${chat} ${key}`);
    },
    /**
     * The bot posted something in Slack.
     * @param thread the message that it stands below
     * @param card the data of its first button, when it is a card
     */
    posts(
      { channel, thread }: { channel: string; thread?: string | undefined },
      content: unknown,
      card?: string,
    ): void {
      const place = `${channel} ${thread ?? ""}`;
      const key = `${place} ${JSON.stringify(content)}`;
      const twice = card
        ? count(cards, `${place} ${card}`)
        : thread === undefined
          ? count(unprompted, key)
          : hasNoCause(key);
      if (twice) isDoubled(key);
    },
    /** The bot took a card away in Slack: when it comes again, it is there once. */
    takesAway({ channel, thread }: { channel: string; thread?: string | undefined }, card?: string): void {
      if (card !== undefined) cards.delete(`${channel} ${thread ?? ""} ${card}`);
    },
    forget(): void {
      underWay.clear();
      unprompted.clear();
      cards.clear();
      acts = [];
      lines.clear();
      albums.clear();
      owed.clear();
    },
  };
}
