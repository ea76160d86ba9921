import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { Unavailable, Wait } from "../../bot/ports/errors.ts";
import { largestBody, type Response } from "../../bot/runtime/http-request.ts";
import { letIn, REFUSED } from "../../infra/door-lines.ts";
import { ANA, deploy, fromSlack, gatewayEvent, SIGNING_SECRET } from "./deployed.ts";

const town = await deploy();
afterAll(() => town.stop());

const real = { ...town.store };
beforeEach(() => {
  Object.assign(town.store, real);
  town.lines.length = 0;
});

const table = () => JSON.stringify(town.store.images());
const dead = () => town.store.images().filter((image) => image.pk?.S?.startsWith("DEAD"));
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const interaction = (payload: unknown) => form({ payload: JSON.stringify(payload) });
let trigger = 0;
const command = (text: string) =>
  form({
    command: "/samenspel",
    text,
    user_id: ANA,
    channel_id: "C0DESK1",
    channel_name: "openbare-ruimte",
    trigger_id: `${++trigger}.1.a`,
  });
const NAME = "Оля & <Straat> 🌳 شارع";
const bindsDesk = (id: string) =>
  interaction({
    type: "view_submission",
    user: { id: ANA },
    view: {
      id,
      hash: "h1",
      type: "modal",
      private_metadata: JSON.stringify({ instrument: "core", form: "desk", ref: "C0DESK1#openbare-ruimte" }),
      state: {
        values: {
          name: { name: { type: "plain_text_input", value: NAME } },
          default: { default: { type: "static_select", selected_option: { value: "no" } } },
        },
      },
    },
  });

describe("who may knock", () => {
  const now = () => Math.floor(Date.now() / 1000);
  test.each([
    ["another secret", () => fromSlack(command("help"), { secret: "another" })],
    ["an old timestamp", () => fromSlack(command("help"), { at: now() - 301 })],
    ["a timestamp of tomorrow", () => fromSlack(command("help"), { at: now() + 86_400 })],
    [
      "no signature",
      () => gatewayEvent("/slack", command("help"), { "content-type": "application/x-www-form-urlencoded" }),
    ],
    [
      "a body that was changed",
      () => ({ ...fromSlack(command("help"), { base64: false }), body: command("desk") }),
    ],
    [
      "a timestamp that is no number",
      () => {
        const event = fromSlack(command("help"));
        return { ...event, headers: { ...event.headers, "x-slack-request-timestamp": "now" } };
      },
    ],
  ])("with %s: 401, and not a trace", async (_, event) => {
    const before = table();
    expect((await town.slack(event())).statusCode).toBe(401);
    expect(table()).toBe(before);
  });

  test.each([true, false])(
    "with more than Slack can send, in base64 %s: 413, and one line about it",
    async (base64) => {
      const body = "x".repeat(largestBody.slack + 3);
      expect((await town.slack(fromSlack(body, { base64 }))).statusCode).toBe(413);
      expect(town.lines.map((line) => JSON.parse(line).event)).toEqual(["too_large"]);
    },
  );

  test("the largest view that Slack can send is let in", async () => {
    const view = { id: "V1", hash: "h1", type: "modal", callback_id: "x", blocks: "{".repeat(250_000) };
    const body = interaction({ type: "view_closed", user: { id: ANA }, view });
    expect(body.length).toBeGreaterThan(750_000);
    expect((await town.slack(fromSlack(body))).statusCode).not.toBe(413);
  });

  test("the log tells a wrong secret from a stranger who tries the address", async () => {
    await town.slack(fromSlack(command("help"), { secret: "another" }));
    await town.slack(fromSlack(command("help"), { at: now() + 90 }));
    await town.slack(gatewayEvent("/slack", "x", {}));
    expect(town.lines.map((line) => JSON.parse(line))).toEqual([
      { level: "info", event: "refused", why: "wrong" },
      { level: "info", event: "refused", why: "stale" },
      { level: "info", event: "stranger", why: "unsigned" },
    ]);
  });

  test.each([
    ["JSON that cannot be read", fromSlack("{not json", { type: "application/json" })],
    ["a payload that cannot be read", fromSlack(form({ payload: "{not json" }))],
    ["a payload without a type", fromSlack(interaction({ user: { id: ANA } }))],
    ["a form without anything", fromSlack("")],
    ["another kind of body", fromSlack("hoi", { type: "text/plain" })],
  ])("with %s: 400", async (_, event) => {
    expect((await town.slack(event)).statusCode).toBe(400);
    expect(dead()).toEqual([]);
  });

  test("Slack checks the address", async () => {
    const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw", token: "x" });
    for (const base64 of [true, false]) {
      const answer = await town.slack(fromSlack(body, { type: "application/json; charset=utf-8", base64 }));
      expect(answer.statusCode).toBe(200);
      expect(JSON.parse(answer.body ?? "")).toEqual({ challenge: "3eZbrw" });
    }
  });
});

test.each([true, false])("what is typed in a form arrives as it was typed, in base64: %s", async (base64) => {
  const answer = await town.slack(fromSlack(bindsDesk(`V${base64}`), { base64 }));
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body ?? "")).toEqual({ response_action: "clear" });
  const office = await real.office();
  expect(office?.desks.some((desk) => Object.values(desk.name).includes(NAME))).toBe(true);
});

test("a command is answered in private", async () => {
  const answer = await town.slack(fromSlack(command("help")));
  expect(JSON.parse(answer.body ?? "")).toMatchObject({
    response_type: "ephemeral",
    text: expect.any(String),
  });
});

test("messages of officials among themselves are not read any further", async () => {
  const before = table();
  const body = JSON.stringify({
    type: "event_callback",
    event_id: "Ev1",
    event: { type: "message", user: ANA, text: "intern overleg", channel: "C0DESK1", ts: "1.1" },
  });
  expect((await town.slack(fromSlack(body, { type: "application/json" }))).statusCode).toBe(200);
  expect(table()).toBe(before);
  expect(town.lines.join("\n")).not.toContain("overleg");
});

describe("what goes wrong", () => {
  test("the table cannot be reached: 503, so that the form stays open", async () => {
    const before = table();
    Object.assign(town.store, { commit: () => Promise.reject(new Unavailable("stumbled")) });
    expect((await town.slack(fromSlack(bindsDesk("V503")))).statusCode).toBe(503);
    expect(table()).toBe(before);
  });

  test("a mistake of ours: 500, what was typed is kept sealed, and the log has not a word of it", async () => {
    const before = dead().length;
    Object.assign(town.store, { together: () => Promise.reject(new Error(`cannot read ${NAME}`)) });
    expect((await town.slack(fromSlack(bindsDesk("V500")))).statusCode).toBe(500);
    expect(dead()).toHaveLength(before + 1);
    expect(JSON.stringify(dead())).not.toContain("Оля");
    expect(town.lines.some((line) => line.includes('"alarm":true'))).toBe(true);
    for (const word of ["Оля", "شارع", SIGNING_SECRET, "xoxb-", ANA])
      expect(town.lines.join("\n")).not.toContain(word);
  });

  test("not even that can be kept: 503, and an alarm", async () => {
    Object.assign(town.store, {
      together: () => Promise.reject(new Error("mistake")),
      commit: () => Promise.reject(new Unavailable("stumbled")),
    });
    expect((await town.slack(fromSlack(bindsDesk("V2")))).statusCode).toBe(503);
    expect(town.lines.some((line) => line.includes("not_set_aside") && line.includes('"alarm":true'))).toBe(
      true,
    );
  });

  test("Slack is too busy for what is said back: it hears so, and nobody is called", async () => {
    const answers: Response[] = [];
    for (const fault of [new Wait(30, { refused: true }), new Unavailable("stumbled")]) {
      Object.assign(town.store, { together: () => Promise.reject(fault) });
      answers.push(await town.slack(fromSlack(bindsDesk(`V429 ${fault.name}`))));
    }
    expect(answers).toMatchObject([
      { statusCode: 429, headers: { "retry-after": "30" } },
      { statusCode: 503 },
    ]);
    const tries = town.lines.map((line) => JSON.parse(line)).filter(({ event }) => event === "try_again");
    expect(tries).toMatchObject([
      { level: "info", seconds: 30 },
      { level: "error", error: "Unavailable" },
    ]);
  });

  test("the moment to open a form has passed: Slack hears it, and nothing is set aside", async () => {
    const before = dead().length;
    const answer = await town.slack(fromSlack(command("roles")));
    expect(answer.statusCode).toBe(500);
    expect(dead()).toHaveLength(before);
    expect(town.lines.join("\n")).toContain("too_late");
  });
});

test("a caller who is let in leaves a line that the alarm for refusals knows", async () => {
  town.lines.length = 0;
  await town.slack(fromSlack(command("help")));
  const known: readonly string[] = [...letIn.slack, REFUSED];
  const events = town.lines.map((line) => JSON.parse(line).event);
  expect(events).toContain(letIn.slack[0]);
  expect(events.filter((event) => known.includes(event))).not.toContain(REFUSED);
});
