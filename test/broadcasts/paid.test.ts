import { describe, expect, test } from "vitest";
import type { Municipality } from "../../bot/core/model/municipality.ts";
import type { Sending } from "../../bot/ports/channel.ts";
import { Unpaid, Wait } from "../../bot/ports/errors.ts";
import type { Ports } from "../../bot/ports/ports.ts";
import { createTestTown } from "../support/town.ts";
import { waterkant } from "../support/waterkant.ts";
import { counts, moveIn, NEWS } from "./neighbours.ts";

/** News may go faster than Telegram's usual pace where a town pays for that, and an organiser chose it. */

const PAYS = { perSecond: 100, mostStars: 500 };
/** More than a minute at the usual pace. */
const MANY = 1700;

/** A town with many who allow news; something can happen before each message. */
async function townThat(
  paidNews: Municipality["paidNews"],
  happens: (nth: number, how: Sending | undefined) => void = () => {},
) {
  let sent = 0;
  const moments: { readonly at: number; readonly paid: boolean }[] = [];
  const town = createTestTown({
    ports: (plain: Ports): Ports => ({
      ...plain,
      town: { ...waterkant, paidNews },
      channel: {
        ...plain.channel,
        send: async (chat, screen, language, how) => {
          moments.push({ at: town.sendingTook, paid: how?.paid ?? false });
          happens(++sent, how);
          return plain.channel.send(chat, screen, language, how);
        },
      },
    }),
  });
  const chats = await moveIn(town, MANY);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  return { town, chats, ana, id, moments };
}

type Played = Awaited<ReturnType<typeof townThat>>;

const buttons = ({ town, id }: Played) => town.card(id)?.card.actions.map(({ press }) => press.option);
const fact = ({ town, id }: Played, key: string) =>
  town.card(id)?.card.facts.find(({ label }) => label.key === key)?.value;

describe("news in a town that pays Telegram to send it faster", () => {
  test("shows the price beforehand, goes at that pace when Ana chose it, and reaches everybody once", async () => {
    const played = await townThat(PAYS);
    const { town, chats, ana, id, moments } = played;
    expect(buttons(played)).toEqual(["send", "sendPaid", "discard"]);
    expect(fact(played, "officials:news.faster")).toEqual({
      key: "officials:news.price",
      params: { count: 1, stars: 171 },
    });
    await ana.onNews(id, "sendPaid");
    expect(counts(town, chats)).toEqual(chats.map(() => 1));
    expect(moments.every(({ paid }) => paid)).toBe(true);
    expect(moments.at(-1)?.at).toBeLessThan((MANY / 100) * 1000 * 1.05);
    const gaps = moments.slice(1).map(({ at }, index) => at - (moments[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(10 - 0.001);
    expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent", paid: true } });
    expect(fact(played, "officials:news.faster")).toEqual({
      key: "officials:news.paid",
      params: { count: 171 },
    });
  });

  test("goes at the usual pace, and costs nothing, when she presses the usual button", async () => {
    const played = await townThat(PAYS);
    await played.ana.onNews(played.id, "send");
    expect(played.moments.some(({ paid }) => paid)).toBe(false);
    expect(played.moments.at(-1)?.at).toBeGreaterThan((MANY / 28) * 1000 * 0.99);
    expect(fact(played, "officials:news.faster")).toBeUndefined();
  });

  test("goes on at the usual pace when Telegram does not take the payment, and nobody misses it", async () => {
    const played = await townThat(PAYS, (nth, how) => {
      if (nth > 400 && how?.paid) throw new Unpaid(new Error("BALANCE_TOO_LOW"));
    });
    const { town, chats, ana, id, moments } = played;
    await ana.onNews(id, "sendPaid");
    expect(counts(town, chats)).toEqual(chats.map(() => 1));
    const firstUnpaid = moments.findIndex(({ paid }) => !paid);
    expect(firstUnpaid).toBeGreaterThan(400);
    expect(moments.slice(firstUnpaid).filter(({ paid }) => paid)).toHaveLength(0);
    const slow = moments
      .slice(firstUnpaid + 1)
      .map(({ at }, index) => at - (moments[firstUnpaid + index]?.at ?? 0));
    expect(Math.min(...slow)).toBeGreaterThan(1000 / 28 - 0.001);
    expect(town.logged.filter(({ event }) => event === "not_paid")).toHaveLength(1);
    expect((await town.store.broadcast(id))?.status).not.toHaveProperty("paid");
  });

  test("waits as long as Telegram asks, also when it is paid for", async () => {
    const played = await townThat(PAYS, (nth) => {
      if (nth === 300) throw new Wait(7, { refused: true });
    });
    const { town, chats, ana, id, moments } = played;
    await ana.onNews(id, "sendPaid");
    expect(counts(town, chats)).toEqual(chats.map(() => 1));
    const gaps = moments.slice(1).map(({ at }, index) => at - (moments[index]?.at ?? 0));
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(7000);
  });

  test("has no such button when it would cost more than the town allows, or the town allows none", async () => {
    expect(buttons(await townThat({ ...PAYS, mostStars: 170 }))).toEqual(["send", "discard"]);
    expect(buttons(await townThat(undefined))).toEqual(["send", "discard"]);
  });

  test("tells Ana when she presses an old button after the town stopped paying, and sends nothing", async () => {
    const { town, chats, ana, id } = await townThat(undefined);
    await ana.onNews(id, "sendPaid");
    expect(ana.told.at(-1)).toBe("officials:news.notPaid");
    expect(counts(town, chats)).toEqual(chats.map(() => 0));
  });
});
