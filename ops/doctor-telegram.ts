import { createApi, registration, webhookSettings } from "../bot/telegram/api.ts";
import { createWords } from "../bot/text/words.ts";
import { locales } from "../locales/index.ts";
import { attention, type Finding, good, unknown, wrong } from "./finding.ts";
import type { Installation, Outside } from "./installation.ts";
import { type Keys, keysNeeded } from "./keys.ts";

/** Updates. More waiting than this is not just a busy minute (our limit). */
const MANY = 100;
/** Milliseconds. An error older than this is history (our limit). */
const RECENT = 60 * 60 * 1000;

const AGAIN = "Run npm run connect (with the same options).";

/** Checks that the bot is the right one, that Telegram delivers its messages to us, and that it knows the commands. */
export async function checkTelegram(
  { outputs, town }: Installation,
  keys: Keys,
  world: Pick<Outside, "env" | "now">,
): Promise<readonly Finding[]> {
  const token = keys.TELEGRAM_BOT_TOKEN ?? "";
  if (!keysNeeded.TELEGRAM_BOT_TOKEN.looks.test(token))
    return [unknown("Telegram", "Without a token Telegram cannot be asked anything.")];
  const api = createApi({
    token,
    apiRoot: keys.TELEGRAM_API_ROOT ?? world.env.TELEGRAM_API_ROOT,
    seconds: 20,
  });
  const me = await api.getMe().catch((error: unknown) => error);
  if (me instanceof Error || typeof me !== "object" || me === null || !("username" in me)) {
    const why = me instanceof Error ? me.message.replaceAll(token, "<token>") : "no answer";
    return [
      wrong(
        "Telegram token",
        `Telegram does not take the token: ${why}`,
        "Ask @BotFather for the token (/token) and give it to npm run connect -- --fill-in.",
      ),
    ];
  }
  const findings: Finding[] = [good("Telegram token", `It belongs to @${String(me.username)}.`)];

  const info = await api.getWebhookInfo();
  const wanted = webhookSettings(outputs.TelegramWebhook, "any");
  findings.push(
    info.url === wanted.url
      ? good("Telegram webhook", `Messages are brought to ${wanted.url}.`)
      : wrong(
          "Telegram webhook",
          info.url === ""
            ? "Telegram brings messages to nobody."
            : "Telegram brings messages to another address than this installation's.",
          `${AGAIN} Is the same bot used by another installation? Each needs its own.`,
        ),
  );
  const missing = wanted.allowed_updates.filter((kind) => !info.allowed_updates?.includes(kind));
  findings.push(
    missing.length === 0
      ? good("Telegram updates", "Words, changes, buttons and blocking are all passed on.")
      : wrong("Telegram updates", `Telegram does not pass on: ${missing.join(", ")}.`, AGAIN),
  );
  findings.push(
    info.pending_update_count > MANY
      ? attention(
          "Telegram waiting",
          `${info.pending_update_count} messages of residents wait at Telegram.`,
          "Does this number go down? If not, look at the alarms and in the log of telegram.",
        )
      : good("Telegram waiting", `${info.pending_update_count} messages wait at Telegram.`),
  );
  if (info.last_error_date !== undefined) {
    const at = info.last_error_date * 1000;
    const says = `The last error was at ${new Date(at).toISOString()}: ${info.last_error_message ?? "no reason given"}.`;
    findings.push(
      world.now() - at < RECENT
        ? attention(
            "Telegram errors",
            says,
            "401 means that the webhook's secret is another one: run npm run connect. 5xx: look in the log of telegram. A time-out: did it happen once?",
          )
        : good("Telegram errors", says),
    );
  } else findings.push(good("Telegram errors", "Telegram remembers no error."));

  findings.push(await aboutCommands(town, api));
  return findings;
}

async function aboutCommands(
  town: Installation["town"],
  api: ReturnType<typeof createApi>,
): Promise<Finding> {
  const words = createWords(locales);
  const lists = registration(words, town).filter((one) => one.method === "setMyCommands");
  for (const { payload } of lists) {
    const { commands, language_code } = payload;
    const there = await api.getMyCommands(language_code ? { language_code } : {});
    const same =
      there.length === commands.length &&
      commands.every(
        (one, index) =>
          there[index]?.command === one.command && there[index]?.description === one.description,
      );
    if (!same)
      return attention(
        "Telegram commands",
        `The menu of commands (${language_code ?? "for everybody else"}) is not the one of this version.`,
        AGAIN,
      );
  }
  return good("Telegram commands", `The menu of commands is set in ${town.languages.join(", ")}.`);
}
