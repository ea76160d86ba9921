import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { survey as table } from "../../../bot/instruments/survey/lifecycle.ts";
import type { TestResident } from "../../support/town.ts";
import { acts, begins, drafted, opened, opening, opens, type Scene } from "./people.ts";

/** A survey in each of its states, brought there by those who may. */

const pulse = { ...opening, template: "pulse" };
export const because = {
  reason_nl: "Het onderzoek is niet meer nodig.",
  reason_en: "The study is not needed any more.",
};

const { hidden = [], open = [], over = [] } = table.states;
export const states = [...hidden, ...open, ...over];
export type At = (typeof states)[number];

interface Standing extends Scene {
  /** She has answered, where that was possible. */
  readonly noor?: TestResident;
}

export const standing: Readonly<Record<At, () => Promise<Standing>>> = {
  draft: () => drafted(pulse),
  async review() {
    const scene = await drafted(pulse);
    await acts(scene.ola, scene, "propose");
    return scene;
  },
  async scheduled() {
    const scene = await drafted({ ...pulse, opensOn: "2026-05-06" });
    await opens(scene);
    return scene;
  },
  async open() {
    const scene = await opened(pulse);
    const noor = await begins(scene, "noor");
    await noor.presses("Fijn");
    return { ...scene, noor };
  },
  async stopping() {
    const scene = await standing.open();
    await acts(scene.ola, scene, "stop", because);
    return scene;
  },
  async closed() {
    const scene = await standing.open();
    await scene.town.passes(15 * DAY, 15);
    return scene;
  },
  async results_published() {
    const scene = await standing.closed();
    await acts(scene.ola, scene, "publish");
    return scene;
  },
  async acted_on() {
    const scene = await standing.results_published();
    await acts(scene.ola, scene, "actOn", { because_nl: "Er is geen geld." });
    await scene.town.passes(HOUR, 6);
    return scene;
  },
  async discarded() {
    const scene = await standing.draft();
    await acts(scene.ola, scene, "discard");
    return scene;
  },
};
