import { describe, expect, test } from "vitest";
import type { Contribution } from "../../../bot/core/model/contribution.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { type Role, roles } from "../../../bot/core/model/staff.ts";
import { STAFF_STEP } from "../../../bot/instruments/survey/entering/staff-card.ts";
import { type Act, allActs, rolesOfAct } from "../../support/all-acts.ts";
import { commands } from "../../support/commands-of-acts.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { hasRoles } from "../../support/staff.ts";
import { createTestTown, type TestOfficial, type TestTown } from "../../support/town.ts";

/**
 * Every act of the table, tried by every kind of person on something of an open desk and something of a closed one:
 * what happens is what the table of acts and the membership of the desk say. A new act has to be added here.
 */

const CLOSED = "youth_neighbourhood";
const OPEN = "public_space";

/** What is done, and to what. `members`: at a closed desk only its members may do it, as it shows residents' words. */
const about: { readonly [One in Act]: { readonly on: On; readonly members?: true } } = {
  "office.help": { on: "office" },
  "office.overview": { on: "office" },
  "office.home": { on: "office" },
  "office.bind": { on: "office" },
  "office.roles": { on: "office" },
  "office.duty": { on: "office" },
  "office.log": { on: "office" },
  "news.write": { on: "office" },
  "news.send": { on: "office" },
  "news.sendPaid": { on: "office" },
  "news.discard": { on: "office" },
  "news.stop": { on: "office" },
  "news.again": { on: "office" },
  "issue.show": { on: "report", members: true },
  "issue.search": { on: "search" },
  "issue.raise": { on: "command" },
  "issue.lookUp": { on: "command" },
  "issue.claim": { on: "report", members: true },
  "issue.change": { on: "report", members: true },
  "issue.merge": { on: "report", members: true },
  "issue.start": { on: "report", members: true },
  "issue.ask": { on: "report", members: true },
  "issue.plan": { on: "report", members: true },
  "issue.answer": { on: "report", members: true },
  "issue.forward": { on: "report", members: true },
  "issue.decline": { on: "report", members: true },
  "issue.council": { on: "report", members: true },
  "issue.pause": { on: "report", members: true },
  "issue.unpause": { on: "report", members: true },
  "worker.admit": { on: "command" },
  "worker.renew": { on: "worker", members: true },
  "worker.revoke": { on: "worker", members: true },
  "manifesto.show": { on: "topic", members: true },
  "manifesto.agreement": { on: "manifesto", members: true },
  "manifesto.stopCollecting": { on: "manifesto" },
  "manifesto.merge": { on: "manifesto", members: true },
  "manifesto.split": { on: "manifesto", members: true },
  "manifesto.items": { on: "manifesto", members: true },
  "survey.begin": { on: "command" },
  "survey.questions": { on: "survey" },
  "survey.addQuestion": { on: "survey" },
  "survey.removeQuestion": { on: "survey" },
  "survey.propose": { on: "survey" },
  "survey.approve": { on: "survey" },
  "survey.sendBack": { on: "survey" },
  "survey.takeBack": { on: "survey" },
  "survey.discard": { on: "survey" },
  "survey.invite": { on: "survey" },
  "survey.stop": { on: "survey" },
  "survey.enterPaper": { on: "survey" },
  "survey.enterGroup": { on: "survey" },
  "survey.writeDown": { on: "recording", members: true },
  "survey.askStaff": { on: "survey" },
  "survey.staff": { on: "staff" },
  "survey.results": { on: "survey", members: true },
  "survey.quote": { on: "survey", members: true },
  "survey.texts": { on: "survey", members: true },
  "survey.days": { on: "survey" },
  "survey.publish": { on: "survey", members: true },
  "survey.actOn": { on: "survey" },
  "survey.tellHelpers": { on: "survey" },
  "survey.repeat": { on: "survey" },
  "survey.edit": { on: "survey" },
};
type On =
  | "office"
  | "command"
  | "search"
  | "staff"
  | "worker"
  | "report"
  | "topic"
  | "recording"
  | "manifesto"
  | "survey";

interface Kind {
  readonly who: string;
  readonly member: string;
  readonly roles: readonly Role[];
  /** The desks she belongs to. */
  readonly desks: readonly string[];
  readonly outsider?: "guest" | "bot" | "gone" | "elsewhere";
}

const kinds: readonly Kind[] = [
  { who: "an administrator", member: "U0ADM", roles: ["admin"], desks: [] },
  { who: "an organiser", member: "U0ORG", roles: ["organiser"], desks: [] },
  { who: "an organiser of the desk", member: "U0ORD", roles: ["organiser"], desks: [CLOSED, OPEN] },
  { who: "an official of the desk", member: "U0OFF", roles: ["official"], desks: [CLOSED, OPEN] },
  { who: "an official of another desk", member: "U0OTH", roles: ["official"], desks: ["front_desk"] },
  { who: "an official of the open desk alone", member: "U0OPN", roles: ["official"], desks: [OPEN] },
  { who: "an official of no desk", member: "U0NON", roles: ["official"], desks: [] },
  { who: "the clerk", member: "U0CLE", roles: ["clerk"], desks: [] },
  { who: "a colleague with every role and no desk", member: "U0ALL", roles, desks: [] },
  { who: "a colleague without a role", member: "U0NEW", roles: [], desks: [] },
  { who: "somebody whom Slack cannot tell about", member: "U0UNSEEN", roles: [], desks: [] },
  { who: "a guest with every role", member: "U0GUEST", roles, desks: [CLOSED, OPEN], outsider: "guest" },
  { who: "a bot with every role", member: "U0BOT", roles, desks: [CLOSED, OPEN], outsider: "bot" },
  { who: "a colleague who is gone", member: "U0GONE", roles, desks: [CLOSED, OPEN], outsider: "gone" },
  { who: "a member of another workspace", member: "U0ELSE", roles, desks: [OPEN], outsider: "elsewhere" },
];

/** The outcome as far as it depends on who she is. The state of the thing itself is another matter. */
type Outcome = "in" | "role" | "closed" | "other desk" | "another" | "guest" | "bot" | "gone" | "elsewhere";
const outcomes: Readonly<Record<string, Outcome>> = {
  ...Object.fromEntries(
    ["role", "official", "organiser", "clerk", "arrange", "admin"].map((one) => [one, "role" as const]),
  ),
  closed: "closed",
  otherDesk: "other desk",
  another: "another",
  "outsider.guest": "guest",
  "outsider.bot": "bot",
  "outsider.gone": "gone",
  "outsider.elsewhere": "elsewhere",
};

/** A town with people, and with one of everything at an open desk and at a closed one. */
async function townOf(everybody: readonly Kind[]): Promise<TestTown> {
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      town: {
        ...ports.town,
        administrators: ["U0ADM"],
        organisers: [],
        officials: [],
        clerk: "U0CLE",
        desks: ports.town.desks.map((desk) => {
          const members = everybody.filter((one) => one.desks.includes(desk.key)).map(({ member }) => member);
          return { ...desk, lead: members[0], members, ...(desk.key === CLOSED && { closed: true }) };
        }),
      },
    }),
  });
  for (const one of everybody) await hasRoles(town, one.member, one.roles);
  const report = await town.store.contribution(await town.resident("sam").raises("De bak is vol"));
  if (!report) throw new Error("nothing was told");
  for (const [at, desk] of [OPEN, CLOSED].entries()) {
    const base = { ...report, desk, version: 1 };
    const made: (Contribution | Process)[] = [
      { ...base, id: numbers.report + at },
      {
        ...base,
        id: numbers.topic + at,
        instrument: "manifesto",
        state: {
          process: numbers.manifesto + at,
          words: "Chillen",
          media: [],
          language: "nl",
          status: { at: "proposed" },
        },
      },
      {
        ...base,
        id: numbers.recording + at,
        instrument: "survey",
        state: { process: numbers.survey + at, question: "q1", voter: "abc", words: "Druk", media: [] },
      },
      {
        ...base,
        id: numbers.worker + at,
        instrument: "worker",
        state: {
          at: "invited",
          name: "Hanna",
          organisation: "De Loods",
          admittedBy: "U0ELSEWHERE",
          link: 1,
          linkedOn: "2026-05-04T09:00:00.000Z",
        },
      },
      sampleProcess({ id: numbers.manifesto + at, desk, organiser: "U0ELSEWHERE", state: manifesto() }),
      sampleProcess({
        id: numbers.survey + at,
        instrument: "survey",
        desk,
        organiser: "U0ELSEWHERE",
        state: survey({ at: "closed" }),
      }),
    ];
    for (const one of made) await town.store.commit([{ put: one, expect: "new" }]);
  }
  return town;
}

/** For everything, the one at the open desk ends with 0, and the one at the closed desk with 1. */
const numbers = {
  report: "4821000",
  topic: "4821100",
  recording: "4821200",
  worker: "4821300",
  manifesto: "P100000",
  survey: "P200000",
};

function manifesto(changes: Record<string, unknown> = {}) {
  return {
    at: "collecting",
    since: "2026-05-04T09:00:00.000Z",
    from: 16,
    to: 27,
    least: 3,
    most: 4,
    invitation: "abc",
    groupInvitation: "def",
    core: [],
    motions: 0,
    items: [],
    ...changes,
  };
}

function survey(changes: Record<string, unknown> = {}) {
  return {
    at: "draft",
    since: "2026-05-04T09:00:00.000Z",
    template: "own",
    definition: { questions: [{ id: "q1", kind: "word", ask: { nl: "In een woord?", en: "In one word?" } }] },
    edition: 1,
    opensOn: "2026-05-04",
    closesOn: "2026-05-18",
    code: "abc",
    ...changes,
  };
}

/** As a button or a command; what is made of the form has the same check (`permissions.test.ts`). */
function wayTo(act: Act, at: 0 | 1): Record<string, unknown> {
  const [instrument = "", name = ""] = act.split(".");
  const { on } = about[act];
  const chose = (step: string, ref: string, option = name) => ({
    type: "chose",
    press: { instrument, version: 1, step, option, ref },
  });
  const command = commands[act];
  switch (on) {
    case "office":
    case "command":
      if (act === "office.home") return { type: "opened_home" };
      if (command) return { type: "commanded", command: command[0], rest: command[1] };
      return {
        type: "chose",
        press: { instrument: "core", version: 1, step: "news", option: name, ref: "B1" },
      };
    case "search":
      return {
        type: "searched",
        form: { instrument, form: "merge", ref: numbers.report + at },
        field: "into",
        words: "bak",
      };
    case "staff":
      return chose(STAFF_STEP, numbers.survey + at, "asked");
    case "report":
      return chose("card", numbers.report + at);
    case "topic":
      return chose("card", numbers.topic + at);
    case "worker":
      return chose("card", numbers.worker + at);
    case "recording":
      return chose("card", numbers.recording + at);
    case "manifesto":
    case "survey":
      return chose("card", numbers[on] + at);
  }
}

async function outcomeOf(one: TestOfficial, way: Record<string, unknown>): Promise<Outcome> {
  const before = one.told.length;
  await one.does(way);
  const heard = [
    ...one.told.slice(before),
    ...(way.type === "opened_home" ? (one.home?.sections ?? []).map(({ heading }) => heading.key) : []),
  ];
  const refusal = heard.find((key) => key.startsWith("officials:refused."));
  return (refusal && outcomes[refusal.replace("officials:refused.", "")]) || "in";
}

/** What the tables say. */
function expected({ outsider, roles: own, desks }: Kind, act: Act, at: 0 | 1): Outcome {
  if (outsider) return outsider;
  const row = rolesOfAct(act);
  if (row && !row.some((role) => own.includes(role))) return "role";
  const belongs = desks.includes(at === 1 ? CLOSED : OPEN);
  if (at === 1 && about[act].members && !belongs) return "closed";
  // Only members of the desk may act against a person, even where the desk is open.
  return act === "issue.pause" && !belongs ? "other desk" : "in";
}

test.each(kinds)(
  "$who can do what the tables say, at an open desk and at a closed one",
  async (kind) => {
    const town = await townOf(kinds);
    const one = town.official(kind.member);
    const found: Record<string, Outcome[]> = {};
    for (const act of allActs) {
      found[act] = [];
      for (const at of [0, 1] as const) found[act].push(await outcomeOf(one, wayTo(act, at)));
    }
    expect(found).toEqual(
      Object.fromEntries(allActs.map((act) => [act, [expected(kind, act, 0), expected(kind, act, 1)]])),
    );
  },
  60_000,
);

function surveyWhere(changes: Record<string, unknown>, organiser: string) {
  return changed(`${numbers.survey}0`, survey(changes), organiser);
}

function changed(id: string, state: Record<string, unknown>, organiser: string) {
  return async (town: TestTown): Promise<void> => {
    const process = await town.store.process(id);
    if (!process) throw new Error(`no process ${id}`);
    await town.store.commit([
      { put: { ...process, version: process.version + 1, organiser, state }, expect: process.version },
    ]);
  };
}

const asked = "2026-05-04T09:00:00.000Z";
const ONE = "U0ALL";

/** What one person has done, and what she therefore leaves to another, although she has every role. */
const twoPeople: readonly {
  readonly did: string;
  readonly act: Act;
  readonly of: (town: TestTown) => Promise<void>;
}[] = [
  ...(["approve", "sendBack"] as const).flatMap((act) => [
    {
      did: "changed a survey",
      act: `survey.${act}` as const,
      of: surveyWhere({ at: "review", authors: ["U0ORG", ONE] }, "U0ORG"),
    },
    {
      did: "began a survey, before it was kept who changed it,",
      act: `survey.${act}` as const,
      of: surveyWhere({ at: "review" }, ONE),
    },
    {
      did: "made other questions while people answer",
      act: `survey.${act}` as const,
      of: surveyWhere(
        { at: "open", mended: { definition: survey().definition, by: ONE, on: asked } },
        "U0ORG",
      ),
    },
  ]),
  {
    did: "paused somebody who objects",
    act: "issue.unpause",
    async of(town) {
      const report = await town.store.contribution(`${numbers.report}0`);
      if (!report) throw new Error("no report");
      const objection = { on: asked, dueAt: "2026-05-20T09:00:00.000Z", n: 1, told: false, answered: false };
      const pause = { until: "2026-05-20T09:00:00.000Z", by: ONE, objection };
      const state = { ...(report.state as Record<string, unknown>), pause };
      await town.store.commit([{ put: { ...report, version: 2, state }, expect: 1 }]);
    },
  },
];

describe.each(twoPeople)("somebody who $did leaves $act to another", ({ act, of }) => {
  test("who has every role, and can", async () => {
    const other: Kind = { who: "another", member: "U0TWO", roles, desks: [] };
    const town = await townOf([...kinds, other]);
    await of(town);
    expect(await outcomeOf(town.official(ONE), wayTo(act, 0))).toBe("another");
    const two = town.official(other.member);
    expect(await outcomeOf(two, wayTo(act, 0))).toBe("in");
    expect(two.form?.id.form).toBe(act.split(".")[1]);
  });
});
