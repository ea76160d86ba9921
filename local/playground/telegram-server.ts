import type { Ground } from "./ground.ts";
import type { Fields } from "./request-body.ts";
import { createAbout } from "./telegram-about.ts";
import { TelegramError } from "./telegram-error.ts";
import { createMethods } from "./telegram-methods.ts";
import { createPlayedResidents } from "./telegram-played.ts";
import { createResidents } from "./telegram-residents.ts";
import { createTelegramRoutes } from "./telegram-routes.ts";
import { createTelegramState, residentView } from "./telegram-state.ts";
import { createDeliveries } from "./telegram-updates.ts";
import { createWebhookMethods } from "./telegram-webhook.ts";

type Method = (fields: Fields) => unknown;

const SENDS = /^(send(Message|Photo|Voice|Document|MediaGroup|Location)|editMessage\w+)$/;

export type TelegramSide = ReturnType<typeof createTelegram>;

/** Telegram, as the bot and its residents see it. */
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
    // Telegram ignores case in a method's name.
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

  const app = createTelegramRoutes(ground, call);

  return {
    app,
    hook: deliveries.hook,
    resume: deliveries.resume,
    /** Actions that return at once; `delivered` of the returned value says how it ended. */
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
      // What the bot said about itself at start-up stays: it does not say it again.
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
    ...createPlayedResidents(() => residents),
  };
}
