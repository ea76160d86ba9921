import { describe, expect, test } from "vitest";
import { after, DAY, type Day, fromEpoch, type Instant, MINUTE } from "../../../bot/core/calendar/time.ts";
import {
  agreement,
  arranges,
  clustering,
  collecting,
  looksAt,
  manifestoOf,
  stopsTopics,
  tells,
  voting,
  youthWorker,
} from "./people.ts";

/** After an announced last day nothing is taken any more, whenever the clock or a person closes. */

/** Midnight at the end of Monday 1 June in the town. */
const OVER = "2026-06-01T22:00:00.000Z";
const minuteBefore = (moment: Instant) => after(moment, -MINUTE);

describe("the last day for topics", () => {
  test("a minute before midnight a topic is taken; at midnight it is refused kindly, with her words", async () => {
    const scene = await collecting();
    const { town, sam, noor, id } = scene;
    town.comesTo(minuteBefore(OVER));
    await tells(sam, "Meer bankjes");
    await noor.commands("meedoen");
    await noor.presses("Breng een onderwerp in");
    await noor.says("Gratis sporten");
    town.comesTo(OVER);
    await noor.presses("Verstuur");
    expect(noor.lastText).toContain("Onderwerpen inbrengen kan niet meer.");
    expect(noor.lastText).toContain("“Gratis sporten”");
    expect(await town.store.listed(id)).toHaveLength(0);
    expect((await manifestoOf(scene)).at).toBe("collecting");
    const late = town.resident("late");
    await late.joins();
    await late.commands("meedoen");
    expect(late.labels).not.toContain("Breng een onderwerp in");
    await late.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "topic", option: "start", ref: id },
    });
    expect(late.lastText).toContain("Onderwerpen inbrengen kan niet meer.");
    expect((await late.lane)?.dialogue).toBeUndefined();
  });

  test("a youth worker can bring in nothing more for a group either", async () => {
    const scene = await collecting();
    const { town } = scene;
    const worker = await youthWorker(scene, "worker");
    const label = "Namens een groep: Breng een onderwerp in";
    expect(worker.labels).toContain(label);
    town.comesTo(OVER);
    await worker.presses(label);
    expect(worker.lastText).toContain("Onderwerpen inbrengen kan niet meer.");
    await worker.commands("meedoen");
    expect(worker.labels).not.toContain(label);
  });

  test("what was sent in time is still looked at and takes part", async () => {
    const scene = await collecting();
    const { town, sam, bo, ola, id } = scene;
    town.comesTo(minuteBefore(OVER));
    const topic = await tells(sam, "Meer bankjes");
    await town.passes(DAY);
    await looksAt(bo, topic, "publish");
    await ola.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "card", option: "stopCollecting", ref: id },
    });
    await ola.submit();
    expect((await manifestoOf(scene)).items?.flatMap(({ topics }) => topics)).toEqual([topic]);
  });

  test("the core group that stops earlier ends it for everybody at once", async () => {
    const scene = await collecting();
    const topic = await tells(scene.sam, "Meer bankjes");
    await looksAt(scene.bo, topic, "publish");
    await stopsTopics(scene);
    await scene.yusuf.commands("meedoen");
    expect(scene.yusuf.labels).not.toContain("Breng een onderwerp in");
  });
});

test("somebody who wanted to vote just before it opened can as soon as it is open", async () => {
  const scene = await clustering();
  const { sam, noor, id } = scene;
  const press = (step: string, option: string) =>
    sam.does({ type: "chose", press: { instrument: "manifesto", version: 1, step, option, ref: id } });
  await press("vote", "1+");
  expect(sam.lastText).toContain("Stemmen kan nog niet.");
  await arranges(scene, "items");
  await sam.presses("Ja, goed zo");
  await noor.presses("Ja, goed zo");
  await press("vote", "1+");
  expect(sam.lastText).toContain("Je gaf dit een stem.");
});

describe("the last day of a vote", () => {
  test("a minute before midnight a vote counts; at midnight it is refused, though nobody has counted yet", async () => {
    const scene = await voting();
    const { town, sam, noor, id } = scene;
    const until = (await manifestoOf(scene)).voteUntil ?? fromEpoch(0);
    const vote = (one: typeof sam, option: string) =>
      one.does({
        type: "chose",
        press: { instrument: "manifesto", version: 1, step: "vote", option, ref: id },
      });
    town.comesTo(minuteBefore(until));
    await vote(sam, "1+");
    town.comesTo(until);
    await vote(noor, "1+");
    expect(noor.lastText).toBe("De stemming is gesloten.");
    await vote(sam, "1-");
    expect((await manifestoOf(scene)).at).toBe("prioritising");
    expect(await town.store.recount(id)).toEqual({ voters: 1, points: { 1: 1 } });
  });

  test("what a group chose counts a minute before midnight; at midnight it is refused", async () => {
    const scene = await voting();
    const { town, id } = scene;
    const { voteUntil: until = fromEpoch(0) } = await manifestoOf(scene);
    const group = async (name: string) => {
      const worker = await youthWorker(scene, name);
      await worker.presses("Namens een groep stemmen");
      await worker.says("12");
      await worker.says("1=10");
      return worker;
    };
    const points = async () => (await manifestoOf(scene)).facilitated?.votes?.length ?? 0;
    town.comesTo(minuteBefore(until));
    const [early, late] = [await group("early"), await group("late")];
    await early.presses("Verstuur");
    const sent = await points();
    expect(sent).toBe(1);
    town.comesTo(until);
    await late.presses("Verstuur");
    expect(late.lastKeys).toContain("common:process.vote.over");
    expect(await points()).toBe(sent);
    await late.commands("meedoen");
    expect(late.labels).not.toContain("Namens een groep stemmen");
    await late.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "do", option: "groupVotes", ref: id },
    });
    expect(late.lastKeys).toEqual(["common:process.vote.over"]);
  });
});

test.each<[string, Day, Instant]>([
  ["in winter", "2026-11-30", "2026-11-30T23:00:00.000Z"],
  ["on the day with twenty-five hours", "2026-10-25", "2026-10-25T23:00:00.000Z"],
])("the last day for topics ends at midnight in the town, also %s", async (_when, collectUntil, midnight) => {
  const { town, sam, id } = await collecting({}, { ...agreement, collectUntil });
  town.comesTo(minuteBefore(midnight));
  await tells(sam, "Meer bankjes");
  town.comesTo(midnight);
  await sam.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step: "topic", option: "start", ref: id },
  });
  expect(sam.lastText).toContain("Onderwerpen inbrengen kan niet meer.");
});
