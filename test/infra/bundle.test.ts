import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { after } from "../../bot/core/calendar/time.ts";
import { voterToken } from "../../bot/core/model/ids.ts";
import { createSvgToPng } from "../../bot/documents/svg-to-png.ts";
import { readManifesto } from "../../bot/instruments/manifesto/state.ts";
import { noticeOf } from "../../bot/outbox/notice.ts";
import { secretsOf } from "../../bot/runtime/secret-names.ts";
import { functionNames } from "../../infra/functions.ts";
import { PLAYGROUND_TOKEN } from "../../local/settings.ts";
import { voteProcess } from "../instruments/manifesto/people.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { readPdf } from "../support/pdf.ts";
import { DOT } from "../support/played-telegram.ts";
import { playing } from "../support/playing.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { raisesAndHears, tenComeIn, wholeManifesto } from "./bundled-stories.ts";
import { type BundledTown, openBundledTown } from "./bundled-town.ts";
import {
  type Deployable,
  environmentOf,
  type Places,
  startFunction,
  startSecrets,
  synthesise,
  withCompiledCode,
} from "./deployment.ts";
import { type Act, fits, isAllowed, like, statementsOf } from "./policies.ts";
import { unusedBeside } from "./rights-unused.ts";
import { synthesise as synthesiseTemplate } from "./template.ts";

/**
 * What deploys is what was tested: the very bundles that `cdk synth` makes, each in a process of its own with
 * nothing but the environment that the template gives it, fed with the events that AWS would give them.
 */

const NOOR = 700_001;
const ANA = "U0ANA";
const template = synthesiseTemplate();
const dynamo = await dynamoForTests();
let made: ReturnType<typeof synthesise>;
beforeAll(() => {
  made = synthesise();
}, 120_000);
afterAll(async () => {
  made?.dispose();
  await dynamo?.stop();
});

function deployable(name: string): Deployable {
  const found = made.functions.get(name);
  if (!found)
    throw new Error(`there is no function ${name}; there are ${[...made.functions.keys()].join(", ")}`);
  return found;
}

const response = z.object({
  statusCode: z.number(),
  body: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

/** The address for a function that only opens its webhook. */
const nowhere: Places = {
  TABLE_NAME: "town",
  NOTICES_QUEUE_URL: "http://localhost/notices",
  BROADCAST_QUEUE_URL: "http://localhost/broadcast",
  MEDIA_BUCKET: "media",
};

test("a chart can be painted for residents with what lies beside the bundle that delivers", async () => {
  const pngOf = createSvgToPng(join(deployable("Deliver").folder, "paper"));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">a</text></svg>';
  expect((await pngOf(svg, 9)).length).toBeGreaterThan(0);
});

/** A function begins to connect when it starts: not to the real ones. */
const nobodyThere = {
  AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:9",
  TELEGRAM_API_ROOT: "http://127.0.0.1:9",
};

/** Everything requested in all of these tests together. */
const ever: { readonly by: string; readonly act: Act }[] = [];

/** Every call that a function made is allowed by its role in the template. */
function nobodyOverstepped({ asked }: BundledTown): void {
  ever.push(...asked);
  expect(asked.length).toBeGreaterThan(10);
  const refused = asked.filter(({ by, act }) => !isAllowed(statementsOf(template, by), act));
  expect(refused).toEqual([]);
}

describe.skipIf(dynamo === undefined)("the bundles that are deployed", () => {
  test("play the whole loop: a resident raises, an official answers, the resident hears it", async () => {
    if (dynamo === undefined) return;
    const town = await openBundledTown(made.functions, dynamo);
    try {
      const { says, presses, card, fills, heard } = playing(town.playground, NOOR, ANA);
      await says("/start");
      for (const part of ["language|nl", "privacy|join", "area|harbour", "allow|done"]) await presses(part);
      await says("Вибоїна біля школи 🕳️");
      await says("Kadeplein");
      await town.playground.telegram.sendsPhotos(NOOR, [`data:image/jpeg;base64,${DOT.toString("base64")}`]);
      await presses("photos|done");
      await presses("category|street");
      await presses("preview|send");
      await expect.poll(card, { timeout: 15_000 }).toBeDefined();
      const posted = card();
      if (!posted) throw new Error("no card");
      expect(JSON.stringify(posted.blocks)).toContain("Вибоїна біля школи 🕳️");
      await fills(posted, "answer", { outcome: "done", reason: "De kuil is gedicht." });
      await expect.poll(() => heard().at(-1)?.text, { timeout: 15_000 }).toContain("De kuil is gedicht.");
      await presses("helps");
      // A vote: what one function counts from the stream, another one shows.
      const now = town.now();
      const process = voteProcess("P1234567", now);
      await town.writes({ ...process, state: { ...readManifesto(process), papers: 1 } });
      // Nine others have voted; of fewer than ten nobody sees how many they are.
      for (let n = 1; n < 10; n++)
        await town.writes({
          row: "ballot",
          process: process.id,
          voter: voterToken(String(n).repeat(32)),
          version: 1,
          choices: [1],
          ranked: false,
        });
      await says("/meedoen");
      for (const part of ["|ballot|0", "|16_17", "|1+"]) await presses(part);
      const turnout = async () => {
        await presses("|ballot|0");
        await presses("|mine|");
        return heard()
          .map(({ text }) => text)
          .join();
      };
      await expect
        .poll(turnout, { timeout: 15_000, interval: 300 })
        .toContain("Er stemden al minstens 10 jongeren.");
      // A document: the PDF is set by what lies beside the bundle.
      for (const [index, kind] of (["card", "document"] as const).entries())
        await town.writes(
          noticeOf({ kind, contribution: "P1234567" }, { now, seed: "s", town: town.municipality }, index),
        );
      const pdf = () => [...town.playground.ground.files.values()].find((one) => one.name.endsWith(".pdf"));
      await expect.poll(pdf, { timeout: 15_000 }).toBeDefined();
      expect(await readPdf(pdf()?.bytes ?? new Uint8Array())).toMatchObject({ marked: true, pages: 1 });
      // The clock hands over a message that waited, and news that nobody went on with.
      const wakeAt = after(now, -60_000);
      const what = { kind: "card" as const, contribution: "P1234567" };
      // Its moment comes after the stream has passed it by: what is due already, the stream hands over itself.
      const soon = after(town.now(), 1500);
      await town.writes({ ...noticeOf(what, { now, seed: "w", town: town.municipality }, 9), wakeAt: soon });
      await new Promise((resolve) => setTimeout(resolve, 1600));
      await town.writes({ ...rowOfEachKind.broadcast, wakeAt });
      expect(await town.invoke("Tick", {})).toEqual({ handled: 1 });
      // News that nobody knows any more: it is looked up, and there is nothing to do.
      const record = {
        messageId: "1",
        receiptHandle: "1",
        body: '{"broadcast":"B1","part":"plan"}',
        attributes: {},
      };
      expect(await town.invoke("Broadcast", { Records: [record] })).toEqual({ batchItemFailures: [] });
      // What there is no time for, or what nobody can read, goes back to its queue.
      const late = { ...record, body: '{"group":"resident:r1","id":"n1"}' };
      const givenBack = { batchItemFailures: [{ itemIdentifier: "1" }] };
      expect(await town.functions.get("Deliver")?.invoke({ Records: [late] }, 1000)).toEqual(givenBack);
      // From the second time on a try is counted in the table first; this one was delivered long ago.
      const again = { ...late, attributes: { ApproximateReceiveCount: "2" } };
      expect(await town.invoke("Deliver", { Records: [again] })).toEqual({ batchItemFailures: [] });
      const unreadable = { ...record, body: "{}" };
      expect(await town.invoke("Broadcast", { Records: [unreadable] })).toEqual(givenBack);
      // She has everything erased, and her photo goes too.
      await says("/wis");
      await presses("Ja, wis alles");
      const deleted = () => town.asked.some(({ act }) => act.action === "s3:DeleteObject");
      await expect.poll(deleted, { timeout: 15_000 }).toBe(true);
      // Each process read its own secrets once, however often it was called.
      expect(town.secrets.asked.toSorted()).toEqual(Object.values(secretsOf).flat().toSorted());
      for (const { lines } of town.functions.values())
        for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
      nobodyOverstepped(town);
    } finally {
      await town.stop();
    }
  }, 90_000);

  test.each(["as it was made", "damaged"])(
    "play it with compiled code beside them, %s",
    async (how) => {
      if (dynamo === undefined) return;
      const own = withCompiledCode(made.functions, how === "damaged");
      const town = await openBundledTown(own.functions, dynamo);
      try {
        await raisesAndHears(town, NOOR);
      } finally {
        await town.stop();
        own.dispose();
      }
    },
    90_000,
  );

  test("let ten of a group into a survey that has enough with ten, and tell the eleventh", async () => {
    if (dynamo === undefined) return;
    const town = await openBundledTown(made.functions, dynamo);
    try {
      await tenComeIn(
        town,
        Array.from({ length: 11 }, (_, at) => NOOR + at),
      );
      nobodyOverstepped(town);
    } finally {
      await town.stop();
    }
  }, 240_000);

  test("play a whole manifesto: topics, a vote of which both counts agree, the council's answer, and the end", async () => {
    if (dynamo === undefined) return;
    const town = await openBundledTown(made.functions, dynamo);
    try {
      await wholeManifesto(town, [NOOR, NOOR + 1, NOOR + 2]);
      nobodyOverstepped(town);
    } finally {
      await town.stop();
    }
  }, 300_000);

  test("use every right that they have beside rows, or somebody wrote down why they have it", () => {
    if (dynamo === undefined) return;
    const given = [...functionNames, "everyMinute"].flatMap((name) =>
      statementsOf(template, name)
        // Rights to rows are compared where more happens (rights-in-use.test.ts).
        .filter(({ resources }) => !resources.every((one) => /^(Table|Lanes)($|\/index)/.test(one)))
        .flatMap(({ actions, resources, ...rest }) =>
          actions.flatMap((action) =>
            resources.map((resource) => ({
              name: `${name} ${action} ${resource}`,
              isUsed: ever.some(
                ({ by, act }) =>
                  by.toLowerCase() === name.toLowerCase() &&
                  fits({ ...rest, actions: [action], resources: [resource] }, act),
              ),
            })),
          ),
        ),
    );
    const explained = (right: string) =>
      unusedBeside.flatMap(({ rights }) => rights).filter((one) => like(one, right));
    expect(
      given.filter(({ name, isUsed }) => isUsed === explained(name).length > 0).map(({ name }) => name),
    ).toEqual([]);
    const unknown = unusedBeside
      .flatMap(({ rights }) => rights)
      .filter((one) => !given.some(({ name }) => like(one, name)));
    expect(unknown).toEqual([]);
  });

  test("let Telegram in with a new webhook secret, a minute after it was changed, without being deployed again", async () => {
    if (dynamo === undefined) return;
    let secret = "the-old-one";
    const secrets = await startSecrets(() => ({
      TELEGRAM_BOT_TOKEN: PLAYGROUND_TOKEN,
      TELEGRAM_WEBHOOK_SECRET: secret,
      SAMENSPEL_SECRET: "x".repeat(64),
      BALLOT_SECRET: "y".repeat(64),
    }));
    const env = environmentOf(deployable("Telegram"), nowhere, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      ...nobodyThere,
    });
    const telegram = startFunction(deployable("Telegram"), env);
    const knocks = async (word: string) => {
      const headers = { "x-telegram-bot-api-secret-token": word };
      // Nothing to do in it: only whether the door opens.
      const event = { headers, body: '{"update_id":1}' };
      return response.parse(await telegram.invoke(event)).statusCode;
    };
    expect(await knocks("the-old-one")).toBe(200);
    secret = "the-new-one";
    expect(await knocks("the-new-one")).toBe(401);
    expect(secrets.asked.toSorted()).toEqual(["secret", "telegram", "telegramDoor"]);
    await telegram.invoke({ later: 61_000 });
    expect(await knocks("the-new-one")).toBe(200);
    expect(await knocks("the-old-one")).toBe(401);
    expect(secrets.asked).toHaveLength(6);
    telegram.stop();
    secrets.stop();
  });

  test("say in one line what is missing when the secret was not filled in", async () => {
    if (dynamo === undefined) return;
    const secrets = await startSecrets(() => ({
      TELEGRAM_BOT_TOKEN: "",
      SAMENSPEL_SECRET: "x".repeat(64),
      BALLOT_SECRET: "y".repeat(64),
    }));
    const env = environmentOf(deployable("Telegram"), nowhere, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      ...nobodyThere,
    });
    const telegram = startFunction(deployable("Telegram"), env);
    const refused = await telegram
      .invoke({ headers: {}, body: "{}" })
      .catch((error: unknown) => String(error));
    telegram.stop();
    secrets.stop();
    expect(refused).toContain("TELEGRAM_BOT_TOKEN: missing; copy the token that @BotFather gave");
    expect(refused).toContain("TELEGRAM_WEBHOOK_SECRET: missing");
  });
});
