import { afterAll, expect, test } from "vitest";
import { type Role, roles } from "../../bot/core/model/staff.ts";
import { STAFF_STEP } from "../../bot/instruments/survey/entering/staff-card.ts";
import { encodePress } from "../../bot/slack/action-value.ts";
import { locales } from "../../locales/index.ts";
import { type Act, allActs, rolesOfAct } from "../support/all-acts.ts";
import { commands } from "../support/commands-of-acts.ts";
import { writtenText } from "../support/texts.ts";
import { deploy, fromSlack } from "./deployed.ts";

/**
 * Every act of the table as Slack sends it, signed, to the deployed handler: somebody who may not do it reads why,
 * alone, and nothing changes. What membership of a desk adds to it is in test/core/officials/who-may-what.test.ts.
 */

const town = await deploy();
afterAll(() => town.stop());

const BRAM = "U0BRAM";
const GIJS = "U0GIJS";

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
let n = 0;

/** The request in which Slack sends this. */
function requestFor(act: Act, member: string, channel: string) {
  n++;
  const [instrument = "", name = ""] = act.split(".");
  const typed = commands[act];
  if (typed)
    return fromSlack(
      form({
        command: `/${typed[0]}`,
        text: typed[1],
        user_id: member,
        channel_id: channel,
        channel_name: "ergens",
        trigger_id: `${n}.1.a`,
      }),
    );
  if (act === "office.home")
    return fromSlack(
      JSON.stringify({
        type: "event_callback",
        event_id: `Ev${n}`,
        event: { type: "app_home_opened", tab: "home", user: member },
      }),
      { type: "application/json" },
    );
  const user = { id: member };
  if (act === "issue.search") {
    const metadata = JSON.stringify({ instrument, form: "merge", ref: "48210937" });
    const view = { id: "V1", hash: "h", type: "modal", private_metadata: metadata };
    return fromSlack(
      form({
        payload: JSON.stringify({ type: "block_suggestion", user, block_id: "into", value: "lamp", view }),
      }),
    );
  }
  const isOfProcess = (instrument === "manifesto" || instrument === "survey") && name !== "writeDown";
  const value = encodePress({
    instrument: instrument === "news" ? "core" : instrument,
    version: 1,
    step: instrument === "news" ? "news" : act === "survey.staff" ? STAFF_STEP : "card",
    option: act === "survey.staff" ? "asked" : name,
    ref: isOfProcess ? "P1000001" : "48210937",
  });
  const actions = [{ type: "button", action_id: `a${n}`, action_ts: `${n}.2`, value }];
  return fromSlack(
    form({
      payload: JSON.stringify({
        type: "block_actions",
        user,
        trigger_id: `${n}.1.a`,
        channel: { id: channel },
        actions,
      }),
    }),
  );
}

/** How a refusal of this kind begins, in its reader's language. */
const refused = (kind: string) => writtenText(locales, "nl", `officials:refused.${kind}`);
const ofRole = ["role", "official", "organiser", "clerk", "arrange", "admin"].map(refused);
const begins = (texts: readonly string[]) => texts.map((one) => one.split("{{")[0] ?? one);

/** What somebody read after this request: in its response, as a message that only she sees, or on her start page. */
async function reads(act: Act, member: string): Promise<string> {
  const { slack } = town.playground;
  const channel = town.playground.world().slack.channels[0]?.id ?? "";
  const before = slack.messages().length;
  const answer = await town.slack(requestFor(act, member, channel));
  const alone = slack
    .messages()
    .slice(before)
    .filter((one) => one.visible_to === member);
  const home = act === "office.home" ? town.playground.world().slack.homes[member] : undefined;
  return [answer.body ?? "", ...alone.map(({ text }) => text), JSON.stringify(home ?? "")].join("\n");
}

async function has(member: string, list: readonly Role[]): Promise<void> {
  const { version = 0 } = (await town.store.staff(member)) ?? {};
  await town.store.commit([
    {
      put: { row: "staff", id: member, version: version + 1, roles: [...list] },
      expect: version === 0 ? "new" : version,
    },
  ]);
}

const people: readonly { readonly who: string; readonly list: readonly Role[] }[] = [
  { who: "no role", list: [] },
  ...roles.map((one) => ({ who: `the role of ${one}`, list: [one] })),
];

test.each(people)(
  "the handler refuses somebody who has $who what the table does not allow",
  async ({ list }) => {
    await has(BRAM, list);
    for (const act of allActs) {
      const row = rolesOfAct(act);
      const may = !row || row.some((role) => list.includes(role));
      const table = JSON.stringify(town.store.images());
      const text = await reads(act, BRAM);
      // Letters typed in a search field are answered with what was found: nothing.
      if (act === "issue.search") expect(text, act).not.toContain("48210937");
      else
        expect(
          begins(ofRole).some((one) => text.includes(one)),
          `${act}: ${text}`,
        ).toBe(!may);
      if (!may) expect(JSON.stringify(town.store.images()), act).toBe(table);
    }
  },
);

test("a guest with every role is refused everything, and reads why", async () => {
  await has(GIJS, roles);
  for (const act of allActs) {
    if (act === "issue.search") continue;
    const text = await reads(act, GIJS);
    expect(text, act).toContain(refused("outsider.guest"));
  }
});
