import { describe, expect, test } from "vitest";
import { type Role, roles } from "../../../bot/core/model/staff.ts";
import { everywhere } from "../../../bot/core/processes/everywhere.ts";
import { rolesThat } from "../../../bot/core/processes/rows.ts";
import { actNames as issueActs } from "../../../bot/instruments/issue/desk/buttons.ts";
import { transitions } from "../../../bot/instruments/issue/lifecycle.ts";
import { manifesto } from "../../../bot/instruments/manifesto/lifecycle.ts";
import { response } from "../../../bot/instruments/response/lifecycle.ts";
import { STAFF_STEP } from "../../../bot/instruments/survey/entering/staff-card.ts";
import { type Act, allActs, rolesOfAct } from "../../support/all-acts.ts";
import { commands } from "../../support/commands-of-acts.ts";
import { hasRoles } from "../../support/staff.ts";
import { createTestTown, type TestTown } from "../../support/town.ts";

/** Every act of the table, tried by somebody with each role: through the router, as a button, a command or a form. */

/** Replies that say that it is not for this person. */
const refusals = ["role", "official", "organiser", "clerk", "arrange", "admin"].map(
  (one) => `officials:refused.${one}`,
);

const ofTopics = ["manifesto.show"];
const officeForms: Readonly<Record<string, string>> = {
  "office.bind": "desk",
  "office.roles": "roles",
  "office.duty": "duty",
  "office.log": "log",
  "news.write": "news",
};

/** The ways in which a member of the workspace can try it, or can forge. */
function waysTo(act: Act): Record<string, unknown>[] {
  const [instrument = "", name = ""] = act.split(".");
  const command = commands[act];
  const typed = command ? [{ type: "commanded", command: command[0], rest: command[1] }] : [];
  if (instrument === "office" || act === "news.write")
    return [
      ...typed,
      ...(act === "office.home" ? [{ type: "opened_home" }] : []),
      ...(officeForms[act]
        ? [{ type: "submitted", form: { instrument: "core", form: officeForms[act] }, values: {} }]
        : []),
    ];
  if (instrument === "news") return [chose("core", "news", name, "B1")];
  if (act === "survey.staff") return [chose("survey", STAFF_STEP, "asked", "P1000001")];
  const isOfProcess = instrument !== "issue" && act !== "survey.writeDown" && !ofTopics.includes(act);
  const ref = isOfProcess ? "P1000001" : "48210937";
  if (act === "issue.search")
    return [{ type: "searched", form: { instrument, form: "merge", ref }, field: "into", words: "lamp" }];
  return [
    ...typed,
    ...(command ? [] : [chose(instrument, "card", name, ref)]),
    ...(name === "show" ? [] : [{ type: "submitted", form: { instrument, form: name, ref }, values: {} }]),
  ];
}

function chose(instrument: string, step: string, option: string, ref: string) {
  return { type: "chose", press: { instrument, version: 1, step, option, ref } };
}

/** Whether the router let her through. What then becomes of it is tested elsewhere. */
async function letIn(town: TestTown, member: string, way: Record<string, unknown>): Promise<boolean> {
  const official = town.official(member);
  const before = official.told.length;
  await official.does(way);
  const heard = [
    ...official.told.slice(before),
    ...(official.home?.sections.map((one) => one.heading.key) ?? []),
  ];
  return !heard.some((key) => refusals.includes(key));
}

async function townWith(list: readonly Role[]): Promise<{ town: TestTown; member: string }> {
  const town = createTestTown();
  const member = "U0SOMEBODY";
  await hasRoles(town, member, list);
  return { town, member };
}

describe.each([[] as Role[], ...roles.map((one) => [one])].map((list) => ({ list })))(
  "somebody with the roles $list",
  ({ list }) => {
    test("can do what the table says, and nothing else", async () => {
      const { town, member } = await townWith(list);
      const outcomes: Record<string, boolean[]> = {};
      for (const act of allActs) {
        const ways = waysTo(act);
        expect(ways, act).not.toEqual([]);
        outcomes[act] = [];
        for (const way of ways) outcomes[act].push(await letIn(town, member, way));
      }
      const expected = Object.fromEntries(
        allActs.map((act) => {
          const row = rolesOfAct(act);
          const may = !row || row.some((role) => list.includes(role));
          return [act, waysTo(act).map(() => may)];
        }),
      );
      expect(outcomes).toEqual(expected);
    });
  },
);

test("an act that is not in the table is not done, whoever asks for it", async () => {
  const { town, member } = await townWith([...roles]);
  const official = town.official(member);
  for (const instrument of ["issue", "manifesto", "survey", "core", "unheard_of"])
    for (const step of ["card", "topic", "news"])
      await official.does(chose(instrument, step, "unheard_of", "P1000001"));
  await official.does({
    type: "submitted",
    form: { instrument: "manifesto", form: "unheard_of", ref: "P1000001" },
    values: {},
  });
  expect(official.told).toHaveLength(14);
  expect(new Set(official.told)).toEqual(new Set(["officials:refused.old"]));
  expect(await town.store.office()).toBeUndefined();
});

// What the handbook says (docs/operations.md, Roles). All else here follows the table, also where the table is wrong.
describe("roles are apart:", () => {
  const actsOf = (role: Role) => allActs.filter((act) => rolesOfAct(act)?.includes(role));

  test("an administrator arranges the office, and does nothing else", () => {
    expect(actsOf("admin")).toEqual([
      "office.help",
      "office.home",
      "office.bind",
      "office.roles",
      "office.duty",
      "office.log",
    ]);
  });

  test("the council's steps are the clerk's alone, and beside them she looks", () => {
    expect(allActs.filter((act) => rolesOfAct(act)?.join() === "clerk")).toEqual(["office.overview"]);
    expect(rolesThat(manifesto.steps.endEmpty)).toEqual(["clerk"]);
    for (const name of ["receive", "route", "schedule", "reschedule", "send", "correct"] as const)
      expect(rolesThat(response.steps[name]), name).toEqual(["clerk"]);
    expect(actsOf("clerk").filter((act) => act.startsWith("issue."))).toEqual([
      "issue.show",
      "issue.unpause",
    ]);
    expect(actsOf("clerk").filter((act) => act.startsWith("news."))).toEqual([]);
  });

  test("only an organiser sends news, opens, invites to, publishes and hands over what residents are asked", () => {
    const acts = ["write", "send", "discard", "stop", "again"].map((one) => `news.${one}`);
    for (const name of ["handOver", "close"] as const)
      expect(rolesThat(manifesto.steps[name]), name).toEqual(["organiser"]);
    acts.push("manifesto.agreement");
    for (const act of ["begin", "propose", "invite", "stop", "publish"]) acts.push(`survey.${act}`);
    for (const act of acts) expect(rolesOfAct(act as Act), act).toEqual(["organiser"]);
    expect(rolesThat(everywhere.edit)).toEqual(["organiser"]);
  });

  test("what was answered is read by organisers and the clerk, and by no official", () => {
    for (const act of ["survey.results", "survey.texts"] as const)
      expect(rolesOfAct(act), act).toEqual(["organiser", "clerk"]);
  });
});

test("who may move an issue is stated twice, and both agree", () => {
  const moves = issueActs.flatMap((act) => (act in transitions ? [act as keyof typeof transitions] : []));
  expect(moves).toHaveLength(7);
  for (const act of moves) expect(rolesOfAct(`issue.${act}` as Act), act).toEqual(transitions[act].by);
});

test("an administrator of the file is an administrator, and has other roles only where the file names her for them", async () => {
  const town = createTestTown({
    ports: (ports) => ({ ...ports, town: { ...ports.town, organisers: [], officials: [] } }),
  });
  const ana = town.official("U0ANA");
  await ana.command("nieuws");
  expect(ana.told.at(-1)).toBe("officials:refused.organiser");
  await ana.does({ type: "commanded", command: "peiling", rest: "" });
  expect(ana.told.at(-1)).toBe("officials:refused.organiser");
  await ana.command("rollen");
  expect(ana.form?.id.form).toBe("roles");
});

test("what was given in Slack counts instead of what the file says", async () => {
  const town = createTestTown();
  const ana = await hasRoles(town, "U0ANA", []);
  await ana.command("nieuws");
  expect(ana.told.at(-1)).toBe("officials:refused.organiser");
});
