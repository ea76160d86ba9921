import type { Playground } from "../../local/playground/world.ts";
import { type Choice, ITEMS, VOTE } from "./ballots.ts";
import type { Chance } from "./chance.ts";

/** A word that stands nowhere else, so that it can be found again in the table. */
export interface Marker {
  readonly word: string;
  readonly chat: number;
  readonly how: "report" | "more" | "edit" | "answer";
}

/** What all residents share. */
export interface Stage {
  readonly playground: Playground;
  /** Words that Telegram knows to be with the town (2xx). */
  readonly accepted: Marker[];
  /** What residents last saw on their ballots, by chat. */
  readonly choices: Map<string, Choice>;
  /** Chats of residents who have blocked the bot. */
  readonly left: Set<string>;
  /** Whether enough has been said. */
  readonly enough: () => boolean;
  /** Nobody waits longer than this for the bot to answer (milliseconds). */
  readonly patience: number;
  /** For the log of a run. */
  readonly note: (line: string) => void;
}

/** How often a resident looks at her phone while she waits (milliseconds). */
const GLANCE = 25;

interface Button {
  readonly message: number;
  readonly data: string;
}

export type Resident = ReturnType<typeof createResident>;

/** Plays one resident: a sitting at a time, as people do, and with her own chance. */
export function createResident(id: number, chance: Chance, stage: Stage) {
  const { playground, accepted, patience } = stage;
  const { telegram } = playground;
  let joined = false;
  let gone = false;
  const answered = new Set<number>();
  let told = 0;

  const messages = () => telegram.resident(id)?.messages ?? [];
  const newest = () => messages().at(-1)?.message_id ?? 0;

  /** The newest button that carries this, below a message that is not older than `since`. */
  function button(part: RegExp, since = 0): Button | undefined {
    for (const message of messages().toReversed()) {
      if (message.message_id < since) return undefined;
      const markup = message.reply_markup;
      const found =
        markup && "inline_keyboard" in markup
          ? markup.inline_keyboard
              .flat()
              .filter((one) => "callback_data" in one)
              .filter((one) => part.test(one.callback_data))
          : [];
      if (found.length > 0) return { message: message.message_id, data: chance.pick(found).callback_data };
    }
    return undefined;
  }

  async function sees<Found>(look: () => Found | undefined): Promise<Found | undefined> {
    for (const until = performance.now() + patience; performance.now() < until; ) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, GLANCE));
    }
    return undefined;
  }

  /** What she sees when the bot does not say what she waits for. */
  function stuck(at: string): false {
    stage.note(
      `resident ${id} stuck at ${at}; she sees: ${JSON.stringify(
        messages()
          .slice(-3)
          .map((one) => [
            one.from_bot,
            one.text,
            JSON.stringify(one.reply_markup)?.match(/callback_data":"[^"]*/g),
          ]),
      )}`,
    );
    return false;
  }

  /** @returns whether there was such a button to press, and Telegram could deliver the press */
  async function presses(part: RegExp, since = 0): Promise<boolean> {
    const found = await sees(() => button(part, since));
    if (!found) return stuck(String(part));
    // A press dies after 150 seconds, when the town cannot be reached so long; a person presses again.
    return telegram.presses(id, found.message, found.data).then(
      () => true,
      () => false,
    );
  }

  /** Says something with a word that can be found again. @returns the message's id */
  async function tells(how: Marker["how"], text: string, replyTo?: number): Promise<number> {
    const word = `w${id}x${++told}q`;
    const message = await telegram.says(id, `${text} ${word}`, replyTo);
    accepted.push({ word, chat: id, how });
    return message.message_id;
  }

  async function joins(): Promise<boolean> {
    await telegram.says(id, "/start poster");
    for (const step of [/\|language\|/, /\|privacy\|join/, /\|area\|/]) {
      if (!(await presses(step))) return false;
    }
    if (chance.share(0.7)) await presses(/\|allow\|neighbourhood_news/);
    joined = await presses(/\|allow\|done/);
    return joined;
  }

  async function raises(): Promise<boolean> {
    const own = await tells("report", chance.pick(["De lamp is kapot", "Er ligt afval", "De stoep is glad"]));
    if (chance.share(0.2)) await tells("report", "En het is er donker");
    const asked = await sees(() => messages().find((one) => one.from_bot && one.message_id > own));
    if (!asked) return stuck("the first question");
    await telegram.says(id, chance.pick(["Havenstraat", "Bij de brug", "Sla over"]));
    if (!(await presses(/\|photos\|done/, own))) return false;
    if (!(await presses(/\|category\|(waste|clean|street|bridges|parking|transport)/, own))) return false;
    const preview = await sees(() => button(/\|preview\|send/, own));
    if (!preview) return stuck("the preview");
    // A hasty person types on while she presses: Telegram brings the two to us at the same time.
    const hasty = chance.share(0.1) ? tells("report", "O ja, en ook dit") : undefined;
    await presses(/\|preview\|send/, own);
    await hasty;
    const receipt = await sees(() =>
      messages().find((one) => one.from_bot && one.message_id >= own && /\d{4}-\d{4}/.test(one.text ?? "")),
    );
    if (!receipt) return stuck("the receipt");
    if (chance.share(0.4)) await tells("more", "Nog iets erbij", receipt.message_id);
    if (chance.share(0.15)) await edits(own);
    return true;
  }

  async function edits(own: number): Promise<void> {
    const word = `w${id}x${++told}q`;
    await telegram.edits(id, own, `Ik bedoel het zo ${word}`);
    accepted.push({ word, chat: id, how: "edit" });
  }

  /** Looks at what came from the town since last time, and answers it. */
  async function reads(): Promise<void> {
    for (const message of messages()) {
      if (!message.from_bot || answered.has(message.message_id)) continue;
      const markup = message.reply_markup;
      const buttons = markup && "inline_keyboard" in markup ? markup.inline_keyboard.flat() : [];
      const data = buttons.flatMap((one) => ("callback_data" in one ? [one.callback_data] : []));
      const helps = data.find((one) => /\|own\|helps\|/.test(one));
      const reply = data.find((one) => /\|own\|reply\|/.test(one));
      if (helps) {
        answered.add(message.message_id);
        await telegram.presses(id, message.message_id, helps).catch(() => undefined);
        return;
      }
      if (reply) {
        answered.add(message.message_id);
        await tells("answer", "Dat is de linker", message.message_id);
        return;
      }
    }
  }

  /** Votes, sometimes takes a vote back, and remembers what she saw last: that has to stand on her ballot. */
  async function votes(): Promise<boolean> {
    const before = newest();
    const mine = stage.choices.get(String(id)) ?? { chosen: new Set<number>(), unsure: false };
    stage.choices.set(String(id), mine);
    await telegram.says(id, "/meedoen");
    if (!(await presses(new RegExp(`\\|ballot\\|0\\|${VOTE}$`), before))) return false;
    const first = await sees(() => button(/\|(age_0\|16_17|vote\|1[+-])\|/, before));
    if (!first) return stuck("the first item");
    if (/age_/.test(first.data) && !(await presses(/\|age_0\|16_17\|/, before))) return false;
    for (const [place, item] of ITEMS.entries()) {
      if (place > 0 && !(await presses(new RegExp(`\\|ballot\\|${place}\\|`), before))) return false;
      const shown = await sees(() => button(new RegExp(`\\|vote\\|${item}[+-]\\|`), before));
      if (!shown) return stuck(`item ${item}`);
      if (chance.share(0.4)) continue;
      const wants = /\+\|/.test(shown.data);
      mine.unsure = true;
      if (!(await presses(new RegExp(`\\|vote\\|${item}\\${wants ? "+" : "-"}\\|`), before))) return false;
      const after = await sees(() =>
        button(new RegExp(`\\|vote\\|${item}\\${wants ? "-" : "+"}\\|`), before),
      );
      if (!after) return stuck(`the vote for ${item}`);
      if (wants) mine.chosen.add(item);
      else mine.chosen.delete(item);
      mine.unsure = false;
    }
    return true;
  }

  async function withdraws(since: number): Promise<void> {
    const open = await sees(() => button(/\|own\|add\|/, since));
    // Only what is still open can be withdrawn.
    if (!open || !button(/\|own\|withdraw\|/, since)) return;
    await presses(/\|own\|withdraw\|/, since);
    await presses(/\|own\|withdraw_yes\|/, since);
  }

  /** She has had enough. What comes for her from now on can only be parked. */
  async function leaves(): Promise<void> {
    gone = true;
    stage.left.add(String(id));
    await telegram.blocks(id);
  }

  return {
    id,
    /** @returns whether it went as she expected */
    async sits(): Promise<boolean> {
      if (gone) return true;
      if (!joined) return (await joins()) && (await raises());
      if (chance.share(0.03)) return leaves().then(() => true);
      await reads();
      if (stage.enough()) return true;
      if (chance.share(0.3)) {
        const before = newest();
        await telegram.says(id, "/mijn");
        await presses(/\|show\|one/, before);
        if (chance.share(0.1)) await withdraws(before);
      }
      if (stage.enough() || chance.share(0.3)) return true;
      return chance.share(0.4) ? votes() : raises();
    },
  };
}
