/** Slack's Web API over HTTP, and the addresses that it hands out. */
import { Hono } from "hono";
import { type Ground, pause } from "./ground.ts";
import { readFields } from "./request-body.ts";
import { SlackError } from "./slack-error.ts";
import { takeUpload } from "./slack-files.ts";
import { respond } from "./slack-responses.ts";
import type { SlackState } from "./slack-state.ts";

type Values = Record<string, unknown>;

/**
 * @param call performs a method, and returns Slack's response
 * @param getState the current workspace: a reset recreates it
 */
export function createSlackRoutes(
  ground: Ground,
  getState: () => SlackState,
  call: (name: string, values: Values, authorization: string | undefined) => Values,
) {
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
    // Slack states the token's scopes with every response.
    return Response.json(answer, { headers: { "x-oauth-scopes": ground.settings.slackScopes.join(",") } });
  });
  app.on(["POST", "PUT"], "/upload/:id", async (context) => {
    const type = context.req.header("content-type") ?? "";
    const bytes = type.includes("multipart/form-data")
      ? [...(await readFields(context.req.raw)).uploads.values()][0]?.bytes
      : new Uint8Array(await context.req.arrayBuffer());
    const taken = bytes !== undefined && takeUpload(ground, getState(), context.req.param("id"), bytes);
    return taken ? new Response(`OK - ${bytes.length}`) : new Response("upload failed", { status: 400 });
  });
  app.post("/response/:id", async (context) => {
    const { values } = await readFields(context.req.raw).catch(() => ({ values: {} }));
    try {
      respond(ground, getState(), context.req.param("id"), values);
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
  return app;
}
