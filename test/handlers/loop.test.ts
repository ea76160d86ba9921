import { afterAll, expect, test } from "vitest";
import { createSecrecy } from "../../bot/secrecy.ts";
import type { SlackMessage } from "../../local/playground/api.ts";
import { ANA, deploy, NOOR, SIGNING_SECRET, TOKEN, WEBHOOK_SECRET } from "./deployed.ts";

const town = await deploy();
afterAll(() => town.stop());
const { playground } = town;

/** The way to the button: the newest one whose data holds this. */
async function presses(part: string): Promise<void> {
  const messages = playground.telegram.resident(NOOR)?.messages ?? [];
  for (const message of messages.toReversed()) {
    const markup = message.reply_markup;
    const button =
      markup && "inline_keyboard" in markup
        ? markup.inline_keyboard
            .flat()
            .find((one) => "callback_data" in one && one.callback_data.includes(part))
        : undefined;
    if (button && "callback_data" in button)
      return playground.telegram.presses(NOOR, message.message_id, button.callback_data);
  }
  throw new Error(`there is no button for ${part}`);
}

async function fills(card: SlackMessage, act: string, values: Record<string, string>): Promise<void> {
  const found = card.blocks
    ?.flatMap((block) => (block.type === "actions" ? block.elements.map((one) => ({ block, one })) : []))
    .find(({ one }) => one.type === "button" && one.value?.includes(`"${act}"`));
  if (found?.one.type !== "button") throw new Error(`no button for ${act}`);
  const { action_id = "", value } = found.one;
  await playground.slack.presses(
    ANA,
    card.ts,
    { type: "button", action_id, block_id: found.block.block_id ?? "", value },
    { channel: card.channel },
  );
  for (let round = 0; round < 2; round++) {
    const modal = playground.world().slack.modals[ANA]?.at(-1);
    if (!modal) throw new Error("no form opened");
    const state: Parameters<typeof playground.slack.submits>[2] = {};
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
}

const heard = () => playground.telegram.resident(NOOR)?.messages.filter((one) => one.from_bot) ?? [];

test("a whole loop through the handlers, and what its log tells", async () => {
  town.runs();
  const WORDS = [
    "Вибоїна біля школи",
    "مصباح الشارع",
    "Zeer herkenbare straatnaam",
    "Herkenbaar antwoord",
    "Herkenbare vraag",
  ];
  await playground.telegram.says(NOOR, "/start poster");
  for (const part of ["language|nl", "privacy|join", "area|harbour", "allow|done"]) await presses(part);
  await playground.telegram.says(NOOR, `${WORDS[0]} ${WORDS[1]} 🕳️`);
  await playground.telegram.says(NOOR, WORDS[2] ?? "");
  await presses("photos|done");
  await presses("category|street");
  await presses("preview|send");
  await expect
    .poll(() => playground.slack.messages().some((one) => one.blocks), { timeout: 5000 })
    .toBe(true);
  const card = playground.slack.messages().find((one) => one.blocks) as SlackMessage;
  expect(JSON.stringify(card.blocks)).toContain(WORDS[0]);
  await fills(card, "ask", { question: WORDS[4] ?? "" });
  await expect.poll(() => heard().at(-1)?.text, { timeout: 5000 }).toContain(WORDS[4]);
  await playground.telegram.says(NOOR, "De linkerkant", heard().at(-1)?.message_id);
  await fills(card, "answer", { outcome: "done", reason: WORDS[3] ?? "" });
  await expect.poll(() => heard().at(-1)?.text, { timeout: 5000 }).toContain(WORDS[3]);
  await presses("helps");
  const faults = { telegramBusy: 1, updateTwice: 1 };
  playground.setFaults(faults);
  await playground.telegram.says(NOOR, "/mijn");
  await playground.telegram.says(NOOR, "/wis");
  await presses("erase|yes");

  const log = town.lines.join("\n");
  expect(town.lines.length).toBeGreaterThan(15);
  // Every line is one JSON object, as CloudWatch reads it.
  for (const line of town.lines) expect(() => JSON.parse(line), line).not.toThrow();
  const secrecy = createSecrecy(process.env.SAMENSPEL_SECRET ?? "");
  const never = [
    ...WORDS,
    "linkerkant",
    "🕳️",
    "Noor",
    String(NOOR),
    TOKEN,
    "xoxb",
    WEBHOOK_SECRET,
    SIGNING_SECRET,
    process.env.SAMENSPEL_SECRET ?? "",
    secrecy.laneKey("telegram", String(NOOR)),
  ];
  for (const word of never) expect(log, word).not.toContain(word);
  // Nor does the queue or the table, after an erasure.
  await expect
    .poll(() => JSON.stringify(town.store.images()), { timeout: 5000 })
    .not.toMatch(/Вибоїна|straatnaam/);
}, 30_000);
