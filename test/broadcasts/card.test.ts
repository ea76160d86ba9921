import { describe, expect, test } from "vitest";
import { Conflict } from "../../bot/ports/errors.ts";
import { createFate, type Moment } from "../support/fate.ts";
import { createTestTown } from "../support/town.ts";
import { NEWS } from "./neighbours.ts";

/** The card of a broadcast is in the channel once, and its place is known. */

/** Ana writes news, and the first write after its card was posted ends like this. */
async function writes(moment: Moment) {
  const taken: string[] = [];
  const fate = createFate();
  const town = createTestTown({
    ports: (ports) =>
      fate.ports({
        ...ports,
        workplace: {
          ...ports.workplace,
          async removeMessage(_channel, ts) {
            taken.push(ts);
          },
        },
      }),
  });
  const ana = town.official("U0ANA");
  let [posted, struck] = [false, false];
  fate.decides(({ name }, when) => {
    if (name === "workplace.postCard" && when === "after") posted = true;
    if (!posted || struck || name !== "store.commit" || when !== moment) return undefined;
    struck = true;
    return new Conflict("something else is there");
  });
  const id = await ana.writesNews(NEWS);
  expect(struck).toBe(true);
  const cards = town.posted.filter((one) => one.card.ref === id).map(({ ts }) => ts);
  return { taken, cards, noted: (await town.store.broadcast(id))?.card?.ts };
}

describe("the card of news", () => {
  test("stays when it was noted and only the table's answer got lost", async () => {
    const { taken, cards, noted } = await writes("after");
    expect(taken).toEqual([]);
    expect(cards).toEqual([noted]);
  });

  test("is posted again, and the first removed, when somebody pressed a button at that moment", async () => {
    const { taken, cards, noted } = await writes("before");
    expect(cards).toHaveLength(2);
    expect(taken).toEqual([cards[0]]);
    expect(noted).toBe(cards[1]);
  });
});
