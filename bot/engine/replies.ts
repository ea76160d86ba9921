import type { Lane } from "../core/model/lane.ts";
import { type Language, type Message, say } from "../core/model/message.ts";
import type { Screen } from "../core/model/screen.ts";
import { firstLanguage } from "../core/residents/onboarding.ts";
import type { Context } from "../core/turn.ts";
import { mark, remember } from "../outbox/marks.ts";
import { noticeOf } from "../outbox/notice.ts";
import type { FromChat } from "../ports/app.ts";
import { Undeliverable, Wait } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";

/** Inputs that a process remembers: a few minutes of a busy town. */
const REMEMBERED = 2000;

/** What the resident who acted hears at once, after the commit and before the channel is answered. */
export function createReplies(
  ports: Pick<Ports, "store" | "secrecy" | "log" | "town" | "channel">,
  contextFor: (input: string, attempt: number) => Context,
) {
  const { store, secrecy, log, town } = ports;
  /** What of a reply is decided and not said, as when the channel could not be reached. Only this process knows. */
  const broken = new Map<string, readonly Screen[]>();
  const keys = new WeakMap<FromChat, string>();
  /** How many messages of a screen have arrived, of those of which not all did. */
  const partly = new WeakMap<Screen, number>();

  /** Whose lane this is about; worked out once for each input, because a keyed hash takes its time. */
  function keyOf(from: FromChat): string {
    const known = keys.get(from) ?? secrecy.laneKey(from.channel, from.chat);
    keys.set(from, known);
    return known;
  }

  /** The same for every time that this input comes in. */
  function nameOf(from: FromChat): string {
    return `${keyOf(from)} ${from.input.id}`;
  }

  /** This will be said once it is written: also when nobody hears that it was. */
  function means(from: FromChat, screens: readonly Screen[]): void {
    keep(broken, nameOf(from), screens);
  }

  /** What of the reply to this input is still to be said, as far as this process knows. */
  function unsaid(from: FromChat): readonly Screen[] | undefined {
    return broken.get(nameOf(from));
  }

  /**
   * Says it at once. `lane`: as it lies in the table now. What the channel is too busy for goes through the queue, when it is known where to.
   * @throws Wait when it is not, or whatever kept the channel from being reached: it has to come again then
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
      // A press without words still stops the little clock on the button.
      if (replies.length === 0 && pressed) await ports.channel.reply(chat, [], language, pressed);
      for (; said < replies.length; said++) {
        const screen = replies[said];
        if (!screen) break;
        // One press changes one message; a second screen that replaces would wipe out the first.
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
          await remember(store, lane.resident, (one) => ({ ...one, reachable: false }), { known: lane });
      } else if (error instanceof Wait && lane) await later(from, lane, replies.slice(said));
      else {
        keep(broken, nameOf(from), replies.slice(said));
        throw error;
      }
    }
  }

  /** The channel is too busy to answer now: the queue will, as soon as it may. */
  async function later(from: FromChat, lane: Lane, replies: readonly Screen[]): Promise<void> {
    log.info("answered_later", { screens: replies.length });
    const context = contextFor(from.input.id, 0);
    // Its own rows, which nobody else writes: when only the table's answer got lost they are not said a second time.
    await mark(
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

  /** Her words are kept by now, so it need not come again because Telegram cannot be reached. */
  async function apologise(from: FromChat): Promise<void> {
    // The lane itself may be what cannot be read.
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

/** Puts something into the memory of this process, and lets the oldest go when there is too much. */
export function keep<Value>(memory: Map<string, Value>, name: string, value: Value): void {
  memory.set(name, value);
  if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value ?? "");
}
