import { isProcessId } from "../../../bot/core/model/process.ts";
import { type Commitment, commitmentSchema } from "../../../bot/instruments/commitment/part.ts";
import { chose, comesBy, opened, type Scene } from "../../core/processes/forum/people.ts";
import { BO } from "../../support/staff.ts";
import type { TestOfficial, TestResident } from "../../support/town.ts";

/** A promise that was made in a forum, and who waits for it. */

export interface Promised extends Scene {
  /** The number of the promise. */
  readonly promise: string;
  /** Of the core group, so she takes part. */
  readonly noor: TestResident;
  readonly kept: () => Promise<Commitment>;
  /** Somebody takes a row on the card of the promise; the form is sent, and sent again after the preview. */
  readonly reports: (who: TestOfficial, row: string, values?: Record<string, string>) => Promise<void>;
}

/** The form of a promise. 18 May is in two weeks. */
export const vow = { what_nl: "Een bankje", what_en: "A bench", owner: BO, due: "2026-05-18" };

/** Ola promises a bench, which Bo will see to. A Monday morning in May. */
export async function promised(values: Record<string, string> = vow): Promise<Promised> {
  const scene = await opened();
  const noor = await comesBy(scene, "noor", "group");
  await noor.presses("Ja, ik doe mee");
  await scene.ola.does(chose("card", "vow", scene.id));
  await scene.ola.submit(values);
  if (scene.ola.form) throw new Error(`nothing was promised: ${JSON.stringify(scene.ola.form.errors)}`);
  return withPromise(scene, noor);
}

/** With the promise that was made last. */
export async function withPromise(scene: Scene, noor: TestResident): Promise<Promised> {
  await scene.town.settle();
  const promise = scene.town.posted
    .map(({ card }) => card.ref)
    .findLast((ref) => isProcessId(ref) && ref !== scene.id);
  if (!promise) throw new Error("no card of a promise");
  return {
    ...scene,
    noor,
    promise,
    kept: async () => commitmentSchema.parse((await scene.town.store.process(promise))?.state),
    reports: async (who, row, filled = {}) => {
      await who.does(onPromise(promise, row));
      await who.submit(filled);
      if (who.form) await who.submit(filled);
      if (who.form) throw new Error(`not taken: ${JSON.stringify(who.form.errors)}`);
    },
  };
}

/** A button on the card of a promise. */
export const onPromise = (promise: string, option: string) => ({
  type: "chose",
  press: { instrument: "commitment", version: 1, step: "card", option, ref: promise },
});

/** She says that something is not right, and why. */
export async function doubts(noor: TestResident, why = "Ik zie geen bankje."): Promise<void> {
  await noor.presses("Dit klopt niet");
  await noor.says(why);
  await noor.presses("Verstuur");
}
