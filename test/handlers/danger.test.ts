import { afterAll, expect, test } from "vitest";
import { playing } from "../support/playing.ts";
import { ANA, deploy, NOOR } from "./deployed.ts";

const town = await deploy();
afterAll(() => town.stop());
const { presses, heard, says } = playing(town.playground, NOOR, ANA);

test("words of danger come back from Telegram with the button, and lie nowhere in between", async () => {
  town.runs();
  await says("/start");
  for (const part of ["language|nl", "privacy|join", "area|harbour", "allow|done"]) await presses(part);
  await says("Er is brand bij de buren");
  const [call, question] = heard().slice(-2);
  expect(call?.text).toBe("Is dit nu aan de hand? Bel 112. De gemeente leest dit niet direct.");
  expect(question?.reply_to_message?.text).toBe("Er is brand bij de buren");
  const everywhere = () => JSON.stringify(town.store.images()) + town.lines.join("\n");
  expect(everywhere()).not.toMatch(/brand|buren/i);

  await presses("danger|go");
  expect(heard().at(-1)?.text).toContain("Waar is het?");
  expect(question?.reply_markup).toBeUndefined();
  await says("Kerkstraat");
  for (const part of ["photos|done", "category|street", "preview|send"]) await presses(part);
  await expect
    .poll(() => JSON.stringify(town.playground.slack.messages()), { timeout: 5000 })
    .toContain("Er is brand bij de buren");
  expect(town.lines.join("\n")).not.toMatch(/brand|buren/i);
}, 30_000);

test("somebody of whom nothing is known yet reads whom to call, and is not written down for it", async () => {
  const sam = playing(town.playground, NOOR + 1, ANA);
  const rows = town.store.images().length;
  await sam.says("I do not want to live any more");
  expect(sam.heard().at(-2)?.text).toContain("Call 113 (free, day and night) or chat at 113.nl.");
  expect(town.store.images()).toHaveLength(rows);
}, 30_000);
