import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import type { Form } from "../../../bot/core/model/card.ts";
import { outsiderIn } from "../../../bot/slack/members.ts";
import * as surveys from "../../instruments/survey/people.ts";
import { outsiders } from "../../support/played-slack.ts";
import { hasRoles, withEveryRole } from "../../support/staff.ts";
import { createTestTown } from "../../support/town.ts";

/** Guests, bots and people of other workspaces are in Slack, and are not staff. */

const noColleagues = Object.keys(outsiders);

test.each(noColleagues.filter((one) => one !== "U0UNSEEN"))(
  "%s can do nothing, also with every role",
  async (member) => {
    const town = createTestTown();
    await withEveryRole(town, member);
    const id = await town.resident("sam").raises("De lamp is stuk");
    const official = town.official(member);
    const refusal = `officials:refused.outsider.${outsiders[member]}`;
    await official.command("rollen");
    await official.press(id, "claim");
    await official.does({
      type: "chose",
      press: { instrument: "survey", version: 1, step: "staff", option: "asked", ref: "P1000001" },
    });
    expect(official.form).toBeUndefined();
    expect(new Set(official.told)).toEqual(new Set([refusal]));
    await official.opensHome();
    expect(official.home?.sections.map((one) => one.heading.key)).toEqual([refusal]);
  },
);

describe.each(noColleagues)("%s", (member) => {
  const problem = `officials:error.outsider.${outsiders[member]}`;

  test("is given no role", async () => {
    const town = createTestTown();
    const ana = town.official("U0ANA");
    await ana.command("rollen");
    await ana.submit({ member, roles: ["official"] });
    expect(ana.form?.errors?.member?.key).toBe(problem);
    expect(await town.store.staff(member)).toBeUndefined();
  });

  test("has no duty, leads no desk and belongs to none", async () => {
    const town = createTestTown();
    const ana = town.official("U0ANA");
    await ana.command("dienst");
    await ana.submit({ desk_public_space: [member] });
    expect(ana.told.at(-1)).toBe(problem);
    const tries: Record<string, string | string[]>[] = [
      { lead: member },
      { members: [member], closed: "yes" },
    ];
    for (const values of tries) {
      await ana.command("koppel", { channel: "C0DESK1", channelName: "openbare-ruimte" });
      await ana.submit({ name: "Buiten", default: "no", ...values });
      expect(ana.form?.errors?.name?.key).toBe(problem);
    }
    expect(await town.store.office()).toBeUndefined();
  });
});

/** Where somebody chooses a member of the workspace: each form, and who fills it in wrongly. */
const chosenIn: Readonly<
  Record<string, (member: string) => Promise<{ readonly form: Form | undefined; readonly told: string[] }>>
> = {
  "core/officials/roles.ts": async (member) => {
    const ana = createTestTown().official("U0ANA");
    await ana.command("rollen");
    await ana.submit({ member, roles: ["official"] });
    return ana;
  },
  "core/officials/duty.ts": async (member) => {
    const ana = createTestTown().official("U0ANA");
    await ana.command("dienst");
    await ana.submit({ desk_public_space: [member] });
    return ana;
  },
  "core/officials/desk-form.ts": async (member) => {
    const ana = createTestTown().official("U0ANA");
    await ana.command("koppel", { channel: "C0DESK1", channelName: "openbare-ruimte" });
    await ana.submit({ name: "Buiten", default: "no", lead: member });
    return ana;
  },
  "core/processes/row-form.ts": async (member) => {
    const scene = await surveys.opened();
    await surveys.answered(scene, 10);
    await scene.town.passes(15 * DAY, 15);
    await surveys.acts(scene.ola, scene, "publish");
    await scene.town.passes(DAY, 4);
    await surveys.onCard(scene.ola, scene.id, "actOn");
    await scene.ola.submit({
      actions_1_what_nl: "Nieuwe lampen",
      actions_1_owner: "U0BOO",
      actions_1_due: "2026-07-01",
      actions_2_what_nl: "Een bankje",
      actions_2_owner: member,
      actions_2_due: "2026-07-01",
    });
    return scene.ola;
  },
};

test("every form in which a member is chosen is tried here", () => {
  const bot = new URL("../../../bot/", import.meta.url);
  const forms = readdirSync(bot, { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      file.endsWith(".ts") &&
      /kind: "members?"(?:(?: as const)?,\s*name:| \})/.test(readFileSync(new URL(file, bot), "utf8")),
  );
  expect(forms.toSorted()).toEqual(Object.keys(chosenIn).toSorted());
});

describe.each(Object.entries(chosenIn))("in the form of %s", (_file, choose) => {
  test.each(noColleagues)("%s is refused, with the reason", async (member) => {
    const { form, told } = await choose(member);
    const errors = Object.values(form?.errors ?? {}).map((one) => one.key);
    expect([...errors, told.at(-1)]).toContain(`officials:error.outsider.${outsiders[member]}`);
    expect(form?.preview).toBeUndefined();
  });
});

test("a role can be taken from somebody who has left", async () => {
  const town = createTestTown();
  await hasRoles(town, "U0GONE", ["official"]);
  const ana = town.official("U0ANA");
  await ana.command("rollen");
  await ana.submit({ member: "U0GONE", roles: [] });
  expect((await town.store.staff("U0GONE"))?.roles).toEqual([]);
});

test.each([
  [{ team_id: "T1" }, undefined],
  [{ is_bot: true }, "bot"],
  [{ deleted: true }, "gone"],
  [{ is_restricted: true, team_id: "T1" }, "guest"],
  [{ is_restricted: true, is_ultra_restricted: true }, "guest"],
  [{ is_stranger: true }, "elsewhere"],
  [{ team_id: "T2" }, "elsewhere"],
  [{ team_id: "T2", enterprise_user: { enterprise_id: "E1" } }, undefined],
] as const)("Slack says %o, and that is %s", (member, outsider) => {
  expect(outsiderIn(member, { team_id: "T1", enterprise_id: "E1" })).toBe(outsider);
});
