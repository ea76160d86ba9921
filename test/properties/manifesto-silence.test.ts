import { expect, test } from "vitest";
import { DAY } from "../../bot/core/calendar/time.ts";
import {
  acts,
  arranges,
  clustering,
  collecting,
  doubts,
  editing,
  type Group,
  grouped,
  heard,
  manifestoOf,
  onAgenda,
  onCard,
  proposes,
  ratifiedByCore,
  responded,
  tells,
  voting,
} from "../instruments/manifesto/people.ts";

/** Nobody does anything for 400 days, in any state of a manifesto: nobody who was promised something waits in silence. */

const CLERK = "U0CHRIS";

async function ratified(): Promise<Group> {
  const scene = await editing();
  await ratifiedByCore(scene);
  return scene;
}

async function reported(state: "in_progress" | "kept" | "broken", disputed: boolean): Promise<Group> {
  const scene = await responded();
  await acts(scene.ola, scene, "progress", { state, words: "Zo staat het." }, 3);
  if (disputed) await doubts(scene.noor);
  return scene;
}

/** How it is reached, and whether anything is still owed there that everybody has to hear is late. */
const reached: Readonly<Record<string, () => Promise<Group>>> = {
  forming: () => grouped(),
  "forming, with a proposal": async () => {
    const scene = await grouped();
    await proposes(scene);
    return scene;
  },
  collecting: () => collecting(),
  "collecting, with a topic that nobody looks at": async () => {
    const scene = await collecting();
    await tells(scene.sam, "Een plek om te chillen");
    return scene;
  },
  clustering: () => clustering(),
  "clustering, with a proposal": async () => {
    const scene = await clustering();
    await arranges(scene, "items");
    return scene;
  },
  "prioritising, and nobody votes": () => voting(),
  editing: () => editing(),
  ratified,
  "handed over, waiting for the clerk": async () => {
    const scene = await ratified();
    await acts(scene.ola, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
    return scene;
  },
  handed_over: async () => {
    const scene = await ratified();
    await acts(scene.ola, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
    await acts(scene.town.official(CLERK), scene, "confirm");
    return scene;
  },
  on_agenda: () => onAgenda(),
  "responded, with a promise": () => responded(),
  "monitoring, in progress": () => reported("in_progress", false),
  "monitoring, nothing open": () => reported("kept", false),
  "monitoring, kept and disputed": () => reported("kept", true),
  "monitoring, broken and disputed": () => reported("broken", true),
};

/** Days between which somebody of the town has to hear of what is owed, at the longest. */
const LONGEST_SILENCE = 92;

/**
 * Where one day is waited for that was told: of the answer, and of the end, a year after it. A doubt that nobody answers
 * lapses after three months, and everybody hears so: then only the end is waited for.
 */
const awaited: Readonly<Record<string, number>> = {
  on_agenda: 140,
  "monitoring, nothing open": 370,
  "monitoring, kept and disputed": 270,
  "monitoring, broken and disputed": 270,
};

test.each(Object.keys(reached))(
  "nobody waits in silence for 400 days: %s",
  { timeout: 60_000 },
  async (name) => {
    const scene = await reached[name]?.();
    if (!scene) throw new Error(`nothing leads to ${name}`);
    const { town, sam, id } = scene;
    // A step on the card cannot be pressed by accident: nothing changes by looking.
    await onCard(scene.ola, id, "nothing");
    const before = heard(town, sam).length;
    const messages: number[] = [];
    for (let day = 0; day < 400; day += 4) {
      const told = town.told.length;
      await town.passes(4 * DAY, 4);
      if (town.told.length > told) messages.push(day);
    }
    expect(await town.store.parked(5)).toEqual([]);
    expect(town.logged.filter(({ event }) => event === "clock_failed")).toEqual([]);
    const gaps = [...messages, 400].map((day, at) => day - (messages[at - 1] ?? 0));
    const longest = awaited[name] ?? LONGEST_SILENCE;
    expect(
      Math.max(...gaps),
      `somebody of the town hears: on days ${messages.join(", ")}`,
    ).toBeLessThanOrEqual(longest);
    expect(messages.length).toBeGreaterThan(0);
    // Everybody who takes part heard something, and the clerk knows.
    expect(heard(town, sam).length).toBeGreaterThan(before);
    expect(town.told.some(({ member }) => member === CLERK)).toBe(true);
    expect((await manifestoOf(scene)).closing).toBeUndefined();
  },
);
