import { isProcessId } from "../../../bot/core/model/process.ts";
import { staffed } from "../../support/staff.ts";
import { createTestTown, type TestOfficial, type TestTown } from "../../support/town.ts";

/** The people of these tests, and a poll that they can vote in. */

const room = { channel: "C0YOUTH", channelName: "jeugd-en-buurt" };

/** A complete card, and two options. */
const opening = {
  title_nl: "Het plein",
  title_en: "The square",
  question_nl: "Wat komt er op het plein?",
  question_en: "What comes on the square?",
  open_nl: "Wat er op het plein komt.",
  open_en: "What comes on the square.",
  fixed_nl: "Het geld: er is 20.000 euro.",
  fixed_en: "The money: there is 20,000 euros.",
  decides_nl: "het college",
  decides_en: "the executive",
  answers_nl: "de wethouder",
  answers_en: "the alderman",
  level: "consult",
  phase: "prepare",
  answerBy: "2026-06-01",
  options_nl: "Een bankje\nEen boom",
  options_en: "A bench\nA tree",
  voteUntil: "2026-05-18",
};

export interface Scene {
  readonly town: TestTown;
  readonly ola: TestOfficial;
  readonly bo: TestOfficial;
  readonly id: string;
}

/** Ola has opened a poll. A Monday morning in May. */
export async function opened(values: Record<string, string> = opening): Promise<Scene> {
  const town = createTestTown();
  const { bo, ola } = await staffed(town);
  await ola.does({ type: "commanded", command: "stemming", rest: "", ...room });
  await ola.submit(values);
  await ola.submit(values);
  const id = town.posted.map(({ card }) => card.ref).findLast(isProcessId);
  if (ola.form || !id) throw new Error(`nothing was opened: ${JSON.stringify(ola.form?.errors)}`);
  return { town, ola, bo, id };
}

/** Presses a button on the card of a poll. */
export const onCard = (id: string, option: string) => ({
  type: "chose",
  press: { instrument: "poll", version: 1, step: "card", option, ref: id },
});
