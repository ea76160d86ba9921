import { DAY } from "../../../../bot/core/calendar/time.ts";
import { writeLink } from "../../../../bot/core/model/deep-link.ts";
import { isProcessId } from "../../../../bot/core/model/process.ts";
import { startOffice } from "../../../../bot/core/officials/office.ts";
import { stageSchema } from "../../../../bot/core/processes/stage.ts";
import { CHRIS, staffed } from "../../../support/staff.ts";
import { createTestTown, type TestOfficial, type TestTown } from "../../../support/town.ts";

/** The people of a town with a forum. */

const opening = {
  title_nl: "Het plein",
  question_nl: "Wat komt er op het plein?",
  open_nl: "Wat er komt.",
  fixed_nl: "Het geld.",
  decides_nl: "het college",
  answers_nl: "de wethouder",
  level: "consult",
  phase: "prepare",
  answerBy: "2026-07-01",
  voteUntil: "2026-06-08",
};

export interface Scene {
  readonly town: TestTown;
  readonly ola: TestOfficial;
  readonly bo: TestOfficial;
  /** The clerk. */
  readonly chris: TestOfficial;
  readonly id: string;
  /** A resident who has come in. */
  readonly comes: (name: string) => Promise<ReturnType<TestTown["resident"]>>;
  readonly stage: () => Promise<ReturnType<typeof stageSchema.parse>>;
}

export async function opened(): Promise<Scene> {
  const town = createTestTown();
  const { bo, ola } = await staffed(town);
  await ola.does({
    type: "commanded",
    command: "forum",
    rest: "",
    channel: "C0YOUTH",
    channelName: "jeugd-en-buurt",
  });
  await ola.submit(opening);
  await ola.submit(opening);
  const id = town.posted.map(({ card }) => card.ref).findLast(isProcessId);
  if (ola.form || !id) throw new Error(`nothing was opened: ${JSON.stringify(ola.form?.errors)}`);
  return {
    town,
    ola,
    bo,
    chris: town.official(CHRIS),
    id,
    comes: async (name) => town.resident(name).joins(),
    stage: async () => stageSchema.parse((await town.store.process(id))?.state),
  };
}

/** She brings in an idea. @returns its number */
export async function tells(
  { town, id }: Scene,
  noor: ReturnType<TestTown["resident"]>,
  words: string,
): Promise<string> {
  await noor.does({ type: "chose", press: press("do", "bring.idea", id) });
  await noor.says(words);
  await noor.presses("Sla over");
  await noor.presses("Sla over");
  await noor.presses("Verstuur");
  const number = noor.lastHeard.about;
  if (!number) throw new Error(`nothing was brought in: ${noor.lastText}; ${town.now}`);
  return number;
}

export const press = (step: string, option: string, ref: string) => ({
  instrument: "forum",
  version: 1,
  step,
  option,
  ref,
});

/** A button on a card, for whoever works here. */
export const chose = (step: string, option: string, ref: string) => ({
  type: "chose",
  press: press(step, option, ref),
});

/** A colleague lets others see it. */
export async function shows(bo: TestOfficial, number: string): Promise<void> {
  await bo.does(chose("item", "show", number));
  await bo.submit();
  await bo.submit();
}

/** The clerk stops it, and the years pass after which nothing may lead to a person. */
export async function forgets({ town, chris, id, stage }: Scene): Promise<void> {
  await chris.does(chose("card", "forceEnd", id));
  await chris.submit({ reason_nl: "Er is geen geld meer." });
  await chris.submit({ reason_nl: "Er is geen geld meer." });
  await town.passes(2 * DAY, 2 * 24);
  if ((await stage()).at !== "forced") throw new Error("it was not stopped");
  await town.passes(town.ports.town.retention.contributionMonths * 31 * DAY, 40);
  await town.passes(60 * DAY, 60);
}

/** The desk of the process is for these members only. */
export async function closes({ town, id }: Scene, members: readonly string[]): Promise<void> {
  const office = (await town.store.office()) ?? startOffice(town.ports.town);
  const desk = (await town.store.process(id))?.desk;
  const desks = office.desks.map((one) =>
    one.id === desk ? { ...one, lead: undefined, onDuty: [], members: [...members], closed: true } : one,
  );
  await town.store.commit([{ put: { ...office, version: office.version + 1, desks } }]);
}

/** The organiser's button for the first youth worker on the card as it is now. */
export const decision = ({ town, id }: Scene, act: "approve" | "refuse" | "revoke") => {
  const found = town
    .card(id)
    ?.card.actions.find(({ label }) => label.key === `officials:process.facilitated.${act}`);
  if (!found) throw new Error(`no button to ${act}`);
  return { type: "chose", press: found.press };
};

/** She approves the first youth worker, or opens the form in which she is taken out. */
export const decides = (scene: Scene, act: "approve" | "refuse" | "revoke") =>
  scene.ola.does(decision(scene, act));

/** The organiser takes the first youth worker out: what she entered stays, or goes with her. */
export async function takesOut(scene: Scene, entered?: "stays" | "goes") {
  const filled = { reason_nl: "Zij werkt er niet meer.", ...(entered && { entered }) };
  await decides(scene, entered === undefined ? "refuse" : "revoke");
  await scene.ola.submit(filled);
  await scene.ola.submit(filled);
}

/** Comes in by a link of the organiser: to the core group, or for youth workers. */
export async function comesBy(scene: Scene, name: string, kind: "group" | "facilitated") {
  const one = await scene.comes(name);
  await one.commands(
    "start",
    writeLink({ kind, id: scene.id, code: (await scene.stage())[kind]?.code ?? "" }),
  );
  return one;
}

/** Noor and Sam are the core group, and let the vote begin. */
export async function votes(scene: Scene) {
  const members = [await comesBy(scene, "noor", "group"), await comesBy(scene, "sam", "group")] as const;
  for (const one of members) await one.presses("Ja, ik doe mee");
  await scene.ola.does(chose("card", "openVote", scene.id));
  await scene.ola.submit();
  await scene.ola.submit();
  for (const one of members) await one.presses("Ja, akkoord");
  return members;
}
