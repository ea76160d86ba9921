import { expect, test } from "vitest";
import { Undeliverable, Wait } from "../../bot/ports/errors.ts";
import {
  bindsAnew,
  DESK,
  hasStaff,
  NEW,
  OLD,
  readElsewhere,
  SECRET,
  tellsAll,
} from "../delivery/moving-town.ts";
import { Crash, isReading } from "../support/fate.ts";
import { once, type Told, tell } from "../support/story.ts";

/**
 * A desk gets another channel, and at any call the process dies or Slack is too busy. Whatever it is, none of a
 * resident's words stays in the old channel, and a card comes twice at most.
 */

const changes = (call: { name: string }) => !isReading({ name: call.name });
const ofSlack = (call: { name: string }) => call.name.startsWith("workplace.");

async function beforeIt() {
  const story = tell();
  await hasStaff(story.town);
  const id = await tellsAll(story.town);
  story.fate.decides(() => undefined);
  return { story, id };
}

/** Eva binds it, and sends the form again as long as Slack shows her that it was not taken. */
async function binds(story: Told): Promise<void> {
  const eva = story.town.official("U0EVA");
  await story.insists(() =>
    eva.gives({ type: "commanded", command: "samenspel", rest: "koppel", channel: NEW }, "sl:1"),
  );
  const form = eva.form?.id;
  const values = { which: DESK, default: "no" };
  await story.insists(() => eva.gives({ type: "submitted", form, values }, "sl:2"));
}

/** Names of the calls that all this takes when nothing goes wrong. */
async function calmCalls(): Promise<readonly string[]> {
  const { story } = await beforeIt();
  await binds(story);
  await story.settles();
  return [...story.fate.seen];
}

const channelsOf = ({ town }: Told, id: string) =>
  town.posted.filter((one) => one.card.ref === id).map((one) => one.channel);

const left = ({ town }: Told) => town.store.images().filter((image) => image.pk?.S?.startsWith("NOTICE#"));

async function expectMoved(story: Told, id: string, atMost: number, where: string): Promise<void> {
  const { town } = story;
  expect(readElsewhere(town), where).not.toContain(SECRET);
  const [old, ...others] = channelsOf(story, id);
  expect(old, where).toBe(OLD);
  expect(others.length, where).toBeLessThanOrEqual(1 + atMost);
  expect(new Set(others), where).toEqual(new Set([NEW]));
  const card = town.card(id);
  expect(JSON.stringify(card?.card), where).toContain(SECRET);
  expect(JSON.stringify(card?.thread), where).toContain(`De grote ${SECRET}`);
  expect(card?.files.length, where).toBeGreaterThanOrEqual(1);
  expect(town.posted.find((one) => one.channel === OLD)?.card.actions, where).toEqual([]);
  expect(left(story), where).toEqual([]);
}

test.each([
  { what: "the process dies after", moment: "after", error: () => new Crash(), of: changes, atMost: 1 },
  { what: "Slack is too busy before", moment: "before", error: () => new Wait(1), of: ofSlack, atMost: 0 },
  { what: "Slack's answer is lost after", moment: "after", error: () => new Wait(1), of: ofSlack, atMost: 1 },
] as const)(
  "$what any call: it stands in the new channel, and nothing in the old one",
  async (one) => {
    const count = (await calmCalls()).filter((name) => one.of({ name })).length;
    expect(count).toBeGreaterThan(5);
    for (let n = 1; n <= count; n++) {
      const { story, id } = await beforeIt();
      story.fate.decides(once(n, one.moment, one.error, one.of));
      await binds(story);
      await story.settles();
      expect(story.troubles, `${n}`).toBe(1);
      await expectMoved(story, id, one.atMost, `${one.what} call ${n}`);
    }
  },
  120_000,
);

/** What Slack accepts and the dying process could not record comes twice and is not known, here as with every card. */
const noted = (call: { name: string }) =>
  changes(call) && !/workplace\.(postCard|thread|upload)/.test(call.name);

test("a resident has herself erased while her card is half moved: nothing of her stays in Slack or in the bucket", async () => {
  const count = (await calmCalls()).filter((name) => noted({ name })).length;
  for (let n = 1; n <= count; n++) {
    const { story } = await beforeIt();
    const { town, fate } = story;
    const sam = town.resident("sam");
    await sam.gives({ type: "commanded", command: "wis", rest: "" });
    await binds(story);
    fate.decides(once(n, "after", () => new Crash(), noted));
    await town.settle().catch(() => undefined);
    if (!fate.isDead) return;
    fate.restart();
    town.restart();
    await sam.gives({ type: "chose", press: sam.button("wis alles") });
    await story.settles();
    expect(JSON.stringify(town.posted), `${n}`).not.toContain(SECRET);
    expect([...town.bucket.keys()], `${n}`).toEqual([]);
    expect(left(story), `${n}`).toEqual([]);
  }
}, 120_000);

test("nothing is in the old channel when the new one cannot be reached yet", async () => {
  const { story, id } = await beforeIt();
  const { town, fate } = story;
  let shut = true;
  expect(readElsewhere(town)).toContain(SECRET);
  fate.decides((call, moment) =>
    shut && moment === "before" && call.name === "workplace.postCard"
      ? new Undeliverable("not_in_channel")
      : undefined,
  );
  await bindsAnew(town);
  expect(readElsewhere(town)).not.toContain(SECRET);
  shut = false;
  await town.passes(2 * 60 * 60_000, 2);
  await expectMoved(story, id, 0, "let in");
});
