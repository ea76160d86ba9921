import { describe, expect, test } from "vitest";
import type { Contribution } from "../../../bot/core/model/contribution.ts";
import { actNames } from "../../../bot/core/model/official-acts.ts";
import { startOffice } from "../../../bot/core/officials/office.ts";
import { hasRoles } from "../../support/staff.ts";
import type { TestTown } from "../../support/town.ts";
import { closedTown, read, SECRET, tellsYouth } from "./closed-town.ts";

/** What residents tell a closed desk is for its members: no screen, form, search or list shows it to anybody else. */

describe("somebody who does not belong to it", () => {
  // Every act of the table, as a button and as a form, on everything that she is not to see.
  test("reads its words on no screen, in no form and in no search, whatever her roles", {
    timeout: 60_000,
  }, async () => {
    const { town, eva } = await closedTown();
    const secret = await tellsYouth(town);
    const open = await town.resident("noor").raises("De bak is vol");
    const contribution = await town.store.contribution(secret);
    if (!contribution) throw new Error("nothing was told");
    const other = await elsewhere(town, contribution);
    for (const act of actNames) {
      const [instrument = "", name = ""] = act.split(".");
      for (const ref of [secret, ...other]) {
        for (const step of ["card", "topic", "home", "spoken"]) {
          await eva.does({ type: "chose", press: { instrument, version: 1, step, option: name, ref } });
          expect(read(town, eva), `${act} ${step}`).not.toContain(SECRET);
        }
        for (const values of [
          {},
          { act: name, into: secret, item: "1", category: "youth", desk: "front_desk" },
        ]) {
          await eva.does({ type: "submitted", form: { instrument, form: name, ref }, values });
          expect(read(town, eva), act).not.toContain(SECRET);
        }
      }
    }
    await eva.opensHome();
    expect(read(town, eva)).not.toContain(SECRET);
    await eva.press(open, "merge");
    for (const typed of [SECRET, secret, "gestolen", ""]) {
      await eva.searches(typed);
      expect(read(town, eva), typed).not.toContain(SECRET);
      expect(
        eva.found.map((one) => one.value),
        typed,
      ).not.toContain(secret);
    }
    await eva.submit({ into: secret });
    expect(eva.form?.errors?.into?.key).toBe("officials:error.noSuchIssue");
    expect((await town.store.contribution(secret))?.version).toBe(contribution.version);
  });

  test("sees on her start page its number, how it stands and the day, and hears whom to ask", async () => {
    const { town, bo } = await closedTown();
    const secret = await tellsYouth(town);
    await bo.opensHome();
    const row = bo.home?.sections.flatMap((one) => one.rows ?? [])[0];
    expect(row?.text.key).toBe("officials:home.closedRow");
    await bo.press(secret, "answer");
    expect(bo.told.at(-1)).toBe("officials:refused.closed");
    expect(town.told.at(-1)?.message.params?.members).toEqual({ list: ["U0LEA", "U0MIA"] });
  });

  test("puts herself neither on duty there nor at its head", async () => {
    const { town, eva, bo } = await closedTown();
    await bo.command("dienst");
    expect(bo.form?.fields.map((one) => one.name)).not.toContain("desk_youth_neighbourhood");
    const form = { instrument: "core", form: "duty", ref: "youth_neighbourhood" };
    await bo.does({
      type: "submitted",
      form,
      values: { desk_youth_neighbourhood: ["U0BOO"], members_youth_neighbourhood: ["U0BOO"] },
    });
    const ola = await hasRoles(town, "U0OLA", ["organiser"]);
    await ola.command("koppel", { channel: "C0YOUTH", channelName: "jeugd-en-buurt" });
    expect(ola.form?.fields.map((one) => one.name)).not.toContain("lead");
    await ola.submit({ name: "Jeugd", lead: "U0OLA", closed: "no", members: ["U0OLA"], default: "no" });
    const desk = (await town.store.office())?.desks.find((one) => one.id === "youth_neighbourhood");
    expect(desk).toMatchObject({
      name: { nl: "Jeugd" },
      closed: true,
      lead: "U0LEA",
      members: ["U0MIA"],
      onDuty: [],
    });
    expect(eva.told).toEqual([]);
  });
});

describe("a member", () => {
  test("reads and answers what it is told", async () => {
    const { town } = await closedTown();
    const secret = await tellsYouth(town);
    const mia = town.official("U0MIA");
    await mia.press(secret, "show");
    expect(JSON.stringify(mia.form)).toContain(SECRET);
    await mia.answers(secret, { text: "We hebben hem teruggevonden." });
    expect((await town.store.contribution(secret))?.open).toBe(false);
  });

  test("its lead says who belongs to it and who is on duty there", async () => {
    const { town, lea } = await closedTown();
    await lea.command("dienst");
    await lea.submit({ desk_youth_neighbourhood: ["U0BOO"], members_youth_neighbourhood: [] });
    const desk = (await town.store.office())?.desks.find((one) => one.id === "youth_neighbourhood");
    expect(desk).toMatchObject({ onDuty: ["U0BOO"], members: [] });
    expect((await town.store.history("OFFICE")).map((one) => one.event)).toEqual(["duty", "members"]);
  });

  test("keeps it there when its subject changes, and moves it only by choosing another desk", async () => {
    const { town, lea } = await closedTown();
    const secret = await tellsYouth(town);
    await lea.acts(secret, "change", { category: "waste", desk: "youth_neighbourhood" });
    expect((await town.store.contribution(secret))?.desk).toBe("youth_neighbourhood");
  });

  test("does not put it together with what another desk has", async () => {
    const { town, lea } = await closedTown();
    const secret = await tellsYouth(town);
    const open = await town.resident("noor").raises("De bak is vol");
    await lea.press(secret, "merge");
    await lea.submit({ into: open });
    expect(lea.form?.errors?.into?.key).toBe("officials:error.closedDesk");
  });
});

test("what is moved to a closed desk leaves the channel where it was, words, thread and photos", async () => {
  const { town, bo } = await closedTown();
  const sam = town.resident("sam");
  const id = await sam.raises(`${SECRET} gestolen`);
  const before = town.card(id);
  await bo.acts(id, "ask", { question: "Waar was het?" });
  await sam.says(`Bij de ${SECRET}`);
  expect(JSON.stringify(before)).toContain(SECRET);
  await bo.acts(id, "change", { category: "youth", desk: "youth_neighbourhood" });
  expect(town.card(id)?.channel).toBe("#jeugd-en-buurt");
  expect(JSON.stringify(town.posted.filter((one) => one.channel !== "#jeugd-en-buurt"))).not.toContain(
    SECRET,
  );
});

describe("a desk is closed", () => {
  test("by an administrator, after a warning where the channel is public; the others hear of it", async () => {
    const { town, eva } = await closedTown();
    await eva.command("koppel", { channel: "C0SAFE", channelName: "veiligheid-en-wonen" });
    const values = { name: "Veiligheid", closed: "yes", members: ["U0BOO"], default: "no" };
    await eva.submit(values);
    expect(eva.form?.intro?.[0]?.key).toBe("officials:desk.publicWarning");
    expect(await town.store.office()).toBeUndefined();
    await eva.submit(values);
    const desk = (await town.store.office())?.desks.find((one) => one.id === "safety_housing");
    expect(desk).toMatchObject({ closed: true, members: ["U0BOO"] });
    expect(town.official("U0ANA").told.at(-1)).toBe("officials:desk.told.closed");
  });

  test("or gets another channel, and what residents tell it comes there from then on", async () => {
    const { town, eva } = await closedTown();
    const secret = await tellsYouth(town);
    await eva.command("koppel", { channel: "C0PRIVATE", channelKind: "private" });
    await eva.submit({ which: "youth_neighbourhood", default: "no" });
    expect(eva.told.at(-1)).toBe("officials:desk.savedMoved");
    expect(town.card(secret)?.channel).toBe("C0PRIVATE");
    expect(town.card(await tellsYouth(town, "noor"))?.channel).toBe("C0PRIVATE");
  });

  test("and stays what it was when it gets another channel and nothing else is filled in", async () => {
    const { town, eva } = await closedTown();
    await eva.command("koppel", { channel: "C0PRIVATE", channelKind: "private" });
    const filled = (eva.form?.fields ?? []).flatMap((field) =>
      "value" in field && typeof field.value === "string" ? [[field.name, field.value]] : [],
    );
    await eva.submit({ ...Object.fromEntries(filled), which: "youth_neighbourhood" });
    const before = startOffice(town.ports.town);
    const office = await town.store.office();
    expect(office?.desks).toEqual(
      before.desks.map((one) => (one.id === "youth_neighbourhood" ? { ...one, channel: "C0PRIVATE" } : one)),
    );
    expect(office?.rules).toEqual(before.rules);
    // What a resident tells it still goes to its members.
    expect(town.card(await tellsYouth(town))?.channel).toBe("C0PRIVATE");
  });

  test("or loses its subjects in its own channel, where the form shows them, when somebody empties them", async () => {
    const { town, eva } = await closedTown();
    await eva.command("koppel", {
      channel: "C0YOUTH",
      channelName: "jeugd-en-buurt",
      channelKind: "private",
    });
    await eva.submit({ name: "Jeugd", closed: "yes", categories: [], default: "no" });
    const rules = (await town.store.office())?.rules.filter((one) => one.desk === "youth_neighbourhood");
    expect(rules).toEqual([]);
  });

  test("and gets a public channel, after the warning about that", async () => {
    const { town, eva } = await closedTown();
    await tellsYouth(town);
    const values = { which: "youth_neighbourhood", name: "Jeugd", closed: "yes", default: "no" };
    await eva.command("koppel", { channel: "C0OTHER", channelName: "iets-anders" });
    await eva.submit(values);
    expect(eva.form?.intro?.slice(0, 2).map((one) => one.key)).toEqual([
      "officials:desk.publicWarning",
      "officials:desk.intro",
    ]);
    await eva.submit(values);
    expect((await town.store.office())?.desks.map((one) => one.channel)).toContain("C0OTHER");
  });

  test("in a private channel at once, also one that the file calls by a name that Slack does not tell", async () => {
    const { town, eva } = await closedTown();
    await eva.command("koppel", { channel: "C0PRIVATE", channelKind: "private" });
    await eva.submit({ which: "safety_housing", name: "Veiligheid", closed: "yes", default: "no" });
    const office = await town.store.office();
    expect(office?.desks).toHaveLength(4);
    expect(office?.desks.find((one) => one.channel === "C0PRIVATE")).toMatchObject({
      id: "safety_housing",
      closed: true,
    });
  });
});

/** The same words, as a topic nobody has reviewed yet and as a recording in a survey. */
async function elsewhere(town: TestTown, like: Contribution): Promise<string[]> {
  const made: Contribution[] = [
    {
      ...like,
      id: "55550001",
      instrument: "manifesto",
      version: 1,
      state: { process: "P1234567", words: SECRET, media: [], language: "nl", status: { at: "proposed" } },
    },
    {
      ...like,
      id: "55550002",
      instrument: "survey",
      version: 1,
      state: { process: "P1234567", question: "q1", voter: "abc", words: SECRET, media: [] },
    },
  ];
  for (const one of made) await town.store.commit([{ put: one, expect: "new" }]);
  return made.map((one) => one.id);
}
