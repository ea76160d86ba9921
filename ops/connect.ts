import { writeFileSync } from "node:fs";
import { upTo } from "../bot/core/model/characters.ts";
import { commandsOf } from "../bot/core/officials/commands.ts";
import { ofOfficials } from "../bot/instruments/registry.ts";
import { secretParts, secretsOf } from "../bot/runtime/secret-names.ts";
import { slackManifest, slashCommands } from "../bot/slack/manifest.ts";
import { manifestShape } from "../bot/slack/manifest-shape.ts";
import { createApi, register, registration, webhookSettings } from "../bot/telegram/api.ts";
import { createWords } from "../bot/text/words.ts";
import { locales } from "../locales/index.ts";
import { Problem, readOptions, run, which } from "./command.ts";
import { findInstallation, type Installation, type Outside, outside, secretOutput } from "./installation.ts";
import {
  fillIn,
  type Kept,
  type Keys,
  keysNeeded,
  lacking,
  newWebhookSecret,
  readKept,
  sorted,
  together,
} from "./keys.ts";

/**
 * `npm run connect -- --municipality waterkant`: tells Telegram where the bot lives and what it is called, and
 * writes the manifest of the Slack app. Running it again changes nothing.
 *
 *     --fill-in          asks for the keys that only a person can get, and puts them in the secrets
 *     --new-webhook-secret   makes a new one and tells Telegram, in one go
 *     --manifest FILE    where the Slack app is written
 */
export async function connect(
  args: readonly string[],
  open: (at: { region: string }) => Outside = outside,
): Promise<number> {
  const options = readOptions(args, {
    ...which,
    "fill-in": { type: "boolean", default: false },
    "new-webhook-secret": { type: "boolean", default: false },
    manifest: { type: "string" },
  });
  const world = open({ region: options.region });
  const { say } = world;
  const installation = await findInstallation({ ...options, outputs: options.outputs }, world);
  const { outputs, name } = installation;

  const kept = await readKept(outputs, world);
  const before = together(kept);
  for (const one of ["SAMENSPEL_SECRET", "BALLOT_SECRET"] as const)
    if (lacking(before).includes(one))
      throw new Problem(
        `${one} is missing in the secrets of ${name}. ${keysNeeded[one].from} Without it ${whatIsLost[one]}; do not make a new one.`,
      );
  const news: Record<string, string> = { ...(options["fill-in"] ? await fillIn(before, world) : {}) };
  if (options["new-webhook-secret"] || lacking(before).includes("TELEGRAM_WEBHOOK_SECRET"))
    news.TELEGRAM_WEBHOOK_SECRET = newWebhookSecret();
  const keys: Keys = { ...before, ...news };
  await putAway(installation, kept, news, world);

  const manifest = options.manifest ?? `slack-app-${options.municipality}-${options.stage}.json`;
  writeFileSync(manifest, `${JSON.stringify(slackApp(installation), null, 2)}\n`);
  say(`The Slack app is described in ${manifest}, and is as Slack wants it.`);

  const missing = lacking(keys);
  const told = !missing.includes("TELEGRAM_BOT_TOKEN") && (await tellTelegram(installation, keys, world));
  for (const one of missing) say(`Still missing: ${one}. ${keysNeeded[one].from}`);
  if (missing.length > 0) say("Fill them in with: npm run connect -- --fill-in (and the same options).");
  sayWhatIsLeft(manifest, missing.includes("SLACK_BOT_TOKEN"), say);
  return told && missing.length === 0 ? 0 : 1;
}

const whatIsLost = {
  SAMENSPEL_SECRET: "nobody who wrote before can be answered",
  BALLOT_SECRET: "everybody who voted gets a second vote",
} as const;

/**
 * Puts every key into the secret where it belongs, and nowhere else, even for a town that used to have a single secret.
 */
async function putAway(
  { outputs }: Installation,
  kept: Kept,
  news: Keys,
  { cloud, say }: Outside,
): Promise<void> {
  const changed = sorted(kept, news);
  const parts = secretParts.filter((part) => changed[part] !== undefined);
  if (parts.length === 0) return;
  // First the secrets that gain keys, then those that lose them: a reader in between finds each key somewhere.
  for (const part of parts.toSorted((one, other) => Number(one === "secret") - Number(other === "secret")))
    await cloud.writeSecret(outputs[secretOutput[part]], JSON.stringify(changed[part]));
  say(
    Object.keys(news).length > 0
      ? `Written into the secrets: ${Object.keys(news).join(", ")}. Nothing was shown.`
      : "Keys were put into the secrets where they belong. Nothing was shown.",
  );
  // Between here and setWebhook Telegram may be refused for some seconds; it repeats those messages.
  for (const [what, reads] of Object.entries(secretsOf)) {
    const physical = outputs.FunctionNames[what];
    if (physical !== undefined && reads.some((part) => parts.includes(part))) await cloud.restart(physical);
  }
  say("The functions that use them start anew.");
}

/** The app with the real address, checked against Slack's limits. @throws Problem naming each field */
function slackApp({ town, outputs }: Installation): unknown {
  const app = slackManifest({
    name: "Samenspel",
    description: upTo(`Every voice in ${town.name} gets an answer`, 140),
    commands: slashCommands(commandsOf(ofOfficials), createWords(locales), town.languages[0] ?? "nl"),
    requestUrl: outputs.SlackRequests,
  });
  const checked = manifestShape.safeParse(app);
  if (!checked.success)
    throw new Problem(
      `Slack would not take this app: ${checked.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")}.`,
    );
  return checked.data;
}

async function tellTelegram({ town, outputs }: Installation, keys: Keys, world: Outside): Promise<boolean> {
  const words = createWords(locales);
  const api = createApi({
    token: keys.TELEGRAM_BOT_TOKEN ?? "",
    apiRoot: keys.TELEGRAM_API_ROOT ?? world.env.TELEGRAM_API_ROOT,
    seconds: 20,
  });
  try {
    const { username } = await api.getMe();
    await register(
      api,
      registration(words, town),
      webhookSettings(outputs.TelegramWebhook, keys.TELEGRAM_WEBHOOK_SECRET ?? ""),
    );
    world.say(`Telegram brings messages for @${username} to ${outputs.TelegramWebhook}.`);
    world.say(`Commands and descriptions are set in: ${town.languages.join(", ")}.`);
    return true;
  } catch (error) {
    // Errors from this folder contain no token (bot/telegram/errors.ts) unless grammY made them.
    const why = error instanceof Error ? error.message.replaceAll(api.token, "<token>") : "unknown trouble";
    world.say(`Telegram did not take it: ${why}`);
    world.say("Is the token right, and can this computer reach Telegram? Then run this command again.");
    return false;
  }
}

function sayWhatIsLeft(manifest: string, isNew: boolean, say: Outside["say"]): void {
  const steps = [
    isNew
      ? `At api.slack.com/apps choose Create New App → From a manifest, choose your workspace and paste ${manifest}.`
      : `Did anything in ${manifest} change? Then paste it at api.slack.com → your app → App Manifest.`,
    "Press Install to Workspace (again, when Slack says that rights changed).",
    ...(isNew
      ? ["Copy Bot User OAuth Token and Signing Secret, and give them to npm run connect -- --fill-in."]
      : []),
    "In Slack, in the channel of every desk, type: /invite @Samenspel. It can only write where it was invited.",
    "Check everything with: npm run doctor (and the same options).",
  ];
  say("By hand, because Slack wants a person for it:");
  for (const [index, step] of steps.entries()) say(`  ${index + 1}. ${step}`);
}

if (import.meta.main) await run(() => connect(process.argv.slice(2)));
