/**
 * The town's time, with each answer kept: a robot asks for the same days and moments thousands of times, and what a day
 * is in the town's time zone takes long to work out. The answers are the same.
 */
type Time = typeof import("../../../../bot/core/calendar/time.ts");

export async function fastTime(original: () => Promise<Time>): Promise<Time> {
  const time = await original();
  const clocks = new Map<string, ReturnType<Time["townClock"]>>();
  const moments = new Map<string, ReturnType<Time["townMoment"]>>();
  return {
    ...time,
    townClock: (instant) => kept(clocks, instant, () => time.townClock(instant)),
    townMoment: (day, minutes) => kept(moments, `${day} ${minutes}`, () => time.townMoment(day, minutes)),
  };
}

function kept<Answer>(answers: Map<string, Answer>, key: string, work: () => Answer): Answer {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const found = work();
  answers.set(key, found);
  return found;
}
