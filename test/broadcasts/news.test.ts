import { expect, test } from "vitest";
import { DAY, fromEpoch, HOUR, MINUTE } from "../../bot/core/calendar/time.ts";
import type { Listener } from "../../bot/core/model/audience.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { told } from "../support/pages.ts";
import { createTestTown } from "../support/town.ts";
import { counts, moveIn, NEWS } from "./neighbours.ts";

/** What news is for residents and organisers: who gets it, in which language, how often, and who may send it. */

test("news goes to residents of the neighbourhood who allow it, each in her own language", async () => {
  const town = createTestTown();
  const ana = town.official("U0ANA");
  const noor = await town.resident("noor").joins({ neighbourhood: "Binnenstad", news: true });
  const chris = await town
    .resident("chris", { language: "en" })
    .joins({ neighbourhood: "Binnenstad", news: true });
  const silent = await town.resident("piet").joins({ neighbourhood: "Binnenstad" });
  const elsewhere = await town.resident("mo").joins({ neighbourhood: "Dijkzicht", news: true });

  const id = await ana.writesNews(NEWS, ["centre"]);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "ready", count: 2, capped: 0 } });
  const card = town.card(id);
  expect(card?.channel).toBe("C0DESK1");
  expect(card?.card.actions.map((one) => town.render(one.label))).toEqual(["Verstuur", "Gooi weg"]);
  for (const one of [noor, chris, silent, elsewhere]) expect(one.lastText).not.toContain("Dorpsstraat");

  await ana.onNews(id, "send");
  expect(noor.lastText).toContain(NEWS.nl);
  expect(chris.lastText).toContain(NEWS.en);
  for (const one of [silent, elsewhere]) expect(one.lastText).not.toContain("Dorpsstraat");
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent", count: 2 } });
  expect(town.card(id)?.card.status).toMatchObject({
    key: "officials:news.status.sent",
    params: { reached: 2, unreachable: 0, skipped: 0, uncertain: 0 },
  });
  expect(town.card(id)?.card.actions).toEqual([]);
});

test("news without a neighbourhood goes to everybody who allows it, including those who named none", async () => {
  const town = createTestTown();
  const residents = [
    await town.resident("noor").joins({ neighbourhood: "Binnenstad", news: true }),
    await town.resident("mo").joins({ neighbourhood: "Ergens anders", news: true }),
    await town.resident("piet").joins({ news: true }),
  ];
  const ana = town.official("U0ANA");
  await ana.onNews(await ana.writesNews(NEWS), "send");
  for (const one of residents) expect(one.lastText).toContain(NEWS.nl);
});

test("somebody whose language nobody wrote reads the town's own, and that it is not translated", async () => {
  const town = createTestTown();
  const chris = await town.resident("chris", { language: "en" }).joins({ news: true });
  const ana = town.official("U0ANA");
  await ana.onNews(await ana.writesNews({ nl: NEWS.nl }), "send");
  expect(chris.lastText).toContain(NEWS.nl);
  expect(chris.lastText).toContain("This message is not translated.");
});

test("an organiser sees in the form exactly what residents will read, in each language, before anybody is counted", async () => {
  const town = createTestTown();
  const noor = await town.resident("noor").joins({ news: true });
  const ana = town.official("U0ANA");
  await ana.command("nieuws");
  await ana.submit({ text_en: NEWS.en });
  expect(Object.keys(ana.form?.errors ?? {})).toEqual(["text_nl"]);
  const values = { text_nl: NEWS.nl, text_en: NEWS.en };
  await ana.submit(values);
  const preview = ana.form?.preview;
  if (!preview?.also?.[0]) throw new Error("no preview in two languages");
  expect(await town.store.broadcasts(fromEpoch(0))).toEqual([]);
  // Whatever changes after that is shown first.
  await ana.submit({ ...values, text_nl: "Toch niet." });
  expect(ana.form?.preview).toBeDefined();
  expect(await town.store.broadcasts(fromEpoch(0))).toEqual([]);
  await ana.submit(values);
  await ana.submit(values);
  const [one] = await town.store.broadcasts(fromEpoch(0));
  await ana.onNews(one?.id ?? "", "send");
  expect(noor.lastText).toBe(town.text(preview.screen, preview.language));
});

test("a form that Slack repeats makes one piece of news", async () => {
  const town = createTestTown();
  const ana = town.official("U0ANA");
  const values = { text_nl: NEWS.nl };
  await ana.command("news");
  await ana.submit(values);
  const form = ana.form?.id;
  for (let time = 0; time < 2; time++) await ana.does({ type: "submitted", form, values }, "V1:hash");
  expect(await town.store.broadcasts(fromEpoch(0))).toHaveLength(1);
});

test("only an organiser can write, send, stop or discard news", async () => {
  const town = createTestTown();
  const ana = town.official("U0ANA");
  const noor = await town.resident("noor").joins({ news: true });
  await ana.command("rollen");
  await ana.submit({ member: "U0KIM", roles: ["official"] });
  const kim = town.official("U0KIM");
  await kim.command("nieuws");
  expect(kim.form).toBeUndefined();
  expect(kim.told.at(-1)).toBe("officials:refused.organiser");
  const id = await ana.writesNews(NEWS);
  for (const option of ["send", "discard", "stop"] as const) {
    await kim.onNews(id, option);
    expect(kim.told.at(-1)).toBe("officials:refused.organiser");
  }
  // A made-up form says no more than the button.
  await kim.does({
    type: "submitted",
    form: { instrument: "core", form: "news", ref: "C0DESK1" },
    values: { text_nl: "x" },
  });
  expect(kim.told.at(-1)).toBe("officials:refused.organiser");
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "ready" } });
  expect(noor.lastText).not.toContain("Dorpsstraat");
});

test("what was discarded is not sent, and what was sent is not sent again", async () => {
  const town = createTestTown();
  const noor = await town.resident("noor").joins({ news: true });
  const ana = town.official("U0ANA");
  const thrown = await ana.writesNews(NEWS);
  await ana.onNews(thrown, "discard");
  await ana.onNews(thrown, "send");
  expect(ana.told.at(-1)).toBe("officials:news.already.discarded");
  expect(noor.lastText).not.toContain("Dorpsstraat");
  await town.passes(MINUTE);
  await ana.command("nieuws");
  const id = await ana.writesNews({ nl: "Ander nieuws." });
  await ana.onNews(id, "send");
  await ana.onNews(id, "send");
  expect(noor.heard.filter((one) => one.notice)).toHaveLength(1);
});

test("nobody to send to is said, and there is nothing to press but discard", async () => {
  const town = createTestTown();
  await town.resident("noor").joins({ neighbourhood: "Dijkzicht", news: true });
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS, ["centre"]);
  expect(town.card(id)?.card.status.key).toBe("officials:news.status.nobody");
  expect(town.card(id)?.card.actions.map((one) => town.render(one.label))).toEqual(["Gooi weg"]);
});

test("between counting and sending people stop, change their mind and erase themselves: they get nothing", async () => {
  const town = createTestTown();
  const stays = await town.resident("noor").joins({ news: true });
  const stops = await town.resident("piet").joins({ news: true });
  const doubts = await town.resident("mo").joins({ news: true });
  const erases = await town.resident("lea").joins({ news: true });
  const blocks = await town.resident("sam").joins({ news: true });
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { count: 5 } });
  await stops.commands("stop");
  await doubts.commands("mijngegevens");
  await doubts.presses("Mijn keuzes");
  await doubts.presses("nieuws over");
  await erases.commands("wis");
  await erases.presses("Ja");
  blocks.silentlyBlocks();
  await ana.onNews(id, "send");
  expect(stays.lastText).toContain(NEWS.nl);
  for (const one of [stops, doubts, erases, blocks])
    expect(one.heard.some((each) => each.notice)).toBe(false);
  expect(town.card(id)?.card.status).toMatchObject({
    params: { reached: 1, unreachable: 1, skipped: 3, uncertain: 0 },
  });
});

test("more people than are written down in one commit: each stands in one chunk", async () => {
  const town = createTestTown();
  const listens = (n: number): Listener => ({
    row: "listener",
    purpose: "neighbourhood_news",
    neighbourhood: "centre",
    resident: residentId(`r${n}`),
  });
  for (let start = 0; start < 5300; start += 50)
    await town.store.commit(Array.from({ length: 50 }, (_, n) => ({ put: listens(start + n) })));
  const id = await town.official("U0ANA").writesNews(NEWS);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "ready", count: 5300, chunks: 22 } });
  const chunks = await town.store.chunks(id);
  expect(chunks.map(({ n }) => n)).toEqual(Array.from({ length: 22 }, (_, index) => index + 1));
  expect(new Set(chunks.flatMap(({ residents }) => residents)).size).toBe(5300);
  expect(chunks.flatMap(({ residents }) => residents)).toHaveLength(5300);
});

test("somebody who blocked the bot is counted among those who cannot be reached, until her next message", async () => {
  const town = createTestTown();
  const noor = await town.resident("noor").joins({ news: true });
  const ana = town.official("U0ANA");
  noor.silentlyBlocks();
  await ana.onNews(await ana.writesNews(NEWS), "send");
  expect((await noor.lane)?.reachable).toBe(false);
  const purpose = "neighbourhood_news";
  const audience = () => told((tell) => town.store.audience({ purpose, neighbourhood: "unknown" }, tell));
  expect(await audience()).toEqual([]);
  await town.passes(60_000);
  const second = await ana.writesNews(NEWS);
  expect((await town.store.broadcast(second))?.status).toMatchObject({ count: 0, unreachable: 1 });
  const card = town.posted
    .at(-1)
    ?.card.facts.map(({ value }) => typeof value === "object" && "key" in value && value.key);
  expect(card).toContain("officials:news.unreachableWhy");
  await noor.returns();
  expect(await audience()).toHaveLength(1);
});

test("the audience follows the neighbourhood, the permission and /stop; an ordinary message writes nothing to it", async () => {
  const town = createTestTown();
  const noor = await town.resident("noor").joins({ neighbourhood: "Binnenstad", news: true });
  const rows = () =>
    town.store.images().flatMap((one) => (one.pk?.S?.startsWith("AUDIENCE#") ? [one.pk.S] : []));
  expect(rows()).toEqual(["AUDIENCE#neighbourhood_news#centre"]);
  const written: string[] = [];
  town.store.onChange((records) => {
    for (const one of records) written.push(one.dynamodb?.Keys?.pk?.S ?? "");
  });
  const lane = () => town.store.images().find((one) => one.pk?.S?.startsWith("LANE#"));
  const before = lane();
  await noor.says("Het bankje zit los");
  // Lanes have a table of their own, which nobody follows.
  expect(lane()?.version).not.toEqual(before?.version);
  expect(written.filter((pk) => pk.startsWith("AUDIENCE#"))).toEqual([]);
  await noor.commands("stop");
  expect(rows()).toEqual([]);
  await noor.presses("Toch weer berichten");
  expect(rows()).toHaveLength(1);
  await noor.commands("wis");
  await noor.presses("Ja");
  expect(rows()).toEqual([]);
});

test("somebody who had news three times this week gets no fourth, and the card says so; a week later she does", async () => {
  const town = createTestTown();
  const noor = await town.resident("noor").joins({ news: true });
  const ana = town.official("U0ANA");
  const sends = async (nl: string) => {
    await town.passes(MINUTE);
    const id = await ana.writesNews({ nl });
    await ana.onNews(id, "send");
    return id;
  };
  for (const nl of ["een", "twee", "drie"]) await sends(nl);
  const newcomer = await town.resident("mo").joins({ news: true });
  const fourth = await sends("vier");
  expect(await town.store.broadcast(fourth)).toMatchObject({ status: { count: 1, capped: 1 } });
  const label = town.card(fourth)?.card.facts.map((one) => one.label.key);
  expect(label).toContain("officials:news.capped");
  expect(newcomer.lastText).toContain("vier");
  expect(noor.lastText).toContain("drie");
  await town.passes(7 * DAY);
  await sends("vijf");
  expect(noor.lastText).toContain("vijf");
});

test("what lay counted for a while does not break the week's limit when it is sent", async () => {
  const town = createTestTown();
  const noor = await town.resident("noor").joins({ news: true });
  const ana = town.official("U0ANA");
  const ids: string[] = [];
  for (const nl of ["een", "twee", "drie", "vier"]) {
    await town.passes(MINUTE);
    ids.push(await ana.writesNews({ nl }));
  }
  for (const id of ids) await ana.onNews(id, "send");
  expect(noor.lastText).toContain("drie");
  expect(town.card(ids[3] ?? "")?.card.status).toMatchObject({ params: { reached: 0, skipped: 1 } });
});

test("what is sent in the evening comes in the morning, at the minute that quiet hours end", async () => {
  // 22:30 on the town's clock.
  const town = createTestTown({ now: "2026-05-04T20:30:00.000Z" });
  const [chat = ""] = await moveIn(town, 1);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  await ana.onNews(id, "send");
  expect(town.givenBack).toEqual([10.5 * 60 * 60]);
  await town.passes(10 * HOUR);
  expect(counts(town, [chat])).toEqual([0]);
  await town.passes(30 * MINUTE);
  expect(counts(town, [chat])).toEqual([1]);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent" } });
});
