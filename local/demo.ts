/**
 * `npm run demo`: one complete story in the terminal, in a few seconds, without Java or a browser. Everything
 * is real except the two services and the store, which is in memory. It succeeds only if the resident got an
 * answer.
 */
import { createWords } from "../bot/text/words.ts";
import { locales } from "../locales/index.ts";
import { startQueuesAndBucket } from "./aws.ts";
import type { Resident, SlackMessage } from "./playground/api.ts";
import { startPlayground } from "./playground/server.ts";
import { officeHours, playgroundOptions, readTown, townSettings } from "./settings.ts";
import { runTown } from "./town-run.ts";

const NOOR = 700001;
const ANA = "U0ANA";
/** Milliseconds. The longest anybody waits for one step of a demonstration (our limit). */
const PATIENCE = 10_000;

const words = createWords(locales);
const path = "infra/municipalities/waterkant.yaml";
const town = readTown(path, words.languages);
const start = officeHours(Date.now(), town.promise.closedDays) - Date.now();
const aws = await startQueuesAndBucket();
const running = await startPlayground(
  { ...playgroundOptions(town, {}), store: "memory", readingMs: 10_000, now: () => Date.now() + start },
  0,
);
const { playground } = running;
const townRun = await runTown({
  settings: {
    ...townSettings({ PATH: process.env.PATH, NODE_OPTIONS: process.env.NODE_OPTIONS }, path, undefined, aws),
    TELEGRAM_BOT_TOKEN: "1234567:playground",
    TELEGRAM_API_ROOT: running.telegramApiRoot,
    SLACK_BOT_TOKEN: "xoxb-playground",
    SLACK_API_URL: running.slackApiUrl,
  },
  port: 0,
  clock: () => start,
  onStep: () => {},
  onLine: () => {},
});
playground.webhooks.telegram = `${townRun.url}/telegram`;
playground.webhooks.slack = `${townRun.url}/slack`;

let shown = 0;
const answered = await story().catch((error: unknown) => {
  console.error(`\nThe story stopped: ${error instanceof Error ? error.message : String(error)}`);
  return false;
});
console.log(answered ? "\nNoor was answered. Every voice gets an answer." : "\nNoor was NOT answered.");
await Promise.allSettled([townRun.stop(), running.stop(), aws.stop()]);
process.exit(answered ? 0 : 1);

async function story(): Promise<boolean> {
  tell(`Telegram: Noor lives in ${town.name} and scans a poster.`);
  await says("/start poster_harbour");
  await presses("Nederlands");
  await presses("16 of ouder");
  await presses("Havenkwartier");
  await presses("Klaar");
  await says("De lamp bij de speeltuin is al een maand kapot. Mijn zusje durft er niet meer te spelen.");
  await says("Havenstraat, bij de speeltuin");
  await presses("Geen foto");
  await presses("Straat");
  await presses("Verstuur");

  tell("Slack: a card is in the channel of the desk that looks after streets.");
  const card = await waitFor(() => playground.slack.messages().find((one) => one.blocks && !one.thread_ts));
  console.log(
    `  #${playground.world().slack.channels.find((one) => one.id === card.channel)?.name}: ${card.text.split("\n")[0]}`,
  );

  tell("Slack: Ana asks something back.");
  await fills(card, "ask", { question: "Welke lamp is het: links of rechts van de glijbaan?" });
  await hears("Welke lamp is het");
  await replies("Links. Er zit ook een barst in de paal.");

  tell("Slack: Ana answers. She first sees exactly what Noor will read.");
  await fills(card, "answer", {
    outcome: "done",
    reason: "De lamp en de paal zijn vandaag vervangen. Dank voor de tip over de barst.",
  });
  await hears("vervangen");
  await presses("Ja, dit helpt");
  return chat().messages.some((one) => one.from_bot && one.text?.includes("zijn vandaag vervangen"));
}

function chat(): Resident {
  const found = playground.world().residents.find((one) => one.id === NOOR);
  if (!found) throw new Error("Noor is not there");
  return found;
}

function tell(line: string): void {
  console.log(`\n${line}`);
}

/** Prints new messages in the chat. */
function show(): void {
  for (const message of chat().messages.slice(shown)) {
    const name = message.from_bot ? town.bot : "Noor";
    console.log(`  ${name}: ${(message.text ?? "").split("\n").join("\n    ")}`);
    const markup = message.reply_markup;
    if (message.from_bot && markup && "inline_keyboard" in markup) {
      for (const row of markup.inline_keyboard)
        console.log(`    ${row.map((one) => `[${one.text}]`).join(" ")}`);
    }
  }
  shown = chat().messages.length;
}

async function says(text: string): Promise<void> {
  await playground.telegram.says(NOOR, text);
  show();
}

async function replies(text: string): Promise<void> {
  const question = chat().messages.findLast((one) => one.from_bot);
  await playground.telegram.says(NOOR, text, question?.message_id);
  show();
}

async function presses(label: string): Promise<void> {
  for (const message of chat().messages.toReversed()) {
    const markup = message.reply_markup;
    const button =
      markup && "inline_keyboard" in markup
        ? markup.inline_keyboard.flat().find((one) => one.text.includes(label))
        : undefined;
    if (!button || !("callback_data" in button)) continue;
    console.log(`  Noor presses [${button.text}]`);
    await playground.telegram.presses(NOOR, message.message_id, button.callback_data);
    // The message may have been edited in place: show its current state.
    const now = chat().messages.find((one) => one.message_id === message.message_id);
    if (now && chat().messages.indexOf(now) < shown) shown = chat().messages.indexOf(now);
    return show();
  }
  throw new Error(`there is no button “${label}”`);
}

async function hears(part: string): Promise<void> {
  await waitFor(() => chat().messages.find((one) => one.from_bot && one.text?.includes(part)));
  show();
}

/** Presses a button on the card, fills in the form, looks at the preview and sends it. */
async function fills(card: SlackMessage, act: string, values: Record<string, string>): Promise<void> {
  const button = card.blocks
    ?.flatMap((block) => (block.type === "actions" ? block.elements.map((one) => ({ block, one })) : []))
    .find(({ one }) => one.type === "button" && one.value?.includes(`"${act}"`));
  if (button?.one.type !== "button") throw new Error(`the card has no button for ${act}`);
  const { action_id, value } = button.one;
  await playground.slack.presses(
    ANA,
    card.ts,
    { type: "button", action_id: action_id ?? "", block_id: button.block.block_id ?? "", value },
    { channel: card.channel },
  );
  for (let round = 0; round < 2; round++) {
    const modal = playground.world().slack.modals[ANA]?.at(-1);
    if (!modal) throw new Error("no form opened");
    if (round === 1) {
      console.log("  Ana sees what Noor will read, and sends it.");
    }
    const state: Record<
      string,
      Record<
        string,
        {
          type: string;
          value?: string;
          selected_option?: { value: string; text: { type: "plain_text"; text: string } };
        }
      >
    > = {};
    for (const block of modal.view.blocks) {
      if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
      const filled = values[block.block_id] ?? "";
      const { type, action_id: id } = block.element;
      state[block.block_id] = {
        [id]:
          type === "plain_text_input"
            ? { type, value: filled }
            : { type, selected_option: { value: filled, text: { type: "plain_text", text: filled } } },
      };
    }
    await playground.slack.submits(ANA, modal.id, state);
  }
  if (playground.world().slack.modals[ANA]?.length) throw new Error("the form stayed open");
}

async function waitFor<Found>(look: () => Found | undefined): Promise<Found> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error("nothing came within ten seconds");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
