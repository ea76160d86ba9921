import { say } from "../../bot/core/model/message.ts";
import type { Phone } from "./phone.ts";
import { erasedAfter, noVote, OPTIONS, type Poll, pressing, saw, type Vote } from "./poll-votes.ts";

/** How often she changes her mind at once. */
const AGAIN = 0.4;

/** Votes in a poll, changes her vote, and remembers what she saw last: that has to be counted. */
export function createPollVoter(phone: Phone) {
  const { id, chance, stage, messages, newest, button, sees, hears, stuck, presses, says } = phone;
  const chat = String(id);
  const numbers = OPTIONS.map((_, at) => at + 1);

  const votesIn = (poll: Poll) => {
    const known = stage.polls.votes.get(poll.id) ?? new Map<string, Vote>();
    stage.polls.votes.set(poll.id, known);
    return known;
  };
  const remembers = (poll: Poll, change: (before: Vote) => Vote) =>
    votesIn(poll).set(chat, change(votesIn(poll).get(chat) ?? noVote));

  /** Whether the newest ballot on her phone says that this option is her vote. */
  function isMine(poll: Poll, n: number, since: number): true | undefined {
    const at = button(new RegExp(`\\|vote\\|\\d+\\+\\|${poll.id}$`), since)?.message;
    const text = messages().find((one) => one.message_id === at)?.text ?? "";
    const mine = say("common:process.vote.yours", { rows: { rows: [{ localized: OPTIONS[n - 1] ?? {} }] } });
    return stage.inEachLanguage(mine).some((one) => text.includes(one)) || undefined;
  }

  const pressOf = (poll: Poll, n: number) => new RegExp(`\\|vote\\|${n}\\+\\|${poll.id}$`);

  return {
    async votes(): Promise<boolean> {
      if (stage.polls.open.length === 0) return true;
      const poll = chance.pick(stage.polls.open);
      const before = newest();
      await says("/meedoen");
      if (!(await presses(new RegExp(`\\|process\\|show\\|${poll.id}$`), before))) return false;
      if (!(await presses(new RegExp(`\\|ballot\\|0\\|${poll.id}$`), before))) return false;
      do {
        const n = chance.pick(numbers);
        if (!(await sees(() => button(pressOf(poll, n), before)))) return stuck("the options of a poll");
        remembers(poll, (one) => pressing(one, n));
        if (!(await presses(pressOf(poll, n), before))) return false;
        if (!(await sees(() => isMine(poll, n, before)))) return stuck(`her vote for ${n} in a poll`);
        remembers(poll, () => saw(n));
      } while (chance.share(AGAIN));
      return true;
    },

    /** Presses an option of a poll whose day has passed. @returns whether she heard so; her vote stays what it was */
    async isTooLate(poll: Poll): Promise<boolean> {
      const last = votesIn(poll).get(chat)?.last ?? 1;
      const other = numbers.find((n) => n !== last) ?? 1;
      const before = newest();
      if (!(await presses(pressOf(poll, other)))) return false;
      return hears(say("common:process.vote.over", { title: { localized: poll.title } }), before);
    },

    /** @param sure she heard that everything of hers is gone */
    forgets(sure: boolean): void {
      for (const [poll, votes] of stage.polls.votes) {
        const vote = votes.get(chat);
        if (vote) votes.set(chat, erasedAfter(vote, sure, stage.polls.counted.has(poll)));
      }
    },
  };
}
