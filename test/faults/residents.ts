import { say } from "../../bot/core/model/message.ts";
import { createRespondent } from "./answering.ts";
import { type Choice, erasedAfter, ITEMS, nothingChosen, pressing, saw, VOTE } from "./ballots.ts";
import type { Chance } from "./chance.ts";
import { createGuide } from "./guiding.ts";
import { openPhone, type Stage } from "./phone.ts";
import type { Poll } from "./poll-votes.ts";
import { createPollVoter } from "./polling.ts";

/** An update comes again within this time (milliseconds; `unsteady` in play.ts), and is on its way a little longer. */
const LAST_REPEAT = 6000;
/** Characters of a sentence before the number in it. */
const FIRST_WORDS = 16;

/** Stands for the number of a report where texts are compared. */
const NUMBER = "0000-0000";

/** Simulates one resident: one sitting at a time, as people do, with her own randomness. */
export function createResident(id: number, chance: Chance, stage: Stage) {
  const phone = openPhone(id, chance, stage);
  const { messages, newest, button, sees, stuck, presses, tells, edits, says } = phone;
  const { telegram } = stage.playground;
  const respondent = createRespondent(phone);
  const guide = createGuide(phone);
  const pollVoter = createPollVoter(phone);
  let joined = false;
  let gone = false;
  let sittings = 0;
  /** She asked to be erased, and has not heard yet that she is. */
  let erasing = false;
  const receipts = stage
    .inEachLanguage(say("issue:receipt.thanks", { number: NUMBER }))
    .flatMap((text) => text.split(NUMBER)[0] ?? []);
  const answered = new Set<number>();

  async function joins(): Promise<boolean> {
    const before = newest();
    await says("/start poster");
    for (const step of [/\|language\|/, /\|privacy\|join/, /\|area\|/]) {
      if (!(await presses(step, before))) return false;
    }
    if (chance.share(0.7)) await presses(/\|allow\|neighbourhood_news/, before);
    joined = await presses(/\|allow\|done/, before);
    return joined;
  }

  async function raises(): Promise<boolean> {
    const own = await tells("report", chance.pick(["De lamp is kapot", "Er ligt afval", "De stoep is glad"]));
    const word = phone.lastWord();
    if (chance.share(0.2)) await tells("report", "En het is er donker");
    const asked = await sees(() => messages().find((one) => one.from_bot && one.message_id > own));
    if (!asked) return stuck("the first question");
    await says(chance.pick(["Havenstraat", "Bij de brug", "Sla over"]));
    if (!(await presses(/\|photos\|done/, own))) return false;
    if (!(await presses(/\|category\|(waste|clean|street|bridges|parking|transport)/, own))) return false;
    const preview = await sees(() => button(/\|preview\|send/, own));
    if (!preview) return stuck("the preview");
    // A hasty person keeps typing while she presses: Telegram brings us both at the same time.
    const hasty = chance.share(0.1) ? tells("report", "O ja, en ook dit") : undefined;
    await presses(/\|preview\|send/, own);
    await hasty;
    // Or the report as it stands, when the press came again. Not any message with a number: the town may write about an
    // earlier report of hers at this very moment.
    const isReceipt = (text: string) =>
      receipts.some((one) => text.includes(one)) || (/\d{4}-\d{4}/.test(text) && text.includes(word));
    const receipt = await sees(() =>
      messages().find((one) => one.from_bot && one.message_id >= own && isReceipt(one.text ?? "")),
    );
    if (!receipt) return stuck("the receipt");
    if (chance.share(0.4)) await tells("more", "Nog iets erbij", receipt.message_id);
    if (chance.share(0.15)) await edits(own, "Ik bedoel het zo");
    return true;
  }

  /** Looks at what the town has sent since last time, and responds. */
  async function reads(): Promise<void> {
    for (const message of messages()) {
      if (!message.from_bot || answered.has(message.message_id)) continue;
      const markup = message.reply_markup;
      const buttons = markup && "inline_keyboard" in markup ? markup.inline_keyboard.flat() : [];
      const data = buttons.flatMap((one) => ("callback_data" in one ? [one.callback_data] : []));
      const isNew = data.find((one) => /\|held\|new/.test(one));
      const helps = data.find((one) => /\|own\|helps\|/.test(one));
      const reply = data.find((one) => /\|own\|reply\|/.test(one));
      // What she answered to a report that is gone by now is told anew.
      const pressed = helps ?? isNew;
      if (pressed) {
        answered.add(message.message_id);
        await telegram.presses(id, message.message_id, pressed).catch(() => undefined);
        return;
      }
      if (reply) {
        answered.add(message.message_id);
        await tells("answer", "Dat is de linker", message.message_id);
        return;
      }
    }
  }

  /** Votes, sometimes takes a vote back, and remembers what she saw last: that has to be on her ballot. */
  async function votes(): Promise<boolean> {
    const before = newest();
    const remembers = (change: (before: Choice) => Choice) =>
      stage.choices.set(String(id), change(stage.choices.get(String(id)) ?? nothingChosen));
    await says("/meedoen");
    if (!(await presses(new RegExp(`\\|process\\|show\\|${VOTE}$`), before))) return false;
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
      remembers((before) => pressing(before, item));
      if (!(await presses(new RegExp(`\\|vote\\|${item}\\${wants ? "+" : "-"}\\|`), before))) return false;
      const after = await sees(() =>
        button(new RegExp(`\\|vote\\|${item}\\${wants ? "-" : "+"}\\|`), before),
      );
      if (!after) return stuck(`the vote for ${item}`);
      remembers((before) => saw(before, item, wants));
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

  /** She has had enough. Anything sent to her from now on can only be parked. */
  async function leaves(): Promise<void> {
    gone = true;
    stage.left.set(String(id), Number.POSITIVE_INFINITY);
    await telegram.blocks(id);
  }

  /**
   * She has everything of hers erased, and may come back as if she were new. Not while an update of hers can still come
   * again: to the town that would be a newcomer. When she does not hear that it is done, she asks once more.
   */
  async function erases(): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, LAST_REPEAT));
    const before = newest();
    await says("/wis");
    const gone = [
      say("common:wis.doneEmpty"),
      say("common:wis.nothing"),
      say("common:wis.done", { count: 1 }),
    ];
    // With any number of reports: the first words are the same.
    const texts = gone.flatMap(stage.inEachLanguage).map((text) => text.slice(0, FIRST_WORDS));
    const isGone = () => phone.hasHeard(texts, before) || undefined;
    if (!(await sees(() => isGone() ?? button(/\|erase\|yes/, before))))
      return stuck("the question about everything");
    if (!isGone()) {
      erasing = true;
      forgets(false);
      await presses(/\|erase\|yes/, before);
    }
    if (!(await sees(isGone))) return stuck("the end of everything");
    erasing = false;
    forgets(true);
    joined = false;
    return true;
  }

  /** From now on nothing of her is expected any more. @param sure she heard that it is gone; otherwise it may be */
  function forgets(sure: boolean): void {
    stage.erased.push({ chat: id, upTo: phone.told(), sure });
    stage.left.set(String(id), stage.now());
    respondent.forgets(sure);
    pollVoter.forgets(sure);
    const choice = stage.choices.get(String(id));
    if (choice) stage.choices.set(String(id), erasedAfter(choice));
  }

  return {
    id,
    /** She has blocked the bot, and does nothing any more. */
    isGone: () => gone,
    /** Nothing is asked of her now, and what she says or presses is only that. */
    isFree: () => joined && !gone && !erasing && !respondent.isAmid() && !guide.isAmid(),
    erases,
    isTooLate: (poll: Poll) => pollVoter.isTooLate(poll),
    /** @returns whether it went as she expected */
    async sits(): Promise<boolean> {
      if (erasing) return erases();
      if (!joined) return (await joins()) && (await raises());
      // In the middle of questions everything she types counts as an answer: she finishes that first.
      if (respondent.isAmid()) return respondent.answers();
      if (guide.isAmid()) return guide.drops();
      if (chance.share(0.03)) return leaves().then(() => true);
      sittings += 1;
      // Some do it by chance, and every tenth in any case.
      if (chance.share(0.02) || (id % 10 === 7 && sittings === 2)) return erases();
      await reads();
      if (stage.enough()) return true;
      if (chance.share(0.3)) {
        const before = newest();
        await says("/mijn");
        await presses(/\|show\|one/, before);
        if (chance.share(0.1)) await withdraws(before);
      }
      if (stage.enough() || chance.share(0.3)) return true;
      // Every tenth speaks for a group now and then.
      if (id % 10 === 3 && chance.share(0.3)) return chance.share(0.5) ? guide.survey() : guide.votes();
      const dice = chance.next();
      if (dice < 0.2) return votes();
      if (dice < 0.45) return pollVoter.votes();
      return dice < 0.7 ? respondent.answers() : raises();
    },
  };
}
