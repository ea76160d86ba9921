import type { Lane } from "../core/model/lane.ts";
import { type Language, type Message, say } from "../core/model/message.ts";
import type { Screen } from "../core/model/screen.ts";
import { firstLanguage } from "../core/residents/onboarding.ts";
import type { Context } from "../core/turn.ts";
import { noticeOf } from "../outbox/notice.ts";
import { commitSurely, updateLane } from "../outbox/sure-commits.ts";
import type { FromChat } from "../ports/app.ts";
import { Undeliverable, Wait } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";

/** Our limit: inputs a process remembers, a few minutes' worth in a busy town. */
const REMEMBERED = 2000;

/** Replies to the acting resident immediately, after the commit and before the channel gets its response. */
export function createReplies(
  ports: Pick<Ports, "store" | "secrecy" | "log" | "town" | "channel">,
  contextFor: (input: string, attempt: number) => Context,
) {
  const { store, secrecy, log, town } = ports;
  /**
   * Replies decided on but not sent, for instance because the channel could not be reached. Known to this process only.
   */
  const broken = new Map<string, readonly Screen[]>();
  const keys = new WeakMap<FromChat, string>();
  /** How many messages of a partly sent screen have arrived. */
  const partly = new WeakMap<Screen, number>();

  /** The key of the lane concerned, computed once per input because a keyed hash is slow. */
  function keyOf(from: FromChat): string {
    const known = keys.get(from) ?? secrecy.laneKey(from.channel, from.chat);
    keys.set(from, known);
    return known;
  }

  /** A name for this input that stays the same on every redelivery. */
  function nameOf(from: FromChat): string {
    return `${keyOf(from)} ${from.input.id}`;
  }

  /** Records what will be said once the commit is written, in case its confirmation never arrives. */
  function means(from: FromChat, screens: readonly Screen[]): void {
    keep(broken, nameOf(from), screens);
  }

  /** The part of the reply to this input that is still unsent, as far as this process knows. */
  function unsaid(from: FromChat): readonly Screen[] | undefined {
    return broken.get(nameOf(from));
  }

  /**
   * Sends the reply immediately. `lane` is the lane as it is in the table now. When the channel is too busy the reply
   * goes through the queue, provided its address is known.
   * @throws Wait when it is not, or the error that kept the channel out of reach: the input must then be redelivered
   */
  async function answer(
    from: FromChat,
    lane: Lane | undefined,
    replies: readonly Screen[],
    language: Language,
  ): Promise<void> {
    const { chat, pressed } = from;
    let said = 0;
    broken.delete(nameOf(from));
    try {
      // A button press without a reply must still stop the button's spinner.
      if (replies.length === 0 && pressed) await ports.channel.reply(chat, [], language, pressed);
      for (; said < replies.length; said++) {
        const screen = replies[said];
        if (!screen) break;
        // One press edits one message; a second replacing screen would overwrite the first.
        const mayReplace = screen.replaces && !replies.slice(0, said).some((one) => one.replaces);
        await ports.channel.reply(chat, [screen], language, said === 0 || mayReplace ? pressed : undefined, {
          from: partly.get(screen) ?? 0,
          arrived: (messages) => partly.set(screen, messages),
        });
      }
    } catch (error) {
      if (error instanceof Undeliverable) {
        log.info("unreachable", { at: "reply" });
        if (lane)
          await updateLane(store, lane.resident, (one) => ({ ...one, reachable: false }), { known: lane });
      } else if (error instanceof Wait && lane) await later(from, lane, replies.slice(said));
      else {
        keep(broken, nameOf(from), replies.slice(said));
        throw error;
      }
    }
  }

  /** Leaves the reply to the queue when the channel is too busy; it is sent as soon as the channel allows. */
  async function later(from: FromChat, lane: Lane, replies: readonly Screen[]): Promise<void> {
    log.info("answered_later", { screens: replies.length });
    const context = contextFor(from.input.id, 0);
    // These rows are written by nobody else, so if only the table's response was lost they are not sent twice.
    await commitSurely(
      store,
      replies.map((screen, index) => ({
        put: noticeOf(
          {
            kind: "resident",
            resident: lane.resident,
            screen: { ...screen, replaces: false },
            isReply: true,
            ...(partly.has(screen) && { from: partly.get(screen) }),
          },
          context,
          50 + index,
        ),
      })),
    );
  }

  /**
   * Tells her that people will look at it. Her words are stored by now, so an unreachable Telegram is no reason for
   * redelivery.
   */
  async function apologise(from: FromChat): Promise<void> {
    // The lane itself may be what could not be read.
    const lane = await store.lane(keyOf(from)).catch(() => undefined);
    const language = lane?.language ?? firstLanguage(from.input.appLanguage, town.languages);
    const line: Message = say("common:failed", { desk: { localized: town.contact.desk } });
    const screen: Screen = { lines: [line] };
    broken.delete(nameOf(from));
    try {
      await answer(from, lane, [screen], language);
    } catch (error) {
      if (!lane) return log.error("not_told", error, { alarm: true });
      await later(from, lane, [screen]);
    }
  }

  return { answer, apologise, means, unsaid, keyOf, nameOf };
}

/** Stores a value in this process's memory, dropping the oldest when it is full. */
export function keep<Value>(memory: Map<string, Value>, name: string, value: Value): void {
  memory.set(name, value);
  if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value ?? "");
}
