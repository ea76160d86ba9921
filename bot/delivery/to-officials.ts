import type { Message } from "../core/model/message.ts";
import type { Notice } from "../core/model/notice.ts";
import { newsCard } from "../core/officials/news-card.ts";
import { shown } from "../instruments/registry.ts";
import { Conflict, Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { withKeys } from "./card-media.ts";

/** Our limit: attempts to record where a new card is while officials keep pressing its buttons. */
const CARD_ATTEMPTS = 6;

/** Delivers what officials get besides the cards of contributions and processes. */
export function createOfficialDelivery(
  ports: Pick<Ports, "store" | "workplace" | "secrecy" | "log" | "clock" | "town">,
) {
  const { store, workplace, log, clock, town } = ports;
  const townLanguage = town.languages[0] ?? "nl";

  /**
   * Posts a remark in the thread and messages each colleague. One who has left the workspace does not stop the others
   * from being told.
   */
  async function nudge(what: Extract<Notice["what"], { kind: "nudge" }>): Promise<void> {
    const posted = await store.posted(what.contribution);
    const ways = [
      ...(posted ? [() => workplace.thread(posted, what.message, townLanguage)] : []),
      ...what.to.map((member) => () => tell(member, what.message)),
    ];
    const failures: Undeliverable[] = [];
    for (const way of ways) {
      try {
        await way();
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        failures.push(error);
      }
    }
    const [first] = failures;
    if (first && failures.length === ways.length) throw first;
    if (first) log.error("partly_told", first, { missed: failures.length, alarm: true });
  }

  async function tell(member: string, message: Message): Promise<void> {
    await workplace.tell(member, message, await workplace.language(member));
  }

  /**
   * Posts a process's call in a channel. If this run dies halfway it is posted twice, which is better than not at all.
   */
  async function call(id: string, room: string): Promise<void> {
    const process = await store.process(id);
    const side = shown.find((one) => one.name === process?.instrument)?.process;
    const card = process && side?.call?.(process, { now: clock.now() });
    if (card) await workplace.postCard(room, withKeys(ports, card, id), {}, townLanguage);
  }

  async function showBroadcast(id: string): Promise<void> {
    for (let attempt = 0; attempt < CARD_ATTEMPTS; attempt++) {
      const broadcast = await store.broadcast(id);
      if (!broadcast) return;
      const card = newsCard(broadcast, await store.progress(id), { town });
      if (broadcast.card) return workplace.updateCard(broadcast.card, card, {}, townLanguage);
      const at = await workplace.postCard(broadcast.channel, card, {}, townLanguage);
      try {
        const next = { ...broadcast, card: at, version: broadcast.version + 1 };
        return await store.commit([{ put: next, expect: broadcast.version }]);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        // Only the table's response was lost: the card is recorded, so it must stay.
        if ((await store.broadcast(id))?.card?.ts === at.ts) return;
        // Somebody pressed a button just then: one card is enough.
        await workplace.removeMessage(at.channel, at.ts);
      }
    }
    throw new Conflict("the card of a broadcast could not be noted");
  }

  return { nudge, tell, call, showBroadcast };
}
