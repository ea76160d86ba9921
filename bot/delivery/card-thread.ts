import type { Entry } from "../core/model/contribution.ts";
import type { Message } from "../core/model/message.ts";
import type { Posted } from "../core/model/notice.ts";
import { commitSurely } from "../outbox/sure-commits.ts";
import type { Ports } from "../ports/ports.ts";
import type { Subject } from "./card-subject.ts";

/** The thread below a card: the history of its subject, each line once, as far as a dying process lets it. */

/** A line of the thread, and up to which entry everything is in the thread once it is. */
interface Line {
  readonly entry: Entry;
  readonly line: Message;
  readonly upTo: number;
}

/** What a thread does not show yet, and up to which entry it is complete before that. */
export interface Thread {
  readonly upTo: number;
  readonly lines: readonly Line[];
}

export function createCardThread({ store, workplace, town }: Pick<Ports, "store" | "workplace" | "town">) {
  const townLanguage = town.languages[0] ?? "nl";

  /**
   * What the thread does not show yet. An entry without a line is nothing that could be said twice, so it needs no
   * mark of its own and goes with the one before it.
   */
  async function threadSince(id: string, subject: Subject, shown: number): Promise<Thread> {
    let upTo = shown;
    const lines: Line[] = [];
    for (const entry of await entriesSince(id, shown, subject.entries)) {
      const line = subject.line(entry);
      const last = lines.at(-1);
      if (line) lines.push({ entry, line, upTo: entry.n });
      else if (last) lines[lines.length - 1] = { ...last, upTo: entry.n };
      else upTo = entry.n;
    }
    return { upTo, lines };
  }

  async function entriesSince(id: string, shown: number, all: number): Promise<readonly Entry[]> {
    if (all <= shown) return [];
    // Most often it is the one that caused this, and it was read along.
    const next = all === shown + 1 ? await store.entry(id, all) : undefined;
    return next ? [next] : (await store.history(id)).filter(({ n }) => n > shown);
  }

  async function addHistory({ upTo, lines }: Thread, before: Posted): Promise<Posted> {
    let posted = before;
    if (lines.length === 0 && upTo > posted.entries) {
      posted = { ...posted, entries: upTo };
      await commitSurely(store, [{ put: posted }]);
    }
    for (const { entry, line, upTo: entries } of lines) {
      const sent = await workplace.thread(posted, line, townLanguage);
      // Every message with a resident's words is recorded, so that it can be removed later.
      const holdsWords = entry.actor === "resident" && sent.length > 0;
      const threads = holdsWords ? [...posted.threads, ...sent] : posted.threads;
      posted = { ...posted, entries, threads };
      await commitSurely(store, [{ put: posted }]);
    }
    return posted;
  }

  return { threadSince, addHistory };
}
