/** Slack's Web API over HTTP, the addresses it hands out, and the workspace behind them. */
import type { KnownBlock } from "@slack/types";
import { Hono } from "hono";
import type { SlackMessage, Workspace } from "./api.ts";
import { type Ground, pause } from "./ground.ts";
import { asText, isTrue, readFields } from "./request-body.ts";
import { checkBlocks } from "./slack-blocks.ts";
import { SlackError } from "./slack-error.ts";
import { takeUpload } from "./slack-files.ts";
import { createMembers } from "./slack-members.ts";
import { createSlackMethods } from "./slack-methods.ts";
import { createRequests } from "./slack-requests.ts";
import { BOT_USER, createSlackState, findMessage, putMessage, withBlockIds } from "./slack-state.ts";

type Method = (values: Record<string, unknown>) => Record<string, unknown>;

const RESPONSE_LIFE = 30 * 60_000;
const RESPONSE_USES = 5;

export function createSlack(ground: Ground) {
  let state = createSlackState(ground);
  const requests = createRequests(ground, () => state);
  let methods = createSlackMethods(ground, state) as Record<string, Method>;
  let members = createMembers(ground, state, requests);

  function call(
    name: string,
    values: Record<string, unknown>,
    authorization: string | undefined,
  ): Record<string, unknown> {
    try {
      const token = authorization?.replace(/^Bearer\s+/i, "") ?? asText(values.token);
      if (!token) throw new SlackError("not_authed");
      if (token !== ground.settings.slackToken) throw new SlackError("invalid_auth");
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
      if (!method) throw new SlackError("unknown_method");
      return { ok: true, ...method(values) };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const { messages } = error;
      ground.addStep({
        lane: "slack-out",
        text: `Slack refuses ${name}: ${[error.message, ...messages].join(" ")}`,
        detail: values,
      });
      return {
        ok: false,
        error: error.message,
        ...(messages.length > 0 ? { response_metadata: { messages } } : {}),
      };
    }
  }

  /** What an app writes to a response_url. @throws SlackError */
  function respond(id: string, body: Record<string, unknown>): void {
    const response = state.responses.get(id);
    if (!response) throw new SlackError("invalid_url");
    response.uses += 1;
    if (ground.now() - response.at > RESPONSE_LIFE) throw new SlackError("expired_url");
    if (response.uses > RESPONSE_USES) throw new SlackError("used_url");
    const original = response.ts ? findMessage(state, response.channel, response.ts) : undefined;
    if (isTrue(body.delete_original) && original) {
      state.messages.splice(state.messages.indexOf(original), 1);
      ground.addStep({ lane: "slack-out", text: "A message is taken away" });
      return;
    }
    const text = asText(body.text) ?? "";
    const errors =
      body.blocks === undefined
        ? []
        : checkBlocks(body.blocks, "message", (file) => state.files.get(file)?.complete === true);
    if (errors.length > 0) throw new SlackError("invalid_blocks", errors);
    const blocks = Array.isArray(body.blocks) ? { blocks: withBlockIds(body.blocks as KnownBlock[]) } : {};
    if (text === "" && !("blocks" in blocks)) throw new SlackError("no_text");
    if (isTrue(body.replace_original) && original) {
      delete original.blocks;
      Object.assign(original, { text, ...blocks }, original.visible_to ? {} : { edited: true });
      ground.addStep({
        lane: "slack-out",
        text: "The message with the button changes in place",
        detail: original,
      });
      return;
    }
    const thread = asText(body.thread_ts) ?? response.thread;
    const message = putMessage(ground, state, {
      channel: response.channel,
      user: BOT_USER,
      text,
      ...blocks,
      ...(thread ? { thread_ts: thread } : {}),
      ...(body.response_type === "in_channel" ? {} : { visible_to: response.member }),
    });
    ground.addStep({ lane: "slack-out", text: "An answer to a press", detail: message });
  }

  const app = new Hono();
  app.all("/api/:method", async (context) => {
    const name = context.req.param("method");
    if (ground.strikes("slackBusy")) {
      ground.addStep({ lane: "fault", text: `Slack is too busy for ${name}: wait 1 second` });
      return Response.json(
        { ok: false, error: "ratelimited" },
        { status: 429, headers: { "retry-after": "1" } },
      );
    }
    const { values } = await readFields(context.req.raw);
    const slow = ground.strikes("slackSlow");
    const answer = call(name, values, context.req.header("authorization"));
    if (slow) {
      ground.addStep({ lane: "fault", text: `Slack takes 4 seconds to answer ${name}` });
      await pause(ground.settings.slackSlowMs);
    }
    // Slack says with every answer what the token may do.
    return Response.json(answer, { headers: { "x-oauth-scopes": ground.settings.slackScopes.join(",") } });
  });
  app.on(["POST", "PUT"], "/upload/:id", async (context) => {
    const type = context.req.header("content-type") ?? "";
    const bytes = type.includes("multipart/form-data")
      ? [...(await readFields(context.req.raw)).uploads.values()][0]?.bytes
      : new Uint8Array(await context.req.arrayBuffer());
    const taken = bytes !== undefined && takeUpload(ground, state, context.req.param("id"), bytes);
    return taken ? new Response(`OK - ${bytes.length}`) : new Response("upload failed", { status: 400 });
  });
  app.post("/response/:id", async (context) => {
    const { values } = await readFields(context.req.raw).catch(() => ({ values: {} }));
    try {
      respond(context.req.param("id"), values);
      return new Response("ok");
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const status = error.message.endsWith("_url") ? 404 : 400;
      ground.addStep({
        lane: "slack-out",
        text: `Slack refuses an answer to a press: ${[error.message, ...error.messages].join(" ")}`,
      });
      return Response.json({ ok: false, error: error.message }, { status });
    }
  });

  return {
    app,
    view: (): Workspace => ({
      team: `Gemeente ${ground.settings.municipality}`,
      members: state.members,
      channels: state.channels,
      messages: state.messages,
      modals: Object.fromEntries(
        [...state.modals].map(([member, stack]) => [
          member,
          stack.map(({ id, view, errors }) => ({ id, view, ...(errors ? { errors } : {}) })),
        ]),
      ),
      homes: Object.fromEntries([...state.homes].map(([member, { view }]) => [member, view])),
      commands: ground.settings.commands,
    }),
    messages: (): SlackMessage[] => state.messages,
    reset() {
      state = createSlackState(ground);
      methods = createSlackMethods(ground, state) as Record<string, Method>;
      members = createMembers(ground, state, requests);
    },
    verifyUrl: requests.verifyUrl,
    /** Actions of members; each resolves when the app has answered. */
    presses: (...args: Parameters<typeof members.press>) => members.press(...args),
    commands: (...args: Parameters<typeof members.command>) => members.command(...args),
    submits: (...args: Parameters<typeof members.submit>) => members.submit(...args),
    closes: (...args: Parameters<typeof members.close>) => members.close(...args),
    opensHome: async (...args: Parameters<typeof members.home>) => eventually(members.home(...args).taken),
    writes: async (...args: Parameters<typeof members.message>) => {
      const { message, taken } = members.message(...args);
      await eventually(taken);
      return message;
    },
    /** Events, for which nobody in Slack waits: `taken` of what they return tells how it ended. */
    get acts() {
      return members;
    },
    asksOptions: (...args: Parameters<typeof members.options>) => members.options(...args),
  };
}

async function eventually(taken: Promise<boolean>): Promise<void> {
  if (!(await taken)) throw new Error("The event never reached the app.");
}
