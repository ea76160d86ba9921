import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import type { TestTown } from "../../support/town.ts";
import { at, filledIn, issueOf, joins, news, type Scene, scene, thread } from "./people.ts";

/**
 * Whether messages were delivered: what becomes of an answer that its resident does not get, and what its desk reads.
 */

/** The desk's card says how far its last words got; nothing once they arrived. */
const reached = (town: TestTown, id: string) => {
  const fact = town.card(id)?.card.facts.find(({ label }) => label.key === "officials:card.unheard");
  return fact && town.render({ key: "common:as_is", params: { text: fact.value } });
};

const stops = async ({ sam, town }: Scene) => {
  await sam.commands("stop");
  await town.passes(MINUTE);
};

describe("somebody wants no messages, and the town answers", () => {
  test("the thread and the card say that nobody has read it, and nothing comes to her", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    const heard = sam.heard.length;
    await bo.acts(id, "answer", filledIn.answer);
    await town.passes(2 * MINUTE, 2);
    expect(sam.heard).toHaveLength(heard);
    expect(thread(town, id)).toEqual(["thread.answer", "thread.unheard_stopped"]);
    expect((town.card(id)?.thread ?? []).map((one) => town.render(one)).join("\n")).not.toContain(
      "verstuurd",
    );
    expect(reached(town, id)).toBe("nog niet, de inwoner heeft berichten uitgezet");
  });

  test.each([
    ["the button", (here: Scene) => here.sam.presses("Toch weer berichten")],
    ["/start", (here: Scene) => here.sam.commands("start")],
    ["a link", (here: Scene) => here.sam.commands("start", "poster")],
  ])("by %s she gets it after all, can say whether it helps, and the desk reads so", async (_way, back) => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "answer", filledIn.answer);
    await town.passes(3 * DAY, 9);
    const heard = sam.heard.length;
    await back(here);
    await town.passes(2 * MINUTE, 2);
    expect(news(sam, heard)).toEqual(["issue:notice.answered"]);
    expect(thread(town, id).at(-1)).toBe("thread.heard");
    expect(reached(town, id)).toBeUndefined();
    await sam.presses("Ja, dit helpt");
    expect(await at(town, id)).toBe("closed");
  });

  test("it comes once, however often she stops and comes back", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "answer", filledIn.answer);
    for (let time = 0; time < 3; time++) {
      await sam.presses("Toch weer berichten");
      await town.passes(2 * MINUTE, 2);
      await stops(here);
    }
    expect(news(sam)).toEqual(["issue:notice.answered"]);
    expect(await town.store.parked(10)).toEqual([]);
  });

  test("a new report does not end the stop, and what was held stays held", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "answer", filledIn.answer);
    await sam.raises("De bak is vol");
    expect(sam.lastKeys).toContain("issue:receipt.stopped");
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).toEqual([]);
    await sam.presses("Toch weer berichten");
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).toEqual(["issue:notice.answered"]);
  });

  test("what is older than two weeks is not sent any more; one message says where it stands", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await bo.acts(id, "claim");
    await stops(here);
    await bo.acts(id, "start");
    await bo.acts(id, "plan", filledIn.plan);
    await town.passes(15 * DAY, 30);
    const heard = sam.heard.length;
    await sam.presses("Toch weer berichten");
    await town.passes(2 * MINUTE, 2);
    expect(news(sam, heard)).toEqual(["common:missed"]);
    expect(reached(town, id)).toBeUndefined();
    await stops(here);
    await sam.presses("Toch weer berichten");
    await town.passes(2 * MINUTE, 2);
    expect(news(sam, heard)).toEqual(["common:missed"]);
  });

  test("a process that dies before its answer is known sends what was held once more or once, and never not", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "answer", filledIn.answer);
    const press = sam.button("Toch weer berichten");
    await sam.gives({ type: "chose", press }, 90_000);
    town.restart();
    await sam.does({ type: "chose", press }, 90_000);
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).toEqual(["issue:notice.answered"]);
  });

  test("somebody who presses the button at the very moment the answer goes out gets it", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    const press = sam.button("Toch weer berichten");
    const { store } = town;
    const read = store.together;
    let raced = false;
    store.together = async (names) => {
      const found = await read(names);
      const isStopped = found.some((one) => "row" in one && one.row?.row === "lane" && one.row.stopped);
      if (!raced && isStopped) {
        raced = true;
        await sam.gives({ type: "chose", press });
      }
      return found;
    };
    await bo.acts(id, "answer", filledIn.answer);
    await town.passes(2 * MINUTE, 2);
    expect(raced).toBe(true);
    expect(news(sam)).toEqual(["issue:notice.answered"]);
  });

  test("a question that she answered from /mijn meanwhile is not asked again", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "ask", filledIn.ask);
    await town.passes(2 * MINUTE, 2);
    expect(reached(town, id)).toBeDefined();
    await sam.commands("mijn");
    await sam.presses(shownNumber(id));
    await sam.presses("Geef antwoord");
    await sam.says("Die op de hoek");
    expect(await at(town, id)).toBe("triaged");
    expect(reached(town, id)).toBeUndefined();
    await sam.commands("start");
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).toEqual([]);
  });
});

describe("somebody blocked the bot, and the town answers", () => {
  test("the desk reads that it could not be delivered, and reads when it is there after all", async () => {
    const { town, sam, bo, id } = await scene();
    sam.silentlyBlocks();
    await bo.acts(id, "answer", filledIn.answer);
    await town.passes(2 * MINUTE, 2);
    expect(thread(town, id)).toEqual(["thread.answer", "thread.unheard_blocked"]);
    expect(reached(town, id)).toBe("nog niet, de inwoner is niet te bereiken in de chat");
    await town.passes(DAY, 3);
    await sam.returns();
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).toEqual(["issue:notice.answered"]);
    expect(thread(town, id).at(-1)).toBe("thread.heard");
    expect(reached(town, id)).toBeUndefined();
  });

  test("blocked and stopped: only when she wants messages again do they come", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await sam.blocks();
    await bo.acts(id, "answer", filledIn.answer);
    await sam.returns();
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).toEqual([]);
    await sam.presses("Toch weer berichten");
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).toEqual(["issue:notice.answered"]);
  });
});

describe("her days begin when she has it", () => {
  test("an answer that she did not get is no silence: two weeks count from when it reached her", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "answer", filledIn.answer);
    await town.passes(13 * DAY, 26);
    await sam.presses("Toch weer berichten");
    await town.passes(13 * DAY, 26);
    expect(await at(town, id)).toBe("answered");
    await town.passes(2 * DAY, 4);
    expect(await at(town, id)).toBe("closed");
    expect(news(sam)).toEqual(["issue:notice.answered", "issue:notice.closed"]);
    expect(await town.store.figures("public_space", [town.now.slice(0, 7)])).toMatchObject({ closed: 1 });
  });

  test("an answer that never reaches her ends after thirty days, and its desk reads that it did not arrive", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "answer", filledIn.answer);
    await town.passes(29 * DAY, 58);
    expect(await at(town, id)).toBe("answered");
    await town.passes(2 * DAY, 4);
    expect(await issueOf(town, id)).toMatchObject({
      status: { at: "closed", confirmed: false, unheard: true },
    });
    expect(thread(town, id).at(-1)).toBe("thread.closeUnheard");
    expect(town.render(town.card(id)?.card.status ?? { key: "" })).toContain(
      "klaar, het antwoord kwam niet bij de inwoner aan",
    );
    // It is counted as an answer, and as silence it is not.
    expect(await town.store.figures("public_space", [town.now.slice(0, 7), "2026-05"])).toMatchObject({
      answered: 1,
      closed: 0,
      confirmed: 0,
    });
    // She never reads that nothing was heard from her, and can still say that it did not help.
    await sam.presses("Toch weer berichten");
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).not.toContain("issue:notice.closed");
    await sam.commands("mijn");
    await sam.presses(shownNumber(id));
    await sam.presses("Het helpt nog niet");
    await sam.says("Het is er nog");
    expect(await at(town, id)).toBe("reopened");
  });

  test("of a question she is not reminded before she has it; unheard it is set aside after its two weeks", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "ask", filledIn.ask);
    await town.passes(8 * DAY, 16);
    expect(thread(town, id)).not.toContain("thread.remind");
    await town.passes(7 * DAY, 14);
    expect(await at(town, id)).toBe("parked");
    expect(thread(town, id).at(-1)).toBe("thread.parkUnheard");
    await sam.commands("start");
    await town.passes(2 * MINUTE, 2);
    expect(news(sam)).not.toContain("issue:notice.parked");
  });

  test("of a question that reached her late the reminder comes a week after that", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "ask", filledIn.ask);
    await town.passes(6 * DAY, 12);
    await sam.commands("start");
    await town.passes(6 * DAY, 12);
    expect(news(sam)).toEqual(["issue:notice.asked"]);
    await town.passes(2 * DAY, 4);
    expect(news(sam)).toEqual(["issue:notice.asked", "issue:notice.remind"]);
  });

  test("a newer answer that she gets is what counts, whatever did not reach her before", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await stops(here);
    await bo.acts(id, "claim");
    await town.passes(2 * MINUTE, 2);
    expect(reached(town, id)).toBeDefined();
    await sam.commands("start");
    await bo.acts(id, "answer", filledIn.answer);
    await town.passes(2 * MINUTE, 2);
    expect(reached(town, id)).toBeUndefined();
    await town.passes(14 * DAY + 12 * HOUR, 29);
    expect(await at(town, id)).toBe("closed");
    expect(await issueOf(town, id)).not.toHaveProperty("status.unheard");
  });

  test("that somebody who told the same has messages off holds up nobody, and the desk reads it there too", async () => {
    const here = await scene();
    const { town, bo, id } = here;
    const { person, own } = await joins(here, "jo");
    await person.commands("stop");
    await bo.acts(id, "answer", filledIn.answer);
    await town.passes(2 * MINUTE, 2);
    expect(reached(town, id)).toBeUndefined();
    expect(thread(town, id).at(-1)).toBe("nudge.unheardElsewhere");
    expect(reached(town, own)).toBe("nog niet, de inwoner heeft berichten uitgezet");
    await person.commands("start");
    await town.passes(2 * MINUTE, 2);
    expect(news(person).at(-1)).toBe("issue:notice.answered");
    expect(thread(town, id).at(-1)).toBe("nudge.heardElsewhere");
    expect(reached(town, own)).toBeUndefined();
    await town.passes(15 * DAY, 30);
    expect(await at(town, id)).toBe("closed");
  });
});
