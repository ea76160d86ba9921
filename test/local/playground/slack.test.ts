import { createHmac } from "node:crypto";
import type { KnownBlock, ModalView } from "@slack/types";
import { LogLevel, WebClient } from "@slack/web-api";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commandsOf } from "../../../bot/core/officials/commands.ts";
import { ofOfficials } from "../../../bot/instruments/registry.ts";
import { counter, raiseTown, type Town } from "./town.ts";

let town: Town;
let slack: WebClient;
const client = (token = "xoxb-playground") =>
  new WebClient(token, {
    slackApiUrl: town.slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: {
      debug() {},
      info() {},
      warn() {},
      error() {},
      setLevel() {},
      getLevel: () => LogLevel.ERROR,
      setName() {},
    },
  });

beforeEach(async () => {
  town = await raiseTown();
  slack = client();
});
afterEach(() => town.stop());

interface Refusal {
  data?: { error: string; response_metadata?: { messages?: string[] } };
}
const refused = (work: Promise<unknown>): Promise<Refusal["data"]> =>
  work.then(
    () => undefined,
    (error: Refusal) => error.data,
  );

const words = (text: string) => ({ type: "plain_text" as const, text });
const button = (action_id: string, text = "Kies"): KnownBlock => ({
  type: "actions",
  block_id: "row",
  elements: [{ type: "button", action_id, text: words(text), value: "v" }],
});
const press = { type: "button", action_id: "answer", block_id: "row", value: "v" };
const form = (more: Partial<ModalView> = {}): ModalView => ({
  type: "modal",
  callback_id: "answer",
  private_metadata: "I-1",
  title: words("Antwoord"),
  submit: words("Stuur"),
  blocks: [
    {
      type: "input",
      block_id: "words",
      label: words("Tekst"),
      element: { type: "plain_text_input", action_id: "text" },
    },
  ],
  ...more,
});

/** Ana presses a button, and a form opens. @returns the form's id */
async function openForm(view = form()): Promise<string> {
  const { channel, ts } = await slack.chat.postMessage({
    channel: "#wegen",
    text: "Kaart",
    blocks: [button("answer")],
  });
  await town.playground.slack.presses("U0ANA", String(ts), press, { channel: String(channel) });
  const payload = town.slackHook.payloads.at(-1) as unknown as { trigger_id: string };
  const opened = await slack.views.open({ trigger_id: payload.trigger_id, view });
  return opened.view?.id ?? "";
}
const modals = () => town.playground.world().slack.modals.U0ANA ?? [];

test("messages by name and id, threads, changes and deletion", async () => {
  const first = await slack.chat.postMessage({ channel: "#wegen", text: "Kaart" });
  expect(first.channel).toBe("C0WEGEN");
  const reply = await slack.chat.postMessage({
    channel: "C0WEGEN",
    text: "Erbij",
    thread_ts: String(first.ts),
  });
  expect(Number(reply.ts)).toBeGreaterThan(Number(first.ts));
  await slack.chat.update({ channel: "C0WEGEN", ts: String(first.ts), text: "Anders" });
  expect(town.playground.slack.messages()).toMatchObject([
    { text: "Anders", edited: true },
    { text: "Erbij", thread_ts: first.ts },
  ]);
  await slack.chat.delete({ channel: "C0WEGEN", ts: String(reply.ts) });
  expect(await refused(slack.chat.delete({ channel: "C0WEGEN", ts: String(reply.ts) }))).toMatchObject({
    error: "message_not_found",
  });
  expect(await refused(slack.chat.postMessage({ channel: "#nergens", text: "x" }))).toMatchObject({
    error: "channel_not_found",
  });
  expect(await refused(slack.chat.postMessage({ channel: "#wegen", text: "" }))).toMatchObject({
    error: "no_text",
  });
  expect(await refused(client("xoxb-wrong").auth.test())).toMatchObject({ error: "invalid_auth" });
  expect(await refused(slack.apiCall("pigeons.send"))).toMatchObject({ error: "unknown_method" });
});

test("people, direct messages and messages for one person's eyes", async () => {
  const { user } = await slack.users.info({ user: "U0CHRIS", include_locale: true });
  expect(user?.locale).toBe("en-US");
  const { channel } = await slack.conversations.open({ users: "U0BRAM" });
  await slack.chat.postMessage({ channel: channel?.id ?? "", text: "Dag Bram" });
  await slack.chat.postEphemeral({ channel: "C0WEGEN", user: "U0ANA", text: "Alleen jij" });
  expect(town.playground.slack.messages()).toMatchObject([
    { dm_with: "U0BRAM", text: "Dag Bram" },
    { visible_to: "U0ANA", text: "Alleen jij" },
  ]);
  expect((await slack.conversations.list({ limit: 1 })).response_metadata?.next_cursor).toBe("1");
});

const section = (text: string, block_id?: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text },
  ...(block_id ? { block_id } : {}),
});
const options = (count: number, text = "x") =>
  Array.from({ length: count }, (_, index) => ({ text: words(text), value: String(index) }));

test.each<[string, KnownBlock[], string]>([
  [
    "a long section",
    [section("x".repeat(3001))],
    "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "a long header",
    [{ type: "header", text: words("x".repeat(151)) }],
    "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "a long button",
    [button("a", "x".repeat(76))],
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
  ],
  [
    "too many blocks",
    Array.from({ length: 51 }, () => section("x")),
    "no more than 50 items allowed [json-pointer:/blocks]",
  ],
  ["the same block_id twice", [section("x", "a"), section("y", "a")], "block_id already exists"],
  ["a section without text", [{ type: "section" }], "missing required field: text [json-pointer:/blocks/0]"],
  [
    "a picture of a file unknown",
    [{ type: "image", alt_text: "x", slack_file: { id: "F1" } }],
    "invalid slack file [json-pointer:/blocks/0/slack_file]",
  ],
  [
    "too many options",
    [{ type: "actions", elements: [{ type: "static_select", action_id: "a", options: options(101) }] }],
    "no more than 100 items",
  ],
  [
    "a long option",
    [
      {
        type: "actions",
        elements: [{ type: "static_select", action_id: "a", options: options(1, "x".repeat(76)) }],
      },
    ],
    "must be less than 76 characters",
  ],
])("%s is refused", async (_name, blocks, error) => {
  const answer = await refused(slack.chat.postMessage({ channel: "#wegen", text: "x", blocks }));
  expect(answer?.error).toBe("invalid_blocks");
  expect(answer?.response_metadata?.messages?.join("\n")).toContain(`[ERROR] ${error}`);
});

test("a press is signed and carries everything Bolt reads", async () => {
  const id = await openForm();
  const [received] = town.slackHook.received;
  const stamp = received?.headers["x-slack-request-timestamp"];
  const hash = createHmac("sha256", "playground-signing-secret")
    .update(`v0:${stamp}:${received?.body}`)
    .digest("hex");
  expect(received?.headers["x-slack-signature"]).toBe(`v0=${hash}`);
  expect(received?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  expect(town.slackHook.payloads[0]).toMatchObject({
    type: "block_actions",
    user: { id: "U0ANA", team_id: "T0PLAYGROUND" },
    channel: { id: "C0WEGEN", name: "wegen" },
    message: { text: "Kaart" },
    container: { type: "message", channel_id: "C0WEGEN" },
    actions: [{ action_id: "answer", block_id: "row", value: "v" }],
    response_url: expect.stringContaining("/slack/response/"),
  });
  expect(modals()).toMatchObject([{ id, view: { callback_id: "answer" } }]);
});

test("a trigger opens one form, within three seconds", async () => {
  await openForm();
  const { trigger_id } = town.slackHook.payloads[0] as unknown as { trigger_id: string };
  expect(await refused(slack.views.open({ trigger_id, view: form() }))).toMatchObject({
    error: "exchanged_trigger_id",
  });
  const ts = town.playground.slack.messages()[0]?.ts ?? "";
  await town.playground.slack.presses("U0ANA", ts, press);
  const late = town.slackHook.payloads.at(-1) as unknown as { trigger_id: string };
  town.playground.jump(3001);
  expect(await refused(slack.views.open({ trigger_id: late.trigger_id, view: form() }))).toMatchObject({
    error: "expired_trigger_id",
  });
  const wrong = await refused(
    slack.views.open({
      trigger_id: "x",
      view: form({ title: words("x".repeat(25)), private_metadata: "x".repeat(3001) }),
    }),
  );
  expect(wrong?.error).toBe("invalid_arguments");
  expect(wrong?.response_metadata?.messages).toEqual([
    "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
    "[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]",
  ]);
});

test("a form can be sent back, changed, stacked and closed by the app's answer", async () => {
  const id = await openForm();
  const { slack: members } = town.playground;
  const values = { words: { text: { type: "plain_text_input", value: "Vrijdag" } } };
  const reply = (body: unknown) => {
    town.slackHook.reaction = () => ({
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  };
  await expect(members.submits("U0ANA", id, {})).rejects.toThrow("still need attention");
  expect(modals()[0]?.errors).toEqual({ words: "Please complete this required field." });
  reply({ response_action: "errors", errors: { words: "Te kort." } });
  await members.submits("U0ANA", id, values);
  expect(modals()[0]?.errors).toEqual({ words: "Te kort." });
  expect(town.slackHook.payloads.at(-1)).toMatchObject({
    type: "view_submission",
    view: { id, private_metadata: "I-1", state: { values } },
  });
  reply({ response_action: "push", view: form({ title: words("Zeker?"), notify_on_close: true }) });
  await members.submits("U0ANA", id, values);
  expect(modals().map(({ view }) => view.title.text)).toEqual(["Antwoord", "Zeker?"]);
  town.slackHook.reaction = () => ({});
  await members.closes("U0ANA", modals()[1]?.id ?? "");
  expect(town.slackHook.payloads.at(-1)).toMatchObject({ type: "view_closed" });
  reply({ response_action: "update", view: form({ title: words("Klaar") }) });
  await members.submits("U0ANA", id, values);
  expect(modals()[0]?.view.title.text).toBe("Klaar");
  town.slackHook.reaction = () => ({});
  await members.submits("U0ANA", id, values);
  expect(modals()).toEqual([]);
});

test("views change by id, push to three, and a home is published and pressed", async () => {
  const id = await openForm();
  await slack.views.update({ view_id: id, view: form({ title: words("Anders") }) });
  expect(modals()[0]?.view.title.text).toBe("Anders");
  await slack.views.publish({ user_id: "U0BRAM", view: { type: "home", blocks: [button("answer")] } });
  await town.playground.slack.presses("U0BRAM", "home", press);
  expect(town.slackHook.payloads.at(-1)).toMatchObject({
    container: { type: "view" },
    view: { type: "home" },
    user: { id: "U0BRAM" },
  });
  await town.playground.slack.opensHome("U0BRAM");
  expect(JSON.parse(town.slackHook.received.at(-1)?.body ?? "")).toMatchObject({
    type: "event_callback",
    event: { type: "app_home_opened", tab: "home", user: "U0BRAM" },
  });
});

test("a slash command is answered for one person's eyes, and says when it failed", async () => {
  town.slackHook.reaction = () => ({
    body: JSON.stringify({ text: "Dag Ana" }),
    headers: { "content-type": "application/json" },
  });
  await town.playground.slack.commands("U0ANA", "C0WEGEN", "/samenspel", "help");
  expect(Object.fromEntries(new URLSearchParams(town.slackHook.received[0]?.body))).toMatchObject({
    command: "/samenspel",
    text: "help",
    user_id: "U0ANA",
    channel_id: "C0WEGEN",
    trigger_id: expect.any(String),
  });
  expect(town.playground.slack.messages()).toMatchObject([{ text: "Dag Ana", visible_to: "U0ANA" }]);
  town.slackHook.reaction = () => ({ status: 500 });
  await expect(town.playground.slack.commands("U0ANA", "C0WEGEN", "/samenspel", "")).rejects.toThrow(
    "dispatch_failed",
  );
});

test("the played Slack knows each command of the registry, and no other", async () => {
  const known = commandsOf(ofOfficials).map(({ command }) => `/${command}`);
  expect(town.playground.world().slack.commands.map(({ command }) => command)).toEqual([
    "/samenspel",
    ...known,
  ]);
  await expect(town.playground.slack.commands("U0ANA", "C0WEGEN", "/verzonnen", "")).rejects.toThrow(
    "/verzonnen is not a valid command.",
  );
});

test("no answer within the time is a timeout that the member sees", async () => {
  await town.stop();
  town = await raiseTown({ slackTimeoutMs: 30 });
  slack = client();
  town.slackHook.reaction = () => new Promise((resolve) => setTimeout(() => resolve({}), 90));
  await expect(town.playground.slack.commands("U0ANA", "C0WEGEN", "/samenspel", "")).rejects.toThrow(
    "operation_timeout",
  );
  expect(town.playground.world().trace.at(-1)?.text).toMatch("operation timed out");
});

test("an event that is not taken is repeated three times with its number", async () => {
  const tries = counter();
  town.slackHook.reaction = () => ({ status: tries() < 3 ? 500 : 200 });
  const { ts } = await slack.chat.postMessage({ channel: "#wegen", text: "Kaart" });
  await town.playground.slack.writes("U0BRAM", "C0WEGEN", "Ik kijk <even>", String(ts));
  expect(town.slackHook.received.map(({ headers }) => headers["x-slack-retry-num"])).toEqual([
    undefined,
    "1",
    "2",
  ]);
  expect(town.slackHook.updates[0]).toMatchObject({
    event: { type: "message", text: "Ik kijk &lt;even&gt;", thread_ts: ts, channel_type: "channel" },
  });
  expect(new Set(town.slackHook.updates.map((update) => update.event_id)).size).toBe(1);
});

test("a response_url answers five times, and can replace the message", async () => {
  await openForm();
  const { response_url } = town.slackHook.payloads[0] as unknown as { response_url: string };
  const respond = (body: unknown) =>
    fetch(response_url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  expect((await respond({ text: "Gezien" })).status).toBe(200);
  expect(town.playground.slack.messages().at(-1)).toMatchObject({ text: "Gezien", visible_to: "U0ANA" });
  await respond({ text: "Vervangen", replace_original: true });
  expect(town.playground.slack.messages()[0]).toMatchObject({ text: "Vervangen", edited: true });
  for (let time = 3; time <= 5; time += 1) await respond({ text: "x" });
  expect((await respond({ text: "x" })).status).toBe(404);
});

test("a file is uploaded into a thread, shown in a card and taken away", async () => {
  const { ts } = await slack.chat.postMessage({ channel: "#wegen", text: "Kaart" });
  await slack.filesUploadV2({
    channel_id: "C0WEGEN",
    thread_ts: String(ts),
    file: Buffer.from("bytes"),
    filename: "kuil.jpg",
    alt_text: "Een kuil",
  });
  const file = town.playground.slack.messages().at(-1)?.files?.[0];
  expect(file).toMatchObject({ mimetype: "image/jpeg", alt: "Een kuil" });
  expect(await (await fetch(`${town.url}${file?.url}`)).text()).toBe("bytes");
  const card: KnownBlock[] = [{ type: "image", alt_text: "Een kuil", slack_file: { id: file?.id ?? "" } }];
  await slack.chat.update({ channel: "C0WEGEN", ts: String(ts), text: "Kaart", blocks: card });
  await slack.files.delete({ file: file?.id ?? "" });
  expect(town.playground.slack.messages()).toHaveLength(1);
  const { upload_url, file_id } = await slack.files.getUploadURLExternal({ filename: "x.ogg", length: 3 });
  expect((await fetch(String(upload_url), { method: "POST", body: Buffer.from("four") })).status).toBe(400);
  expect((await fetch(String(upload_url), { method: "POST", body: Buffer.from("ogg") })).status).toBe(200);
  await slack.files.completeUploadExternal({ files: [{ id: String(file_id), title: "x" }] });
});

test("an external menu gets its options", async () => {
  const id = await openForm();
  const list = [{ text: words("Dorpsstraat"), value: "1" }];
  town.slackHook.reaction = () => ({ body: JSON.stringify({ options: list }) });
  expect(await town.playground.slack.asksOptions("U0ANA", id, "words", "street", "dor")).toEqual(list);
  expect(town.slackHook.payloads.at(-1)).toMatchObject({
    type: "block_suggestion",
    value: "dor",
    action_id: "street",
  });
});

test("faults: too busy, and slow", async () => {
  await town.stop();
  town = await raiseTown({ slackSlowMs: 60 });
  slack = client();
  town.playground.setFaults({ slackBusy: 1, slackSlow: 0 });
  await expect(slack.chat.postMessage({ channel: "#wegen", text: "x" })).rejects.toMatchObject({
    retryAfter: 1,
  });
  town.playground.setFaults({ slackSlow: 1 });
  const started = Date.now();
  await slack.chat.postMessage({ channel: "#wegen", text: "x" });
  expect(Date.now() - started).toBeGreaterThanOrEqual(55);
  expect(town.playground.slack.messages()).toHaveLength(1);
});

test("Slack's address check is passed by echoing the challenge", async () => {
  town.slackHook.reaction = ({ body }) => ({ body: JSON.parse(body).challenge });
  expect(await town.playground.slack.verifyUrl()).toBe(true);
});
