/** The addresses of Telegram's Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Ground } from "./ground.ts";
import { type Fields, readFields } from "./request-body.ts";
import { badRequest, TelegramError } from "./telegram-error.ts";
import { fileAtPath } from "./telegram-files.ts";

const DIES_AT = /^(sendMessage|editMessageText)$/;

/** @param call performs a method, or throws a TelegramError */
export function createTelegramRoutes(
  ground: Ground,
  call: (name: string, fields: Fields) => Promise<unknown>,
) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.all("/:bot{bot[^/]+}/:method", async (context) => {
    if (context.req.param("bot") !== `bot${ground.settings.telegramToken}`)
      return refusal(new TelegramError(401, "Unauthorized"));
    const name = context.req.param("method");
    if (DIES_AT.test(name) && ground.strikes("dieAfterCommit")) {
      ground.tally.kills += 1;
      ground.addStep({ lane: "fault", text: `The process is killed after its commit, at ${name}` });
      ground.settings.onDie?.();
      context.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    try {
      const fields = await readFields(context.req.raw).catch(() => {
        throw badRequest("can't parse request body");
      });
      return Response.json({ ok: true, result: await call(name, fields) });
    } catch (error) {
      if (error instanceof TelegramError) return refusal(error);
      throw error;
    }
  });
  app.get("/file/:bot{bot[^/]+}/:path{.+}", (context) => {
    if (context.req.param("bot") !== `bot${ground.settings.telegramToken}`)
      return refusal(new TelegramError(401, "Unauthorized"));
    const file = ground.files.get(fileAtPath(context.req.param("path")) ?? "");
    if (!file) return refusal(new TelegramError(404, "Not Found"));
    return new Response(Buffer.from(file.bytes), { headers: { "content-type": "application/octet-stream" } });
  });
  return app;
}

function refusal(error: TelegramError): Response {
  const parameters = error.retryAfter === undefined ? {} : { parameters: { retry_after: error.retryAfter } };
  const headers: Record<string, string> =
    error.retryAfter === undefined ? {} : { "retry-after": String(error.retryAfter) };
  return Response.json(
    { ok: false, error_code: error.code, description: error.message, ...parameters },
    { status: error.code, headers },
  );
}
