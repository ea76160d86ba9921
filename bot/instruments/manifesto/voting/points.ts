import { daysBetween, townClock } from "../../../core/calendar/time.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { numberOfItem, onALine } from "../names.ts";
import { handoverOf, type Item, type Manifesto } from "../state.ts";

/** The items that made it into the manifesto, as they are told and counted. */

/** The most points first. */
export function adoptedItems({ themes: items = [], result }: Manifesto): Item[] {
  return (result?.adopted ?? []).flatMap((n) => items.find((one) => one.n === n) ?? []);
}

/** Each item with what should be done and by whom, one line each. */
export function pointLines(items: readonly Item[]): Message[] {
  return items.map((item) =>
    item.point
      ? say("manifesto:point.line", { n: numberOfItem(item), words: onALine(item.words), ...item.point })
      : say("manifesto:point.bare", { n: numberOfItem(item), words: onALine(item.words) }),
  );
}

/** What can be told about it when it ends: how much was answered, and what became of the promises. */
export function figures(manifesto: Manifesto) {
  const items = adoptedItems(manifesto);
  const answered = items.filter((one) => one.answer);
  const promised = items.flatMap((one) => one.promises ?? []);
  // Counted from the day of the handover, which is told to everybody; not from the clerk's confirmation.
  const day = handoverOf(manifesto)?.day;
  const days = answered
    .flatMap(({ answer }) => (day && answer ? [Math.max(0, daysBetween(day, townClock(answer.on).day))] : []))
    .toSorted((a, b) => a - b);
  return {
    items: items.length,
    answered: answered.length,
    /** The lower median: at least half of the answers came within this many days. */
    days: days[Math.ceil(days.length / 2) - 1],
    promised: promised.length,
    kept: promised.filter((one) => one.at === "kept").length,
    keptLate: promised.filter((one) => one.at === "kept" && one.late).length,
    broken: promised.filter((one) => one.at === "broken").length,
  };
}

export function figureLines(manifesto: Manifesto): Message[] {
  const { items, answered, days, promised, kept, keptLate, broken } = figures(manifesto);
  return [
    say("manifesto:figures.answered", { items, answered }),
    ...(days === undefined
      ? []
      : [days === 0 ? say("manifesto:figures.sameDay") : say("manifesto:figures.days", { count: days })]),
    ...(promised > 0 ? [say("manifesto:figures.promised", { promised, kept, keptLate, broken })] : []),
  ];
}
