import { afterAll, expect, test } from "vitest";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import type { SlackMessage } from "../../local/playground/api.ts";
import { playing } from "../support/playing.ts";
import { ANA, deploy, NOOR, SIGNING_SECRET, TOKEN, WEBHOOK_SECRET } from "./deployed.ts";

const town = await deploy();
afterAll(() => town.stop());
const { playground } = town;

const { presses, fills, heard, says } = playing(playground, NOOR, ANA);

test("a whole loop through the handlers, and what its log tells", async () => {
  town.runs();
  const WORDS = [
    "Вибоїна біля школи",
    "مصباح الشارع",
    "Zeer herkenbare straatnaam",
    "Herkenbaar antwoord",
    "Herkenbare vraag",
  ];
  await says("/start poster");
  for (const part of ["language|nl", "privacy|join", "area|harbour", "allow|done"]) await presses(part);
  await says(`${WORDS[0]} ${WORDS[1]} 🕳️`);
  await says(WORDS[2] ?? "");
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
  await says("De linkerkant", heard().at(-1)?.message_id);
  await fills(card, "answer", { outcome: "done", reason: WORDS[3] ?? "" });
  await expect.poll(() => heard().at(-1)?.text, { timeout: 5000 }).toContain(WORDS[3]);
  await presses("helps");
  const faults = { telegramBusy: 1, updateTwice: 1 };
  playground.setFaults(faults);
  await says("/mijn");
  await says("/wis");
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
