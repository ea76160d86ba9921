import { type Figure, meets, only, sample } from "./figures.ts";
import type { Chats } from "./stage.ts";

/** Messages a second. Telegram's limit for a whole bot, which the stand-in enforces, and our own pace below it. */
export const LIMIT = 30;
const PACE = 28;

/** How much longer than the limit implies a broadcast may take (our limit). */
const SLACK = 1.05;

/**
 * News for many residents, against a Telegram that accepts 30 messages within any second and refuses the next
 * (429 with `retry_after`). Time runs from the first message that was accepted to the last.
 * @param chats started with `startChats(LIMIT)`
 * @param send has everybody messaged once, and resolves when that is done
 * @throws Error when somebody got nothing or something twice: then the time means nothing
 */
export async function measureBroadcast(
  residents: number,
  chats: Chats,
  send: () => Promise<void>,
): Promise<Figure[]> {
  await chats.reset();
  await send();
  const { taken, first, last, floods, doubled, busiest } = await chats.seen();
  if (taken !== residents || doubled > 0)
    throw new Error(`${taken} messages reached ${residents} residents, ${doubled} of them more than once`);
  const seconds = (last - first) / 1000;
  // Between n messages there are n - 1 pauses.
  const against = (pace: number) => seconds / ((residents - 1) / pace);
  const [toLimit, toPace] = [against(LIMIT), against(PACE)];
  return [
    {
      ...only(
        "broadcast.limit",
        `News for ${residents}: time ÷ what ${LIMIT} a second would take`,
        "",
        sample([toLimit]),
      ),
      ratio: toLimit,
      target: { most: SLACK },
      met: meets(toLimit, { most: SLACK }),
      note: `our pace is ${PACE} a second, so that two of the ${LIMIT} are left for personal answers; that alone is a ratio of ${(LIMIT / PACE).toFixed(3)}.`,
    },
    {
      ...only(
        "broadcast.pace",
        `News for ${residents}: time ÷ what ${PACE} a second would take`,
        "",
        sample([toPace]),
      ),
      ratio: toPace,
      target: { most: SLACK },
      met: meets(toPace, { most: SLACK }),
    },
    only("broadcast.seconds", `News for ${residents}: time in all`, "s", sample([seconds])),
    only(
      "broadcast.floods",
      "Messages that Telegram refused, because they came too fast",
      "",
      sample([floods]),
      { most: 0 },
    ),
    only("broadcast.busiest", "The most messages within any second", "", sample([busiest]), { most: LIMIT }),
  ];
}
