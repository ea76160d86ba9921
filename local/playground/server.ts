/** The playground on a port: both services for the bot, and the page with its control API. */
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Action } from "./api.ts";
import { createPlayground, type Playground, type PlaygroundOptions } from "./world.ts";

/** The page, as one text per content type. */
export interface Page {
  html: string;
  js: string;
  css: string;
}

export interface RunningPlayground {
  url: string;
  telegramApiRoot: string;
  slackApiUrl: string;
  playground: Playground;
  stop: () => Promise<void>;
}

/** Milliseconds. At most ten worlds a second are sent to a page. */
const BETWEEN_WORLDS = 100;

/** @param port 0 takes any free one. Listens on this machine only. */
export async function startPlayground(
  options: PlaygroundOptions & { page?: Page },
  port: number,
): Promise<RunningPlayground> {
  const { page, ...rest } = options;
  const playground = createPlayground(rest);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.route("/telegram", playground.telegram.app);
  app.route("/slack", playground.slack.app);
  app.route("/playground", controls(playground));
  if (page) {
    const asset = (body: string, type: string) => () =>
      new Response(body, {
        headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" },
      });
    app.get("/", asset(page.html, "text/html"));
    for (const folder of ["", "/playground"]) {
      app.get(`${folder}/page.js`, asset(page.js, "text/javascript"));
      app.get(`${folder}/page.css`, asset(page.css, "text/css"));
    }
  }
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(listening));
    listening.once("error", reject);
  });
  const address = server.address();
  const url = `http://localhost:${typeof address === "object" && address ? address.port : port}`;
  playground.ground.origin = url;
  return {
    url,
    telegramApiRoot: `${url}/telegram`,
    slackApiUrl: `${url}/slack/api/`,
    playground,
    stop: () =>
      new Promise((resolve) => {
        playground.telegram.drop();
        playground.ground.webhooks.telegram = undefined;
        playground.ground.webhooks.slack = undefined;
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function controls(playground: Playground): Hono {
  const app = new Hono();
  app.get("/world", (context) => context.json(playground.world()));
  app.get("/events", (context) =>
    streamSSE(context, async (stream) => {
      let news = true;
      let wake = () => {};
      const forget = playground.subscribe(() => {
        news = true;
        wake();
      });
      stream.onAbort(() => {
        forget();
        wake();
      });
      while (!stream.aborted) {
        if (!news) await new Promise<void>((resolve) => (wake = resolve));
        if (stream.aborted) break;
        news = false;
        await stream.writeSSE({ data: JSON.stringify(playground.world()) });
        await stream.sleep(BETWEEN_WORLDS);
      }
      forget();
    }),
  );
  app.post("/do", async (context) => {
    // A page from another site cannot send this content type without a preflight, so it cannot take part.
    if (!context.req.header("content-type")?.includes("application/json")) {
      return context.json({ ok: false, problem: "Send an action as JSON." }, 415);
    }
    const action = await context.req.json<Action>().catch(() => undefined);
    if (typeof action !== "object" || action === null)
      return context.json({ ok: false, problem: "That is not an action." });
    return context.json(await playground.do(action));
  });
  app.get("/files/:id", (context) => {
    const file = playground.ground.files.get(context.req.param("id"));
    if (!file) return context.text("There is no such file.", 404);
    return new Response(Buffer.from(file.bytes), {
      headers: {
        "content-type": safeType(file.type),
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox",
      },
    });
  });
  return app;
}

/** A resident's file must never run as a page of the playground. */
function safeType(type: string): string {
  return /^(image\/(png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/.test(type)
    ? type
    : "application/octet-stream";
}
