import { HttpError } from "grammy";
import { beforeAll, expect, test, vi } from "vitest";
import { Conflict, Unavailable, Wait } from "../../bot/ports/errors.ts";
import { type Call, Crash, isReading, type Moment } from "../support/fate.ts";
import { once, type Told, tell } from "../support/story.ts";

/**
 * The process dies, the table stumbles or Telegram is too busy: at every single call that a whole loop makes.
 * Afterwards everything is as if nothing had happened, except for one message that may come twice.
 */

/** SAMENSPEL_RUNS=500 npm test looks further than a push has time for. */
const everyMoment = Number(process.env.SAMENSPEL_RUNS ?? 0) > 0;

// Telling the story once takes little; telling it at every call adds up on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const WORDS = ["Het bankje zit los", "bij de vijver achter de molen", "pas op voor de splinters"];
const QUESTION = "Aan welke kant van de vijver";
const REPLY = "Aan de kant van de speeltuin";
const ANSWER = "Het bankje staat weer vast";

interface Ending {
  readonly heard: readonly string[];
  /** How many of these came unprompted. */
  readonly brought: readonly string[];
  readonly cards: number;
  readonly thread: readonly string[];
  readonly told: readonly string[];
  readonly history: readonly string[];
  readonly calls: readonly string[];
}

/** Comes in, raises an issue with a photo, is asked something, replies, is answered and says it helped. */
async function wholeLoop(story: Told): Promise<Ending> {
  const { town } = story;
  const noor = story.resident("noor");
  await noor.commands("start");
  for (const label of ["nl", "join", "skip", "done"]) await noor.presses(label);
  await noor.says(WORDS[0] ?? "");
  await noor.says(WORDS[1] ?? "");
  await noor.photo("photo1");
  await noor.says(WORDS[2] ?? "");
  await noor.presses("done");
  await noor.presses("waste");
  await noor.presses("send");
  const ana = story.official("U0ANA");
  const [id = ""] = issuesOf(story).map((one) => one.id);
  await ana.acts(id, "ask", { question: QUESTION });
  await noor.presses("reply");
  await noor.says(REPLY);
  await ana.acts(id, "answer", { outcome: "done", reason: ANSWER });
  await noor.presses("helps");
  await story.settles();
  return {
    heard: noor.texts,
    brought: noor.texts.filter((_, at) => noor.one.heard[at]?.notice),
    cards: town.posted.length,
    thread: town.posted.flatMap((one) => one.thread.map((line) => town.render(line))),
    told: town.told.map((one) => one.message.key),
    history: (await town.store.history(id)).map((one) => `${one.n} ${one.event}`),
    calls: [...story.fate.seen],
  };
}

function issuesOf(story: Told) {
  return story.town.store.images().flatMap((image) => {
    const id =
      image.pk?.S?.startsWith("CONTRIBUTION#") && image.sk?.S === "STATE" ? image.body?.M?.id?.S : "";
    return id ? [{ id }] : [];
  });
}

let calm: Ending;
beforeAll(async () => {
  calm = await wholeLoop(tell());
});

/** How many more times each text was heard than when nothing happened; negative when it was heard less. */
function surplus(heard: readonly string[], usual: readonly string[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const one of heard) count.set(one, (count.get(one) ?? 0) + 1);
  for (const one of usual) count.set(one, (count.get(one) ?? 0) - 1);
  return new Map([...count].filter(([, times]) => times !== 0));
}

/**
 * @param atMost how many more times than usual something may be heard
 * @param died a reply that the process was working on is gone: instead of it she is shown the current state
 */
async function expectAllIsWell(
  story: Told,
  ending: Ending,
  atMost: number,
  where: string,
  died = false,
): Promise<void> {
  const { town } = story;
  const issues = issuesOf(story);
  expect(issues, where).toHaveLength(1);
  const issue = await town.issue(issues[0]?.id ?? "");
  expect(issue?.state, where).toMatchObject({
    status: { at: "closed", confirmed: true },
    words: `${WORDS[0]}\n${WORDS[2]}`,
    place: { words: WORDS[1] },
    media: [{ source: "photo1" }],
  });
  const history = await town.store.history(issue?.id ?? "");
  expect(ending.history, where).toEqual(calm.history);
  expect(history.map((one) => one.words).filter(Boolean), where).toEqual([QUESTION, REPLY]);
  const different = [...surplus(ending.heard, calm.heard)];
  const gone = different.filter(([, times]) => times < 0);
  // A reply has two screens at most, and how it is now has one at least.
  expect(gone.length, where).toBeLessThanOrEqual(died ? 2 : 0);
  expect(ending.heard.length, where).toBeGreaterThanOrEqual(calm.heard.length - (died ? 1 : 0));
  const missed = [...surplus(ending.brought, calm.brought)].filter(([, times]) => times < 0);
  expect(missed, where).toEqual([]);
  for (const [text, times] of different.filter((one) => !gone.includes(one))) {
    expect(times, `${where}: “${text}”`).toBeLessThanOrEqual(atMost);
  }
  for (const [line, times] of surplus(ending.thread, calm.thread)) {
    expect(times, `${where}: in the thread “${line}”`).toBeGreaterThan(0);
    expect(times, `${where}: in the thread “${line}”`).toBeLessThanOrEqual(atMost);
  }
  expect(ending.cards, where).toBeGreaterThanOrEqual(1);
  expect(ending.cards, where).toBeLessThanOrEqual(1 + atMost);
  expect(town.card(issue?.id ?? "")?.card.status, where).toBeDefined();
  // Every notice was delivered in the end.
  const left = town.store.images().filter((image) => image.pk?.S?.startsWith("NOTICE#"));
  expect(left, where).toEqual([]);
}

/** Tells the story for each of these and reports everything that went wrong. */
async function everywhere(count: number, one: (n: number) => Promise<void>): Promise<void> {
  const problems: string[] = [];
  for (let n = 1; n <= count; n++) {
    try {
      await one(n);
    } catch (error) {
      problems.push(`${n}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    }
  }
  expect(count).toBeGreaterThan(3);
  expect(problems).toEqual([]);
}

test("without trouble everybody hears everything once", async () => {
  expect(calm.cards).toBe(1);
  expect(calm.heard.filter((text) => text.includes(ANSWER))).toHaveLength(1);
});

/** The calls to strike at: a mere read changes nothing, so that before and after it are the same. */
const strikable = (moment: Moment, of: string) => (call: Pick<Call, "name">) =>
  call.name.startsWith(of) && (everyMoment || moment === "before" || !isReading(call));

// Dying after one call is the same as dying before the next.
test.each(everyMoment ? (["before", "after"] as const) : (["after"] as const))(
  "the process dies %s any call",
  async (moment) => {
    const of = strikable(moment, "");
    await everywhere(calm.calls.filter((name) => of({ name })).length, async (n) => {
      const story = tell();
      story.fate.decides(once(n, moment, () => new Crash(), of));
      const ending = await wholeLoop(story);
      expect(story.troubles, `${n}`).toBe(1);
      await expectAllIsWell(story, ending, 1, `${moment} call ${n}`, true);
    });
  },
);

test.each(["before", "after"] as const)("the table cannot be reached %s any call", async (moment) => {
  const of = strikable(moment, "store.");
  await everywhere(calm.calls.filter((name) => of({ name })).length, async (n) => {
    const story = tell();
    story.fate.decides(once(n, moment, () => new Unavailable("stumbled"), of));
    const ending = await wholeLoop(story);
    await expectAllIsWell(story, ending, 1, `${moment} call ${n} of the store`);
  });
});

test.each([1, 5])("somebody else is first %i times in a row, at any commit", async (times) => {
  const commits = calm.calls.filter((name) => name === "store.commit").length;
  await everywhere(commits, async (n) => {
    const story = tell();
    let count = 0;
    story.fate.decides((call, moment) => {
      if (call.name !== "store.commit" || moment !== "before") return undefined;
      count++;
      return count >= n && count < n + times ? new Conflict("somebody was first") : undefined;
    });
    const ending = await wholeLoop(story);
    await expectAllIsWell(story, ending, 1, `${times} conflicts from commit ${n} on`);
  });
});

test("Telegram is too busy for any message: it comes a moment later, and only once", async () => {
  const isChannel = ({ name }: { name: string }) => name === "channel.reply" || name === "channel.send";
  const count = calm.calls.filter((name) => isChannel({ name })).length;
  await everywhere(count, async (n) => {
    const story = tell();
    story.fate.decides(once(n, "before", () => new Wait(1), isChannel));
    const ending = await wholeLoop(story);
    await expectAllIsWell(story, ending, 0, `too busy at message ${n}`);
  });
});

test.each(["before", "after"] as const)("Telegram is not reached %s any message", async (moment) => {
  const isChannel = ({ name }: { name: string }) => name === "channel.reply" || name === "channel.send";
  const count = calm.calls.filter((name) => isChannel({ name })).length;
  await everywhere(count, async (n) => {
    const story = tell();
    story.fate.decides(once(n, moment, () => new HttpError("lost", new Error("ECONNRESET")), isChannel));
    const ending = await wholeLoop(story);
    await expectAllIsWell(story, ending, moment === "before" ? 0 : 1, `${moment} message ${n}`);
  });
});
