import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test, vi } from "vitest";
import { fromEpoch } from "../../bot/core/calendar/time.ts";
import { say } from "../../bot/core/model/message.ts";
import type { ItemTable } from "../../bot/store/item-table.ts";
import type { Key } from "../../bot/store/keys.ts";
import { type FunctionName, functionNames } from "../../infra/functions.ts";
import { reportsForGroup, writesDown } from "../instruments/issue/counter.ts";
import {
  arranges,
  card,
  collecting,
  looksAt,
  onCard,
  tells,
  votes,
  voting,
} from "../instruments/manifesto/people.ts";
import * as surveys from "../instruments/survey/people.ts";
import { changingSecrecy } from "../support/changing-secrecy.ts";
import { createQueue } from "../support/queue.ts";
import { createTestTown } from "../support/town.ts";
import { unusedHere } from "./rights-unused.ts";
import { mayTouch, rightsOf, synthesise } from "./template.ts";

/**
 * Permissions that are too narrow break a town as surely as permissions that are too wide endanger it. So what happens
 * to a few reports is compared with the policies of the template: each part of the loop with the permissions of the
 * function that it runs in, item by item.
 */

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const template = synthesise();
const acting = new AsyncLocalStorage<FunctionName>();
const used = new Set<string>();
/** In all of these tests together. */
const ever = new Set<string>();
const refused = new Set<string>();

/** Records what a function does to an item, and whether it may. */
function touches(action: string, key: string, where: "table" | "index" = "table"): void {
  const name = acting.getStore();
  // The test itself looks too.
  if (name === undefined) return;
  const what = `${name} ${action} ${key.replace(/#.*/, "#")}`;
  used.add(what);
  ever.add(what);
  if (!mayTouch(rightsOf(template, name), action, key, where)) refused.add(what);
}

function watched(table: ItemTable): ItemTable {
  return {
    get(key) {
      touches("GetItem", key.pk);
      return table.get(key);
    },
    getMany(keys: readonly Key[]) {
      for (const { pk } of keys) touches("BatchGetItem", pk);
      return table.getMany(keys);
    },
    list(pk, prefix, order) {
      touches("Query", pk);
      return table.list(pk, prefix, order);
    },
    waiting(dueFor, limit, until, order) {
      touches("Query", dueFor, "index");
      return table.waiting(dueFor, limit, until, order);
    },
    putOff(key, to) {
      touches("UpdateItem", key.pk);
      return table.putOff(key, to);
    },
    tries(key, to) {
      touches("UpdateItem", key.pk);
      return table.tries(key, to);
    },
    write(steps) {
      const actions = {
        put: "PutItem",
        remove: "DeleteItem",
        check: "ConditionCheckItem",
        settle: "UpdateItem",
        add: "UpdateItem",
      };
      for (const step of steps)
        touches(step.do === "put" && step.adds ? "UpdateItem" : actions[step.do], step.key.pk);
      return table.write(steps);
    },
    tally(tally) {
      touches("UpdateItem", tally.counted.pk);
      for (const { to } of tally.adds) touches("UpdateItem", to.pk);
      return table.tally(tally);
    },
  };
}

vi.mock("../../bot/store/store.ts", async (original) => {
  const real = await original<typeof import("../../bot/store/store.ts")>();
  const createStore: typeof real.createStore = (table, ...more) => real.createStore(watched(table), ...more);
  return { ...real, createStore };
});

vi.mock("../../bot/app.ts", async (original) => {
  const real = await original<typeof import("../../bot/app.ts")>();
  const as =
    <Given extends unknown[], Result>(name: FunctionName, act: (...given: Given) => Result) =>
    (...given: Given): Result =>
      acting.run(name, () => act(...given));
  const createApp: typeof real.createApp = (ports) => {
    const app = real.createApp(ports);
    return {
      ...app,
      resident: as("telegram", app.resident),
      setAside: as("telegram", app.setAside),
      official: as("slack", app.official),
      react: as("changes", app.react),
      deliver: as("deliver", app.deliver),
      tick: as("tick", app.tick),
      broadcast: as("broadcast", app.broadcast),
    };
  };
  return { ...real, createApp };
});

test("whatever happens to a report, every function may do what it does", async () => {
  const town = createTestTown();
  const noor = town.resident("noor");
  const sam = town.resident("sam", { language: "en" });
  const ana = town.official("U0ANA");

  // Told, answered, opened again, late, and erased.
  await noor.joins({ news: true });
  await noor.says("De lamp is kapot");
  await noor.says("Vlinderpad");
  await noor.photo();
  await noor.presses("Klaar");
  await noor.presses("Afval");
  await noor.presses("Verstuur");
  const id = noor.lastHeard.about ?? "";
  await ana.acts(id, "ask", { question: "Welke lamp?" });
  await noor.says("Die bij de brug");
  await ana.answers(id, { text: "De lamp is vervangen." });
  await noor.presses("Nog niet");
  await noor.says("Hij knippert nu");
  await town.passes(21 * DAY, 21);
  await noor.commands("mijn");
  await noor.commands("mijngegevens");

  // Something half told is remembered, and dropped in the end.
  const yusuf = town.resident("yusuf");
  await yusuf.joins();
  await yusuf.says("Er ligt afval");
  await town.passes(9 * DAY, 9);

  // Merged, moved to another desk, and somebody who cannot be reached.
  await sam.joins({ news: true });
  const second = await sam.raises("The lamp flickers", { at: "Dorpsstraat" });
  await ana.opensHome();
  await ana.command("logboek");
  // The desk gets another channel, and its cards go along.
  await ana.command("koppel", { channel: "C0NEW", channelKind: "private" });
  await ana.submit({ which: "public_space", default: "no" });
  expect(town.card(second)?.channel).toBe("C0NEW");
  sam.silentlyBlocks();
  await ana.answers(second, { text: "We replaced it." });
  // She is in a list of news, and something of hers could not be handled: both go with her.
  await ana.onNews(await ana.writesNews({ nl: "Donderdag is de Dorpsstraat dicht." }), "send");
  await town.app.setAside("an update", new TypeError("broken"), undefined, noor.chat);
  await noor.commands("wis");
  await noor.presses("wis alles van mij");
  // Sam only stays away.
  await town.passes(5 * 365 * DAY, 60);

  expect([...refused]).toEqual([]);
  // It was about something: these are the riskiest.
  expect([...used]).toEqual(
    expect.arrayContaining([
      "telegram DeleteItem LANE#",
      "slack Query DESK#",
      "slack BatchGetItem FIGURES#",
      "changes PutItem CONTRIBUTION#",
      "changes PutItem NOTICE#",
      "changes UpdateItem FIGURES#",
      "deliver PutItem POSTED#",
      "deliver Query DESK#",
      "deliver PutItem BROADCAST#",
      "deliver DeleteItem DEAD#",
      "telegram PutItem DEAD#",
      "tick DeleteItem RESIDENT#",
      "deliver PutItem LANE#",
      "tick Query WAKE",
      "tick PutItem CONTRIBUTION#",
      "tick PutItem NOTICE#",
    ]),
  );
}, 60_000);

test("whatever becomes of a report on paper, every function may do what it does", async () => {
  used.clear();
  const town = createTestTown();
  const bo = town.official("U0ANA");
  const kept = await writesDown({ town, bo }, {});
  await bo.answers(kept.id, { text: "De bank is gemaakt." });
  for (const wish of ["show", "print", "notYet"]) {
    await bo.does({ type: "commanded", command: "antwoord", rest: "" });
    await bo.submit({ number: kept.id, code: kept.code, wish });
  }
  const stranger = town.resident("stranger");
  await stranger.says(`${kept.id} ${kept.code}`);
  await stranger.presses("Wis deze melding");
  await stranger.presses("Ja, wis alles");
  await town.passes(DAY, 24);
  // A youth worker is let in, reports for a group, and is taken out; another link is never used.
  await bo.does({ type: "commanded", command: "jongerenwerker", rest: "" });
  await bo.submit({ name: "Hanna", organisation: "De Loods" });
  const admission = town.posted.at(-1)?.card.ref ?? "";
  const [, link = ""] = /(j-\d{8}-\w{10})/.exec(town.render(town.told.at(-1)?.message ?? say(""))) ?? [];
  const hanna = await town.resident("hanna").joins();
  await hanna.commands("start", link);
  await reportsForGroup(hanna);
  await bo.does({
    type: "chose",
    press: { instrument: "worker", version: 1, step: "card", option: "revoke", ref: admission },
  });
  await hanna.commands("mijn");
  await hanna.commands("wis");
  await hanna.presses("wis alles");
  await bo.does({ type: "commanded", command: "jongerenwerker", rest: "" });
  await bo.submit({ name: "Iris", organisation: "De Loods" });
  const followed = await writesDown({ town, bo }, {});
  const noor = await town.resident("noor").joins();
  await noor.says(`${followed.id} ${followed.code}`);
  await noor.presses("Ik wil hier bericht krijgen");
  await town.passes(5 * 365 * DAY, 60);

  expect([...refused]).toEqual([]);
  expect([...used]).toEqual(
    expect.arrayContaining([
      "telegram PutItem RESIDENT#",
      "telegram PutItem CONTRIBUTION#",
      "deliver GetItem CONTRIBUTION#",
      "tick PutItem CONTRIBUTION#",
    ]),
  );
}, 60_000);

test("whatever becomes of news, every function may do what it does", async () => {
  used.clear();
  let lost = false;
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      outbox: { ...ports.outbox, spread: async (parts) => (lost ? undefined : ports.outbox.spread(parts)) },
    }),
  });
  const ana = town.official("U0ANA");
  const noor = await town.resident("noor").joins({ neighbourhood: "Binnenstad", news: true });
  const sam = await town.resident("sam").joins({ neighbourhood: "Binnenstad", news: true });
  sam.silentlyBlocks();
  const id = await ana.writesNews({ nl: "Donderdag is de Dorpsstraat dicht." }, ["centre"]);
  await ana.onNews(id, "send");
  expect(noor.lastText).toContain("Dorpsstraat");
  // Back again, with an answer that could not be delivered meanwhile; and news that nobody finished.
  await sam.returns();
  await ana.writesNews({ nl: "Vrijdag ook." }, []);
  await town.passes(2 * DAY, 2);
  // What was handed over gets lost: the clock looks again.
  const again = await ana.writesNews({ nl: "Zaterdag ook." }, ["centre"]);
  lost = true;
  await ana.onNews(again, "send");
  lost = false;
  await town.passes(DAY, 24);
  expect(noor.lastText).toContain("Zaterdag");
  await noor.commands("stop");

  expect([...refused]).toEqual([]);
  expect([...used]).toEqual(
    expect.arrayContaining([
      "broadcast Query AUDIENCE#",
      "broadcast PutItem BROADCAST#",
      "broadcast PutItem LANE#",
      "telegram DeleteItem AUDIENCE#",
      "slack PutItem BROADCASTS",
    ]),
  );
});

test("whatever cannot be delivered is counted, set aside and told with the rights of who delivers", async () => {
  used.clear();
  let isShown = false;
  const town = createTestTown({
    ports: (ports) => {
      const broken = async () => {
        throw new TypeError("broken");
      };
      const postCard: typeof ports.workplace.postCard = (...given) =>
        isShown ? ports.workplace.postCard(...given) : broken();
      return {
        ...ports,
        channel: { ...ports.channel, send: broken },
        workplace: { ...ports.workplace, postCard },
      };
    },
  });
  const queue = createQueue(town);
  const noor = town.resident("noor");
  await noor.raises("De lamp is kapot", { at: "Vlinderpad" }).catch(() => undefined);
  await queue.runs(26 * HOUR, MINUTE);
  isShown = true;
  const id = await noor.raises("De stoep ligt los", { at: "Vlinderpad" });
  await town
    .official("U0ANA")
    .answers(id, { text: "De stoep is recht." })
    .catch(() => undefined);
  await queue.runs(26 * HOUR, MINUTE);
  expect((await town.store.parked(9)).map(({ what }) => what.kind)).toEqual(["card", "resident"]);

  expect([...refused]).toEqual([]);
  expect([...used]).toEqual(
    expect.arrayContaining(["deliver UpdateItem NOTICE#", "deliver PutItem NOTICE#"]),
  );
}, 60_000);

test("whatever becomes of a manifesto, every function may do what it does", async () => {
  used.clear();
  const { town, sam, noor, yusuf, bo, ola, id } = await collecting();
  const topic = await tells(sam, "Een plek om te chillen");
  await looksAt(bo, topic, "publish");
  await yusuf.commands("meedoen");
  await yusuf.presses("Wat is afgerond");
  await yusuf.presses("Bekijk de onderwerpen");
  await noor.commands("wiebeslist");
  await onCard(ola, id, "edit");
  // The clerk sees on her start page what of all processes waits for her.
  await town.official("U0CHRIS").opensHome();
  await town.official("U0CHRIS").command("overzicht");
  await ola.submit({ ...card, answerBy: "2026-11-02" });
  await ola.submit({ ...card, answerBy: "2026-11-02" });
  await tells(noor, "Gratis sporten");
  await town.passes(40 * DAY, 8);
  await sam.commands("mijn");
  await noor.commands("wis");
  await noor.presses("wis alles");

  // The vote, until it is counted.
  const poll = await voting();
  await arranges(poll, "merge").catch(() => undefined);
  await votes(poll.sam, poll.id, "1+");
  await poll.sam.presses("Mijn stemmen");
  await poll.town.passes(16 * DAY, 16);
  await poll.sam.commands("mijn");
  // Nothing comes of it, and in the end nobody is known any more.
  await poll.town.passes(8 * 365 * DAY, 40);

  expect([...refused]).toEqual([]);
  expect([...used]).toEqual(
    expect.arrayContaining([
      "telegram PutItem BALLOTS#",
      "telegram BatchGetItem TALLY#",
      "changes UpdateItem TALLY#",
      "tick Query BALLOTS#",
      "telegram Query PROCESSES",
      "telegram Query LISTED#",
      "telegram PutItem PARTICIPANTS#",
      "telegram DeleteItem PARTICIPANTS#",
      "slack PutItem PROCESS#",
      "deliver BatchGetItem PROCESS#",
      "tick PutItem PROCESS#",
      "broadcast Query PARTICIPANTS#",
    ]),
  );
}, 60_000);

test("whatever becomes of a survey, every function may do what it does", async () => {
  used.clear();
  const scene = await surveys.opened();
  const { town, ola, id } = scene;
  const noor = await surveys.comes(scene, "noor", { asked: true, counted: true });
  await surveys.crowd(scene);
  await surveys.acts(ola, scene, "invite");
  const [invitation] = await town.store.broadcasts(fromEpoch(0));
  await ola.does({
    type: "chose",
    press: { instrument: "core", version: 1, step: "news", option: "send", ref: invitation?.id ?? "" },
  });
  await town.passes(60_000);
  await noor.presses("Begin");
  await noor.presses("Sla over");
  await noor.says("Gezellig");
  await noor.presses("Fijn");
  await noor.voice();
  await surveys.acts(ola, scene, "enterPaper", { q_nice: "5" });
  await surveys.acts(ola, scene, "askStaff", { desks: ["front_desk"] });
  const press = { instrument: "survey", version: 1, step: "staff", option: "asked", ref: id };
  await ola.does({ type: "chose", press });
  await ola.submit({ q_nice: "4" });
  await surveys.answered(scene, 10);
  await surveys.onCard(ola, id, "results");
  await town.passes(15 * DAY, 15);
  await surveys.acts(ola, scene, "publish");
  await noor.presses("Leg mijn antwoord ernaast");
  await surveys.acts(ola, scene, "actOn", { because_nl: "Het geld is op." });
  await town.passes(DAY, 4);
  await noor.commands("wis");
  await noor.presses("Ja, wis alles");

  // One with a quota for a group: everybody who is asked these questions causes a look at how many have answered.
  const some = await surveys.opened({ ...surveys.opening, quotas: "nl=10" });
  await surveys.crowd(some);
  await surveys.acts(some.ola, some, "invite");
  const sam = await surveys.begins(some, "sam");
  await sam.presses("Sla over");
  await some.town.passes(15 * DAY, 15);

  // One that is stopped once people were invited and reminded: both messages are looked at.
  const stopped = await surveys.opened();
  await surveys.crowd(stopped);
  await surveys.acts(stopped.ola, stopped, "invite");
  await stopped.ola.onNews((await stopped.town.store.broadcasts(fromEpoch(0)))[0]?.id ?? "", "send");
  await stopped.town.passes(12 * DAY, 12);
  expect(await stopped.town.store.broadcasts(fromEpoch(0))).toHaveLength(2);
  await surveys.acts(stopped.ola, stopped, "stop", { reason_nl: "Het plan gaat niet door." });

  expect([...refused]).toEqual([]);
  expect([...used]).toEqual(
    expect.arrayContaining([
      "telegram BatchGetItem RESPONSES#",
      "telegram PutItem RESPONSES#",
      "changes UpdateItem RESULTS#",
      "changes BatchGetItem RELEASED#",
      "changes PutItem RELEASED#",
      "slack Query RELEASED#",
      "slack Query RESPONSES#",
      "tick Query RESPONSES#",
      "tick Query RESULTS#",
      "broadcast Query AUDIENCE#",
    ]),
  );
}, 60_000);

test("while the town's keys are renewed, every function may do what it does", async () => {
  used.clear();
  const old = "the first secret of thirty-two characters";
  const { secrecy, becomes } = changingSecrecy(old);
  const town = createTestTown({ secrecy });
  const noor = town.resident("noor");
  await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
  await town.app.setAside("an update", new TypeError("broken"), undefined, noor.chat);
  becomes(`k2.the second secret of thirty-two characters,k1.${old}`);
  town.restart();
  await noor.commands("mijn");
  expect(noor.lastText).toContain("De lamp is kapot");
  expect([...refused]).toEqual([]);
  expect([...used]).toEqual(expect.arrayContaining(["telegram Query DEAD#", "telegram DeleteItem DEAD#"]));
});

test("a right that nobody uses is not given, or is explained", () => {
  const given = functionNames.flatMap((name) =>
    rightsOf(template, name).flatMap(({ action, rows }) =>
      action.startsWith("dynamodb:")
        ? (rows ?? []).map((row) => `${name} ${action.slice("dynamodb:".length)} ${row.replace(/#.*/, "#")}`)
        : [],
    ),
  );
  const unused = given.filter((one) => !ever.has(one));
  expect(unused.toSorted()).toEqual(unusedHere.flatMap((one) => one.rights).toSorted());
});
