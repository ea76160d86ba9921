import { describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "../../bot/core/calendar/time.ts";
import { say } from "../../bot/core/model/message.ts";
import { Undeliverable, Wait } from "../../bot/ports/errors.ts";
import { opened } from "../instruments/survey/people.ts";
import { createFate } from "../support/fate.ts";
import type { TestTown } from "../support/town.ts";
import {
  bindsAnew,
  DESK,
  movingTown,
  NEW,
  OLD,
  OLD_ID,
  readElsewhere,
  SECRET,
  tellsAll,
} from "./moving-town.ts";

/** A desk gets another channel: what residents said moves along, and none of it stays in the old one. */

const cardsOf = (town: TestTown, id: string) => town.posted.filter((one) => one.card.ref === id);

describe("what is open when a desk gets another channel", () => {
  test("stands there with its words, photo and thread, and nothing a resident said stays in the old one", async () => {
    const { town } = await movingTown();
    const id = await tellsAll(town);
    const old = town.card(id);
    expect(old).toMatchObject({ channel: OLD, files: [{ name: "photo-1.jpg" }] });
    expect(readElsewhere(town)).toContain(SECRET);
    const before = await town.store.posted(id);
    await bindsAnew(town);
    expect(cardsOf(town, id).map((one) => one.channel)).toEqual([OLD, NEW]);
    const card = town.card(id);
    expect(JSON.stringify(card?.card)).toContain(SECRET);
    expect(card?.card.actions.length).toBeGreaterThan(3);
    expect(card?.files).toHaveLength(1);
    expect(card?.thread.map((one) => town.render(one)).join()).toContain(`De grote ${SECRET}`);
    expect(readElsewhere(town)).not.toContain(SECRET);
    expect(town.removedFiles).toEqual(Object.values(before?.files ?? {}));
    expect(old?.card).toMatchObject({
      status: { key: "officials:card.movedChannel" },
      facts: [],
      media: [],
      actions: [],
    });
  });

  test("goes on there: what the resident says next is read in the new channel alone", async () => {
    const { town, bo } = await movingTown();
    const id = await tellsAll(town);
    await bindsAnew(town);
    await bo.acts(id, "ask", { question: "Nog iets?" });
    await town.resident("sam").says(`Ook de kleine ${SECRET}`);
    expect(JSON.stringify(town.card(id)?.thread)).toContain(`kleine ${SECRET}`);
    expect(cardsOf(town, id)).toHaveLength(2);
    expect(readElsewhere(town)).not.toContain(SECRET);
  });

  test("goes along with everything that was merged into it", async () => {
    const { town, bo } = await movingTown();
    const whole = await tellsAll(town);
    const joined = await tellsAll(town, "noor");
    await bo.acts(joined, "merge", { into: whole });
    expect(await town.issue(joined)).toMatchObject({ open: false });
    await bindsAnew(town);
    expect(town.card(joined)?.channel).toBe(NEW);
    expect(readElsewhere(town)).not.toContain(SECRET);
  });

  test("moves from channel to channel as often as the desk does, and comes back", async () => {
    const { town } = await movingTown();
    const id = await tellsAll(town);
    await bindsAnew(town);
    await bindsAnew(town, "C0THIRD");
    expect(readElsewhere(town, "C0THIRD")).not.toContain(SECRET);
    await bindsAnew(town, OLD_ID);
    expect(cardsOf(town, id).map((one) => one.channel)).toEqual([OLD, NEW, "C0THIRD", OLD_ID]);
    expect(readElsewhere(town, OLD_ID)).not.toContain(SECRET);
  });

  test("may be more than one commit holds", { timeout: 120_000 }, async () => {
    const { town } = await movingTown();
    const first = await town.issue(await tellsAll(town));
    if (!first) throw new Error("nothing was told");
    const ids = Array.from({ length: 430 }, (_, n) => String(20_000_000 + n));
    for (const id of ids) {
      await town.store.commit([{ put: { ...first, id, version: 1, entries: 0 }, expect: "new" }]);
      const what = { kind: "card" as const, contribution: id };
      const notice = {
        row: "notice" as const,
        id: `${town.now}#x`,
        group: `card:${id}`,
        created: town.now,
        what,
      };
      await town.store.commit([{ put: notice }]);
    }
    await town.settle();
    expect(town.posted.filter((one) => one.channel === OLD)).toHaveLength(431);
    await bindsAnew(town);
    expect(town.posted.filter((one) => one.channel === NEW)).toHaveLength(431);
    expect(readElsewhere(town)).not.toContain(SECRET);
    expect(town.store.images().filter((image) => image.pk?.S?.startsWith("NOTICE#"))).toEqual([]);
  });
  test("and more than a commit holds of batches", async () => {
    const { town } = await movingTown();
    const first = await town.issue(await tellsAll(town));
    if (!first) throw new Error("nothing was told");
    const ids = Array.from({ length: 4000 }, (_, n) => String(20_000_000 + n));
    for (let at = 0; at < ids.length; at += 80)
      await town.store.commit(
        ids
          .slice(at, at + 80)
          .map((id) => ({ put: { ...first, id, version: 1 }, expect: "new", alarm: "as it is" })),
      );
    const notice = {
      row: "notice" as const,
      id: "n",
      group: `desk:${DESK}`,
      created: town.now,
      what: { kind: "desk" as const, desk: DESK },
    };
    await town.store.commit([{ put: notice }]);
    town.forgetsChanges();
    await town.app.deliver(notice);
    const batches = town.store.images().filter((image) => image.pk?.S === `NOTICE#several:desk:${DESK}`);
    expect(batches).toHaveLength(100);
  });
});

test("a survey that is open stands in the new channel too", async () => {
  const { town, ola, id } = await opened();
  expect(town.card(id)?.channel).toBe("#jeugd-en-buurt");
  await ola.command("koppel", { channel: NEW, channelKind: "private" });
  await ola.submit({ which: "youth_neighbourhood", default: "no" });
  expect(town.card(id)?.channel).toBe(NEW);
});

test("what is finished moves when its card is shown the next time", async () => {
  const { town, bo } = await movingTown();
  const id = await tellsAll(town);
  await bo.answers(id, { text: "Hij staat er weer." });
  await bindsAnew(town);
  expect(cardsOf(town, id).map((one) => one.channel)).toEqual([OLD]);
  await town.resident("sam").presses("Nog niet");
  await town.resident("sam").says(`De ${SECRET} is alweer weg`);
  expect(town.card(id)?.channel).toBe(NEW);
  expect(readElsewhere(town)).not.toContain(SECRET);
});

describe("nothing moves", () => {
  test("when only the desk's name, lead or members are others", async () => {
    const { town, eva } = await movingTown();
    const id = await tellsAll(town);
    await eva.command("koppel", { channel: OLD_ID, channelName: OLD.slice(1) });
    await eva.submit({ name: "Buiten", lead: "U0BOO", members: ["U0EVA"], closed: "no", default: "no" });
    expect((await town.store.office())?.desks.map((one) => one.channel)).toContain(OLD_ID);
    await town.official("U0BOO").acts(id, "change", { category: "waste", desk: "public_space" });
    await town.resident("sam").says(`Nog iets over de ${SECRET}`);
    expect(cardsOf(town, id)).toHaveLength(1);
    expect(JSON.stringify(town.card(id)?.card)).toContain(SECRET);
  });

  test("when a desk is closed in the channel that it has", async () => {
    const { town, eva } = await movingTown();
    const id = await tellsAll(town);
    const deliveries = town.deliveries.length;
    const room = { channel: OLD_ID, channelName: OLD.slice(1), channelKind: "private" };
    await eva.command("koppel", room);
    await eva.submit({ name: "Buiten", closed: "yes", members: ["U0BOO"], default: "no" });
    expect((await town.store.office())?.desks.find((one) => one.id === "public_space")?.closed).toBe(true);
    expect(town.deliveries.slice(deliveries).filter(({ group }) => !group.startsWith("member:"))).toEqual([]);
    expect(cardsOf(town, id)).toHaveLength(1);
  });

  test("when a card from before the channel was noted stands where the file says by name", async () => {
    const { town, bo } = await movingTown();
    const id = await tellsAll(town);
    const { room: _, ...before } = (await town.store.posted(id)) ?? { room: "" };
    if (!("row" in before)) throw new Error("no card");
    await town.store.commit([{ put: before }]);
    await bo.acts(id, "ask", { question: "Nog iets?" });
    expect(cardsOf(town, id)).toHaveLength(1);
    await bindsAnew(town);
    expect(cardsOf(town, id).map((one) => one.channel)).toEqual([OLD, NEW]);
  });
});

test("a card that stays where it is costs no read and no write more", async () => {
  const fate = createFate();
  const { town } = await movingTown(fate.ports);
  const id = await tellsAll(town);
  await bindsAnew(town);
  const what = { kind: "card" as const, contribution: id };
  const notice = { row: "notice" as const, id: "n", group: `card:${id}`, created: town.now, what };
  await town.store.commit([{ put: notice }]);
  fate.decides(() => undefined);
  await town.app.deliver({ group: notice.group, id: notice.id });
  expect(fate.seen).toEqual(["store.together", "workplace.updateCard", "store.commit"]);
});

describe("a thread that is longer than Slack lets us empty at once", () => {
  /** Slack accepts this many deletions per minute, including those of messages already gone. */
  const A_MINUTE = 20;

  /** Sam has said more than fits in two of those minutes. */
  async function longThread() {
    const minute = { removals: 0 };
    const { town } = await movingTown((ports) => ({
      ...ports,
      workplace: {
        ...ports.workplace,
        removeMessage: async (...given) => {
          if (++minute.removals > A_MINUTE) throw new Wait(60, { refused: true });
          return ports.workplace.removeMessage(...given);
        },
      },
    }));
    const id = await tellsAll(town);
    const posted = await town.store.posted(id);
    const issue = await town.issue(id);
    if (!posted || !issue) throw new Error("nothing was told");
    const threads = [...posted.threads];
    for (let n = 0; n < 2 * A_MINUTE; n++) {
      const line = say("officials:thread.reply", { words: `Nog iets over de ${SECRET}`, why: "" });
      threads.push(...(await town.ports.workplace.thread(posted, line, "nl")));
    }
    await town.store.commit([{ put: { ...posted, threads } }]);
    /** The queue brings it again, a minute later each time. */
    const settles = async () => {
      for (let minutes = 0; minutes < 5; minutes++) {
        minute.removals = 0;
        const settled = await town.settle().then(
          () => true,
          (error: unknown) => {
            if (error instanceof Wait) return false;
            throw error;
          },
        );
        if (settled) return;
      }
      throw new Error("it never came to an end");
    };
    return { town, id, settles };
  }

  test("is emptied bit by bit when the desk gets another channel", async () => {
    const { town, id, settles } = await longThread();
    await bindsAnew(town).catch(() => undefined);
    await settles();
    expect(town.card(id)?.channel).toBe(NEW);
    expect(readElsewhere(town)).not.toContain(SECRET);
  });

  test("is emptied bit by bit when she has herself erased", async () => {
    const { town, settles } = await longThread();
    await town.resident("sam").commands("wis");
    await town
      .resident("sam")
      .presses("wis alles")
      .catch(() => undefined);
    await settles();
    expect(JSON.stringify(town.posted)).not.toContain(SECRET);
    expect([...town.bucket.keys()]).toEqual([]);
  });
});

describe("an old channel that", () => {
  /** A town in which Slack can be made to refuse edits and deletions in the old channel. */
  async function shutTown(reason: string) {
    const old = { shut: false };
    const { town, ...people } = await movingTown((ports) => ({
      ...ports,
      workplace: {
        ...ports.workplace,
        updateCard: async (at, ...given) => {
          if (old.shut && at.channel === OLD_ID) throw new Undeliverable(reason);
          return ports.workplace.updateCard(at, ...given);
        },
        removeMessage: async (channel, ts) => {
          // What is gone with its channel is taken for gone (bot/slack/outbound.ts).
          if (old.shut && channel === OLD_ID && reason === "is_archived") throw new Undeliverable(reason);
          return ports.workplace.removeMessage(channel, ts);
        },
      },
    }));
    return { old, town, ...people };
  }

  test("is archived keeps no card from the new one; it is emptied as soon as that can be done", async () => {
    const { old, town } = await shutTown("is_archived");
    const id = await tellsAll(town);
    old.shut = true;
    await bindsAnew(town);
    expect(JSON.stringify(town.card(id))).toContain(`De grote ${SECRET}`);
    expect(town.card(id)?.channel).toBe(NEW);
    expect(town.logged.find((one) => one.event === "parked")?.facts).toMatchObject({ alarm: true });
    await town.passes(HOUR + MINUTE);
    expect(readElsewhere(town)).toContain(SECRET);
    old.shut = false;
    await town.passes(HOUR + MINUTE);
    expect(readElsewhere(town)).not.toContain(SECRET);
    expect(cardsOf(town, id)).toHaveLength(2);
    expect(await town.store.posted(id)).not.toHaveProperty("behind");
  });

  test("is archived is not forgotten when she has herself erased meanwhile", async () => {
    const { old, town } = await shutTown("is_archived");
    await tellsAll(town);
    old.shut = true;
    await bindsAnew(town);
    await town.resident("sam").commands("wis");
    await town.resident("sam").presses("wis alles");
    old.shut = false;
    await town.passes(2 * HOUR, 4);
    expect(JSON.stringify(town.posted)).not.toContain(SECRET);
    expect([...town.bucket.keys()]).toEqual([]);
  });

  test("is gone keeps nothing up", async () => {
    const { old, town } = await shutTown("channel_not_found");
    const id = await tellsAll(town);
    old.shut = true;
    await bindsAnew(town);
    expect(town.card(id)?.channel).toBe(NEW);
    expect(town.logged.filter((one) => one.event === "parked")).toEqual([]);
  });
});
