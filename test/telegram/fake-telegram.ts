import { createApi } from "../../bot/telegram/api.ts";
import { createWords } from "../../bot/text/words.ts";
import { textsOf } from "../support/texts.ts";

/** An invented token in the shape of a real one. */
export const TOKEN = "700100200:AAH-invented_secret-of-nobody_0123456789";

/** What the bot asked of Telegram. */
export interface Call {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Nothing of it was done. */
  readonly refused?: true;
}

/** How Telegram answers a call: with a result, with a refusal, or with anything a wire can carry. */
type Answer = (payload: Readonly<Record<string, unknown>>) => unknown;

/** Telegram as seen through `fetch`: remembers what was asked and answers as it was told, or else yes. */
export function fakeTelegram() {
  const calls: Call[] = [];
  const next: { method: string; answer: Answer }[] = [];
  const files = new Map<string, () => Response>();
  let message = 900;

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    const file = /\/file\/bot[^/]+\/(.+)$/.exec(url)?.[1];
    if (file) return files.get(file)?.() ?? new Response("not found", { status: 404 });
    const method = url.split("/").at(-1) ?? "";
    const payload: Record<string, unknown> = JSON.parse(String(init?.body ?? "{}"));
    const n = calls.push({ method, payload }) - 1;
    const refused = () => {
      calls[n] = { method, payload, refused: true };
    };
    const at = next.findIndex((one) => one.method === method);
    const [told] = at < 0 ? [] : next.splice(at, 1);
    const answer = (() => {
      try {
        return told ? told.answer(payload) : /^send/.test(method) ? { message_id: ++message } : true;
      } catch (error) {
        refused();
        throw error;
      }
    })();
    if (answer instanceof Response) {
      if (!answer.ok) refused();
      return answer;
    }
    return Response.json({ ok: true, result: answer });
  };

  return {
    calls,
    fetch,
    files,
    api: createApi({ token: TOKEN, fetch }),
    /** What was shown in the chat, in order. */
    said: () => calls.filter((call) => call.method !== "answerCallbackQuery"),
    /** The next time this method is called, it goes like this. */
    next(method: string, answer: Answer) {
      next.push({ method, answer });
    },
    refuses(method: string, code: number, description: string, parameters?: { retry_after: number }) {
      next.push({
        method,
        answer: () =>
          Response.json({ ok: false, error_code: code, description, parameters }, { status: code }),
      });
    },
  };
}

/** A few texts, so that these tests do not change when the town's texts do. */
export const words = createWords(
  textsOf({
    nl: {
      common: {
        keyboard: { open: "Of gebruik de knop.", closed: "Goed." },
        about: { long: "{{bot}} van {{municipality}}", short: "Praat mee met {{municipality}}" },
        command: Object.fromEntries(
          ["start", "melden", "mijn", "taal", "help", "mijngegevens", "stop", "wis"].map((name) => [
            name,
            `Uitleg ${name}`,
          ]),
        ),
      },
      issue: {
        heard: "Je schreef: {{words}}",
        plain: "{{words}}",
        what: "Wat wil je melden?",
        where: "Waar is het?",
        send: "Versturen & klaar",
        later: "Later",
        share: "Deel mijn plek",
        skip: "Overslaan",
      },
    },
    uk: { issue: { heard: "Ви написали: {{words}}" } },
    ar: { issue: { heard: "كتبت: {{words}}" } },
  }),
);
