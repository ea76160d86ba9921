/** Telegram's Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Ground } from "./ground.ts";
import { type Fields, readFields } from "./request-body.ts";
import { createAbout } from "./telegram-about.ts";
import type { Deed } from "./telegram-deeds.ts";
import { badRequest, TelegramError } from "./telegram-error.ts";
import { fileAtPath } from "./telegram-files.ts";
import { createMethods } from "./telegram-methods.ts";
import { createResidents } from "./telegram-residents.ts";
import { createTelegramState, residentView, type StoredMessage } from "./telegram-state.ts";
import { createDeliveries, type Delivery } from "./telegram-updates.ts";
import { createWebhookMethods } from "./telegram-webhook.ts";

type Method = (fields: Fields) => unknown;

const SENDS = /^(send(Message|Photo|Voice|Document|MediaGroup|Location)|editMessage\w+)$/;
const DIES_AT = /^(sendMessage|editMessageText)$/;

/** Telegram as the bot and its residents see it. */
export function createTelegram(ground: Ground) {
  let state = createTelegramState(ground);
  const deliveries = createDeliveries(ground, async (body) => {
    const { method, ...values } = body;
    await call(String(method), { values, uploads: new Map() }).catch((error: unknown) => {
      if (!(error instanceof TelegramError)) throw error;
    });
  });
  let methods = listMethods();
  let residents = createResidents(ground, state, deliveries);

  function listMethods(): Record<string, Method> {
    const about = Object.entries(createAbout(ground, state)).map(([name, run]) => [
      name,
      (fields: Fields) => run(fields.values),
    ]);
    const all = {
      ...createMethods(ground, state),
      ...Object.fromEntries(about),
      ...createWebhookMethods(ground, deliveries),
    } as Record<string, Method>;
    // Telegram does not mind capitals in a method's name.
    return Object.fromEntries(Object.entries(all).map(([name, run]) => [name.toLowerCase(), run]));
  }

  async function call(name: string, fields: Fields): Promise<unknown> {
    const method = methods[name.toLowerCase()];
    if (!method) throw new TelegramError(404, "Not Found");
    const sends = SENDS.test(name);
    if (sends && ground.strikes("telegramBusy")) {
      ground.tally.refusedSends += 1;
      ground.addStep({ lane: "fault", text: `Telegram is too busy for ${name}: wait 2 seconds` });
      throw new TelegramError(429, "Too Many Requests: retry after 2", 2);
    }
    try {
      const result = await method(fields);
      if (sends && ground.strikes("telegramLostAnswer")) {
        ground.addStep({ lane: "fault", text: `Telegram did what ${name} asked, but its answer got lost` });
        throw new TelegramError(500, "Internal Server Error");
      }
      return result;
    } catch (error) {
      if (error instanceof TelegramError && error.code !== 500) {
        if (sends) ground.tally.refusedSends += 1;
        ground.addStep({
          lane: "telegram-out",
          text: `Telegram refuses ${name}: ${error.message}`,
          detail: fields.values,
        });
      }
      throw error;
    }
  }

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

  async function arrive(deed: Deed): Promise<Delivery[]> {
    const deliveries = await deed.delivered;
    if (deliveries.some((delivery) => !delivery.delivered))
      throw new Error("The update never reached the bot.");
    return deliveries;
  }
  const one = async (deed: Deed): Promise<StoredMessage> => {
    await arrive(deed);
    return deed.messages[0] as StoredMessage;
  };

  return {
    app,
    hook: deliveries.hook,
    resume: deliveries.resume,
    /** Actions that return at once; `delivered` of what they return tells how it ended. */
    get acts() {
      return residents;
    },
    resident: (id: number) => {
      const found = state.accounts.get(id);
      return found && residentView(ground, state, found);
    },
    view: () => [...state.accounts.values()].map((account) => residentView(ground, state, account)),
    about: () => ({
      name: state.names.get("") ?? ground.settings.bot.name,
      username: ground.settings.bot.username,
      about: Object.fromEntries(state.about),
    }),
    reset() {
      deliveries.drop();
      // What the bot told about itself at its start stays: it does not tell it again.
      const { commandLists, names, about, shortAbout, lastMessageId } = state;
      state = Object.assign(createTelegramState(ground), {
        commandLists,
        names,
        about,
        shortAbout,
        lastMessageId,
      });
      methods = listMethods();
      residents = createResidents(ground, state, deliveries);
    },
    drop: deliveries.drop,
    // The same, for tests: each resolves when the bot has taken the update with a 2xx, and rejects when
    // Telegram gave up.
    says: async (resident: number, text: string, replyTo?: number) =>
      one(residents.text(resident, text, replyTo)),
    edits: async (resident: number, message: number, text: string) =>
      one(residents.edit(resident, message, text)),
    sendsPhotos: async (
      resident: number,
      images: string[],
      options?: { caption?: string; asFile?: boolean },
    ) => {
      const deed = residents.photo(resident, images, options);
      await arrive(deed);
      return deed.messages;
    },
    records: async (resident: number, audio: string, duration: number) =>
      one(residents.voice(resident, audio, duration)),
    shares: async (
      resident: number,
      latitude: number,
      longitude: number,
      venue?: { title?: string; address?: string },
    ) => one(residents.place(resident, latitude, longitude, venue)),
    sticks: async (resident: number, emoji: string) => one(residents.sticker(resident, emoji)),
    presses: async (resident: number, message: number, data: string) =>
      void (await arrive(residents.press(resident, message, data))),
    blocks: async (resident: number, blocked = true) =>
      void (await arrive(residents.block(resident, blocked))),
    speaks: async (resident: number, language: string) =>
      void (await arrive(residents.language(resident, language))),
  };
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
