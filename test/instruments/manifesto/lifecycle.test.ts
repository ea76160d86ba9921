import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { manifesto } from "../../../bot/instruments/manifesto/lifecycle.ts";
import { ANA, CHRIS, NOBODY, withEveryRole } from "../../support/staff.ts";
import type { TestResident } from "../../support/town.ts";
import {
  acts,
  arranges,
  clustering,
  collecting,
  councilOf,
  editing,
  type Group,
  grouped,
  heard,
  manifestoOf,
  newcomer,
  onAgenda,
  onCard,
  onResponse,
  processOf,
  promised,
  proposes,
  ratifiedByCore,
  responded,
  votes,
  voting,
} from "./people.ts";

/** Each step in the life of a manifesto: who may take it, who may not, and what everybody then reads. */

type At = NonNullable<typeof manifesto.states.open>[number];
const states: readonly At[] = [...(manifesto.states.open ?? []), ...(manifesto.states.over ?? [])];

/** The steps from the first state to the last, one after the other, each as its row. */
const rows = {
  agree: manifesto.steps.agree,
  stopEarly: manifesto.steps.stopEarly,
  openVote: manifesto.steps.openVote,
  closeVote: manifesto.steps.closeVote,
  ratify: manifesto.steps.ratify,
  handOver: manifesto.steps.handOver,
  scheduled: manifesto.steps.scheduled,
  respond: manifesto.steps.respond,
  follow: manifesto.steps.follow,
  close: { ...manifesto.steps.close, from: "monitoring" },
} as const;
type Name = keyof typeof rows;

/** Everything about an existing manifesto, with at least one topic in it. */
const standing: Readonly<Record<At, () => Promise<Group>>> = {
  forming: () => grouped(),
  collecting: () => collecting(),
  clustering: () => clustering(),
  prioritising: () => voting(),
  editing: () => editing(),
  async ratified() {
    const scene = await editing();
    await ratifiedByCore(scene);
    return scene;
  },
  async handed_over() {
    const scene = await standing.ratified();
    await acts(scene.ola, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" });
    await acts(scene.town.official(CHRIS), scene, "confirm");
    return scene;
  },
  on_agenda: () => onAgenda(),
  responded: () => responded(),
  async monitoring() {
    const scene = await responded();
    await acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3);
    return scene;
  },
  async closed() {
    const scene = await standing.monitoring();
    await closes(scene);
    return scene;
  },
};

const yes = "Ja, goed zo";

async function closes(scene: Group): Promise<void> {
  await acts(scene.ola, scene, "close");
  await scene.sam.presses(yes);
  await scene.noor.presses(yes);
  await scene.town.passes(10 * MINUTE, 2);
}

/** She is not in the core group and forges its button. */
async function pressesYes(person: TestResident, scene: Group): Promise<void> {
  const { motion } = await manifestoOf(scene);
  if (!motion) throw new Error("nothing was proposed");
  await person.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step: "motion", option: `yes${motion.n}`, ref: scene.id },
  });
}

async function agrees({ sam, noor }: Group): Promise<void> {
  await sam.presses(yes);
  await noor.presses(yes);
}

interface Step {
  /** What precedes the last act: a proposal, a report. */
  readonly prepared?: (scene: Group) => Promise<void>;
  /** Somebody who may not do it tries. */
  readonly wrongly: (scene: Group) => Promise<void>;
  readonly rightly: (scene: Group) => Promise<void>;
  /** What the core group, or all participants, then read. */
  readonly notice: string;
}

const steps: Readonly<Record<Name, Step>> = {
  agree: {
    prepared: proposes,
    wrongly: async (scene) => pressesYes(await newcomer(scene, "lee"), scene),
    rightly: agrees,
    notice: "gaat van start",
  },
  stopEarly: {
    prepared: async ({ ola, id }) => {
      await onCard(ola, id, "stopCollecting");
      await ola.submit();
    },
    wrongly: async (scene) => {
      await pressesYes(await newcomer(scene, "lee"), scene);
      await onCard(scene.bo, scene.id, "stopCollecting");
      expect(scene.bo.told.at(-1)).toBe("officials:refused.organiser");
    },
    rightly: agrees,
    notice: "Nieuwe onderwerpen kunnen er niet meer bij.",
  },
  openVote: {
    prepared: (scene) => arranges(scene, "items"),
    wrongly: async (scene) => pressesYes(await newcomer(scene, "lee"), scene),
    rightly: agrees,
    notice: "Je kunt nu stemmen over de onderwerpen",
  },
  closeVote: {
    prepared: ({ sam, id }) => votes(sam, id, "1+"),
    // No person can: there is no button, and the clock does not before the last day is over.
    wrongly: async (scene) => {
      await onCard(scene.town.official(ANA), scene.id, "closeVote");
      await scene.town.passes(13 * DAY, 13);
    },
    rightly: ({ town }) => town.passes(16 * DAY, 16),
    notice: "De stemming voor “Jongerenmanifest Waterkant” is gesloten.",
  },
  ratify: {
    prepared: async (scene) => {
      for (const item of [1, 3])
        await acts(scene.ola, scene, "write", { action: "Doe het", addressee: "het college" }, item);
      await acts(scene.ola, scene, "ratify");
    },
    wrongly: async (scene) => pressesYes(await newcomer(scene, "lee"), scene),
    rightly: agrees,
    notice: "De kerngroep heeft “Jongerenmanifest Waterkant” vastgesteld:",
  },
  handOver: {
    wrongly: async ({ town, bo, id }) => {
      await onCard(bo, id, "handOver");
      expect(bo.told.at(-1)).toBe("officials:refused.organiser");
      await onCard(town.official(CHRIS), id, "handOver");
    },
    rightly: (scene) => acts(scene.ola, scene, "handOver", { day: "2026-05-20", to: "de burgemeester" }),
    notice: "is op woensdag 20 mei overhandigd aan de burgemeester.",
  },
  scheduled: {
    wrongly: async (scene) => {
      await onResponse(scene.ola, (await councilOf(scene)).council, "schedule");
      expect(scene.ola.told.at(-1)).toBe("officials:refused.clerk");
    },
    rightly: (scene) =>
      acts(scene.town.official(CHRIS), scene, "putOnAgenda", {
        day: "2026-06-10",
        link: "https://raad.example.org/agenda",
      }),
    notice: "Het wordt besproken op woensdag 10 juni 2026.",
  },
  respond: {
    prepared: (scene) => acts(scene.town.official(CHRIS), scene, "answer", promised, 3),
    wrongly: async (scene) => {
      await onResponse(scene.bo, (await councilOf(scene)).pointOf(1), "answer");
      expect(scene.bo.form).toBeUndefined();
    },
    rightly: (scene) =>
      acts(scene.town.official(CHRIS), scene, "answer", { outcome: "declined", reason: "Geen plek." }, 1),
    notice: "Er is antwoord op “Jongerenmanifest Waterkant”, van de gemeenteraad.",
  },
  follow: {
    wrongly: async (scene) => {
      const nobody = scene.town.official(NOBODY);
      await expect(acts(nobody, scene, "progress", { state: "kept", words: "Gedaan." }, 3)).rejects.toThrow();
    },
    rightly: (scene) => acts(scene.ola, scene, "progress", { state: "kept", words: "Gedaan." }, 3),
    notice: "Dat is gedaan:",
  },
  close: {
    prepared: (scene) => acts(scene.ola, scene, "close"),
    wrongly: async (scene) => {
      await pressesYes(await newcomer(scene, "lee"), scene);
      await onCard(scene.ola, scene.id, "forceClose");
      expect(scene.ola.told.at(-1)).toBe("officials:refused.clerk");
    },
    rightly: async (scene) => {
      await agrees(scene);
      await scene.town.passes(10 * MINUTE, 2);
    },
    notice: "“Jongerenmanifest Waterkant” is afgesloten.",
  },
};

describe.each(Object.keys(rows).filter((one): one is Name => one in rows))("the step “%s”", (name) => {
  const { from, to } = rows[name];
  const { prepared, wrongly, rightly, notice } = steps[name];

  test("is taken by those who may, and everybody who takes part reads it", async () => {
    const scene = await standing[from]();
    await prepared?.(scene);
    expect((await manifestoOf(scene)).at).toBe(from);
    await rightly(scene);
    expect((await manifestoOf(scene)).at).toBe(to);
    // In the night nobody is woken.
    await scene.town.passes(14 * HOUR, 14);
    for (const one of [scene.sam, scene.noor, scene.yusuf]) expect(heard(scene.town, one)).toContain(notice);
    const last = (await scene.town.store.history(scene.id)).findLast((one) => one.to === to);
    expect(last).toMatchObject({ from, to });
  });

  test("is refused to everybody else", async () => {
    const scene = await standing[from]();
    await prepared?.(scene);
    await wrongly(scene);
    expect((await manifestoOf(scene)).at).toBe(from);
  });
});

test("somebody who was given every role still does it in its order and at no other time", {
  timeout: 60_000,
}, async () => {
  const all = [
    "agreement",
    "stopCollecting",
    "merge",
    "split",
    "items",
    "write",
    "ratify",
    "handOver",
    "handOverAgain",
    "scheduled",
    "respond",
    "follow",
    "close",
    "forceClose",
  ];
  const opens: Record<string, string[]> = {};
  for (const at of states) {
    const scene = await standing[at]();
    const ana = await withEveryRole(scene.town, ANA);
    const before = await processOf(scene);
    opens[at] = [];
    for (const act of all) {
      await onCard(ana, scene.id, act);
      if (ana.form) opens[at].push(act);
    }
    // A press on a card only opens a form: nothing is done by it.
    expect(await processOf(scene)).toEqual(before);
  }
  expect(opens).toEqual({
    forming: ["agreement", "forceClose"],
    collecting: ["stopCollecting", "forceClose"],
    // Nothing was put together yet, so there is nothing to take apart.
    clustering: ["merge", "items", "forceClose"],
    prioritising: ["forceClose"],
    // Not put to the core group before every item has its text.
    editing: ["write", "forceClose"],
    // Not confirmed before it was handed over.
    ratified: ["handOver", "forceClose"],
    // The clerk has confirmed it: nothing about it can be mended any more.
    handed_over: ["forceClose"],
    // What the council does, and what becomes of its promises, has cards of its own.
    on_agenda: ["forceClose"],
    responded: ["forceClose"],
    // The only promise was kept.
    monitoring: ["close", "forceClose"],
    closed: [],
  });
});

test("what was filled in while somebody else brought it further is refused, and the other's step stands", async () => {
  const scene = await standing.handed_over();
  const chris = scene.town.official(CHRIS);
  const ana = await withEveryRole(scene.town, ANA);
  await onCard(chris, scene.id, "forceClose");
  await acts(ana, scene, "forceClose", { reason: "De gemeente wordt heringedeeld." });
  await chris.submit({ reason_nl: "Iets anders." });
  expect(chris.told.at(-1)).toBe("common:process.not.ending");
  await onCard(chris, scene.id, "forceClose");
  expect(chris.form).toBeUndefined();
  expect(chris.told.at(-1)).toBe("common:process.not.ending");
  expect((await manifestoOf(scene)).forced?.reason).toEqual({ nl: "De gemeente wordt heringedeeld." });
});

test("the table of steps leads from the first state to the last, one after the other", () => {
  const list = Object.values(rows);
  expect(list.map((one) => one.from)).toEqual(states.slice(0, -1));
  expect(list.map((one) => one.to)).toEqual(states.slice(1));
});
