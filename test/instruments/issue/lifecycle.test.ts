import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { type Actor, actors, shownNumber } from "../../../bot/core/model/contribution.ts";
import { type Event, path, transitions } from "../../../bot/instruments/issue/lifecycle.ts";
import { type At, statusSchema } from "../../../bot/instruments/issue/state.ts";
import { ANA, BO, BRAM, CHRIS, hasRoles, NOBODY, OLA } from "../../support/staff.ts";
import type { TestOfficial } from "../../support/town.ts";
import { events } from "./events.ts";
import {
  at,
  bring,
  contributionOf,
  filledIn,
  forges,
  issueOf,
  joins,
  news,
  type Scene,
  scene,
  thread,
} from "./people.ts";

const states: readonly At[] = statusSchema.def.options.flatMap((one) => one.shape.at.def.values);

/** The desk's button for an event; a name that no button has for what officials cannot do. */
const button = (event: Event) => (event === "triage" ? "claim" : event);
/** The chat's button for an event. */
const pressed: Partial<Record<Event, string>> = {
  reply: "reply",
  satisfied: "helps",
  clear: "clear",
  reopen: "not_yet",
  withdraw: "withdraw_yes",
};

/** Tries with everything a member of the workspace can send: the button, the form, a form that nobody opened. */
async function triesAtDesk({ town, id }: Scene, member: string, event: Event): Promise<void> {
  const who = town.official(member);
  const into = (await town.store.desk("public_space")).find((one) => one.id !== id)?.id ?? "10000000";
  const values = event === "merge" ? { into } : (filledIn[event] ?? {});
  await sends(who, { type: "chose", press: press(button(event), id) }, values);
  await sends(
    who,
    { type: "submitted", form: { instrument: "issue", form: button(event), ref: id }, values },
    values,
  );
}

function press(option: string, ref: string) {
  return { instrument: "issue", version: 1, step: "card", option, ref };
}

async function sends(who: TestOfficial, act: Record<string, unknown>, values: Record<string, string>) {
  await who.does(act);
  for (let round = 0; round < 3 && who.form; round++) await who.submit(values);
}

async function triesInChat({ sam, id }: Scene, event: Event): Promise<void> {
  await forges(sam, pressed[event] ?? event, id);
  await forges(sam, button(event), id, "card");
  if (event !== "reply" && event !== "reopen") return;
  const { step } = (await sam.lane)?.dialogue ?? {};
  if (step === "own_reply" || step === "own_why") await sam.says("Die bij de brug");
  else if (step) await sam.presses("Laat maar");
}

const ADMIN = "U0ADA";
const members: Readonly<Record<Exclude<Actor, "resident" | "clock">, string>> = {
  official: BO,
  organiser: OLA,
  clerk: CHRIS,
  admin: ADMIN,
};

async function tries(here: Scene, event: Event, actor: Actor): Promise<void> {
  if (actor === "resident") return triesInChat(here, event);
  if (actor === "clock") return here.town.passes(20 * DAY, 10);
  // Ana of the example town looks after reports too; this one only arranges who may.
  if (actor === "admin") await hasRoles(here.town, ADMIN, ["admin"]);
  await triesAtDesk(here, members[actor], event);
}

/** The state the clock brings an issue to when nobody looks at it. */
const afterTime: Partial<Record<At, At>> = { info_requested: "parked", answered: "closed" };

const allowed = (event: Event, from: At, actor: Actor) =>
  actor === "clock"
    ? transitions[event].from.includes(from) && transitions[event].by.includes("clock")
    : path(event, from, actor) !== undefined;

describe("every state can be reached by what people do", () => {
  test.each(states)("%s", async (state) => {
    const { town, id } = await bring(state);
    expect(await at(town, id)).toBe(state);
  });
});

describe("what the table allows leads to where the table says", () => {
  const cells = states.flatMap((from) =>
    events.flatMap((event) =>
      actors.filter((actor) => allowed(event, from, actor)).map((actor) => ({ from, event, actor })),
    ),
  );
  test.each(cells)("$actor: $event from $from", async ({ from, event, actor }) => {
    const here = await bring(from);
    if (event === "merge") await here.town.resident("kim").raises("Lamp uit", { at: "Dorpsstraat" });
    const before = (await here.town.store.history(here.id)).length;
    await tries(here, event, actor);
    expect(await at(here.town, here.id)).toBe(transitions[event].to);

    // Every step on the way stands in the history, by role, and each is one that the table knows.
    const steps = (await here.town.store.history(here.id)).slice(before);
    let now = from;
    for (const { event: step } of steps.filter((one) => events.some((known) => known === one.event))) {
      const known = events.find((one) => one === step);
      expect(known && transitions[known].from).toContain(now);
      if (known) now = transitions[known].to;
    }
    expect(now).toBe(transitions[event].to);
    expect(steps.at(-1)).toMatchObject({ event, actor, to: transitions[event].to });
  });
});

describe("everything else is refused and changes nothing", () => {
  test.each(states)("from %s", async (from) => {
    const here = await bring(from);
    const { town, id } = here;
    await town.resident("kim").raises("Lamp uit", { at: "Dorpsstraat" });
    for (const event of events) {
      for (const actor of actors.filter((one) => one !== "clock")) {
        if (allowed(event, from, actor)) continue;
        const before = await contributionOf(town, id);
        const history = await town.store.history(id);
        await tries(here, event, actor);
        const what = `${actor}: ${event} from ${from}`;
        const after = await contributionOf(town, id);
        // An organiser may take over from Bo, which is no step of the issue.
        if (event === "triage" && actor === "organiser") {
          expect((await issueOf(town, id)).status, what).toEqual(
            (before.state as { status: unknown }).status,
          );
          await town.official(BO).press(id, "claim");
          if (town.official(BO).form) await town.official(BO).submit();
          continue;
        }
        // That it is clear to her why it is not taken up is read by the desk, and is no step either.
        if (event === "clear" && from === "declined" && actor === "resident") {
          expect((await issueOf(town, id)).status, what).toEqual(
            (before.state as { status: unknown }).status,
          );
          continue;
        }
        expect(after, what).toEqual(before);
        expect(await town.store.history(id), what).toEqual(history);
      }
    }
  });

  test.each(states)("the clock brings nothing from %s but what the table says", async (from) => {
    const here = await bring(from);
    await here.town.passes(20 * DAY, 10);
    expect(await at(here.town, here.id)).toBe(afterTime[from] ?? from);
  });

  test.each(states)("somebody without a role, and another resident, can do nothing from %s", async (from) => {
    const here = await bring(from);
    const { town, id } = here;
    const before = await contributionOf(town, id);
    const eve = await town.resident("eve").joins();
    for (const event of events) {
      await triesAtDesk(here, NOBODY, event);
      await forges(eve, pressed[event] ?? event, id);
    }
    for (const option of ["withdraw", "keep", "add", "show"]) await forges(eve, option, id);
    await eve.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "show", option: "one", ref: id },
    });
    await eve.says("Ik wil hier ook wat over zeggen", { repliesTo: 1 });
    expect(await contributionOf(town, id)).toEqual(before);
    expect(town.official(NOBODY).told.every((key) => key === "officials:refused.role")).toBe(true);
    expect(eve.heard.map((one) => town.text(one.screen)).join()).not.toContain("De lamp");
  });
});

type Happening = Event | "council" | "late";
/** Who must be told what, from the table of lifecycle (a); S as well where the promise to everybody requires it. */
const hears: Readonly<Record<Happening, { R?: string; S?: string; O?: string; C?: true }>> = {
  triage: { R: "triaged", O: "triage" },
  ask: { R: "asked", O: "ask" },
  reply: { O: "reply" },
  park: { R: "parked", O: "park" },
  start: { R: "started", O: "start" },
  plan: { R: "planned", S: "planned", O: "plan" },
  forward: { R: "forwarded", O: "forward" },
  merge: { R: "merged", S: "merged", O: "merge" },
  answer: { R: "answered", S: "answered", O: "answer" },
  satisfied: { O: "satisfied" },
  clear: { O: "clear" },
  close: { R: "closed", O: "close" },
  reopen: { O: "reopen" },
  decline: { R: "declined", S: "declined", O: "decline" },
  // With somebody else in it an issue goes on without its maker.
  withdraw: { O: "leave" },
  council: { R: "council", S: "council", O: "council", C: true },
  late: { R: "late", S: "late", O: "late" },
};

describe("who hears of it, each in her own language", () => {
  const from: Readonly<Record<Happening, At>> = {
    triage: "submitted",
    ask: "triaged",
    reply: "info_requested",
    park: "info_requested",
    start: "triaged",
    plan: "in_progress",
    forward: "in_progress",
    merge: "in_progress",
    answer: "in_progress",
    satisfied: "answered",
    clear: "answered",
    close: "answered",
    reopen: "answered",
    decline: "triaged",
    withdraw: "triaged",
    council: "triaged",
    late: "triaged",
  };
  const happenings: readonly Happening[] = [...events, "council", "late"];

  test.each(happenings)("%s", async (event) => {
    const here = await scene();
    const { town, sam, bo, ola, id } = here;
    const { person: jo, own } = await joins(here, "jo", "en");
    // Where a threshold has to be passed, enough others told it too.
    if (event === "council")
      for (let n = 0; n < 23; n++) await joins(here, `neighbour ${n}`, n % 2 === 0 ? "nl" : "en");
    const state = from[event];
    if (state === "triaged") await bo.acts(id, "claim");
    if (state === "in_progress") await bo.acts(id, "start");
    if (state === "info_requested") await bo.acts(id, "ask", filledIn.ask);
    if (state === "answered") await bo.acts(id, "answer", filledIn.answer);
    expect(await at(town, id)).toBe(state);

    const heard = { sam: sam.heard.length, jo: jo.heard.length, lines: thread(town, id).length };
    const told = town.told.length;
    if (event === "council") await ola.acts(id, "council");
    else if (event === "late") await town.passes(16 * DAY, 32);
    else if (event === "park") await town.passes(14 * DAY, 2);
    else if (event === "merge") {
      const other = await town.resident("kim").raises("Lamp uit", { at: "Dorpsstraat" });
      await bo.acts(id, "merge", { into: other });
    } else {
      const actor = transitions[event].by[0] ?? "clock";
      if (actor === "official") await bo.acts(id, button(event), filledIn[event]);
      else await tries(here, event, actor);
    }

    const { R, S, O, C } = hears[event];
    const keys = (key?: string) => (key ? [`issue:notice.${key}`] : []);
    // The clock also reminded her of the question on the way.
    const ofSam = news(sam, heard.sam).filter((key) => key !== "issue:notice.remind");
    expect(ofSam).toEqual(keys(R));
    expect(news(jo, heard.jo)).toEqual(keys(S));
    expect(thread(town, id).slice(heard.lines)).toContain(`thread.${O}`);
    expect(sam.heard.every((one) => one.language === "nl")).toBe(true);
    expect(jo.heard.slice(heard.jo).every((one) => one.language === "en")).toBe(true);
    const clerk = town.told.slice(told).filter((one) => one.member === CHRIS);
    if (C) expect(clerk.map((one) => one.message.key)).toEqual(["officials:nudge.council"]);
    // What each reads names the number under which she knows it.
    for (const [person, ref] of [
      [sam, id],
      [jo, own],
    ] as const)
      for (const one of person.heard.filter(({ notice }) => notice))
        expect(one.screen.lines[0]?.params?.number).toBe(shownNumber(ref));
  });

  test("the second time it is opened again the lead of the desk hears of it", async () => {
    const { town, sam, bo, id } = await bring("reopened");
    expect(town.official(BRAM).told).toEqual([]);
    await bo.acts(id, "answer", filledIn.answer);
    await sam.presses("Nog niet");
    await sam.says("Nog steeds donker");
    expect(town.official(BRAM).told).toEqual(["officials:nudge.reopenedTwice"]);
    expect(town.official(ANA).told).not.toContain("officials:nudge.reopenedTwice");
  });
});
