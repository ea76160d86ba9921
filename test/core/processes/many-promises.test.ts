import { expect, test, vi } from "vitest";
import { MINUTE } from "../../../bot/core/calendar/time.ts";
import { holds } from "../../../bot/core/processes/guards.ts";
import { itemOf } from "../../../bot/core/processes/items.ts";
import { standingOf } from "../../../bot/core/processes/record.ts";
import type { Context } from "../../../bot/core/turn.ts";
import { BO, OLA } from "../../support/staff.ts";
import { forum } from "./forum/forum.ts";
import { chose, opened, press, type Scene } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** One answer of the town can hold more promises than the table takes in one commit. */

const promise = (n: number) => ({ what: { nl: `Bankje ${n}` }, owner: n % 2 ? BO : OLA, due: "2026-06-15" });

/** As many guests, and each was promised three things. */
async function promised(scene: Scene, guests: number) {
  const noor = await scene.comes("noor");
  await noor.does({ type: "chose", press: press("do", "join", scene.id) });
  await noor.says("Het verkeer");
  await noor.presses("Verstuur");
  const [first] = await scene.town.store.listed(`${scene.id}/guests`, 10);
  if (!first) throw new Error("nobody came");
  const { state } = itemOf({}, first);
  for (let n = 1; n <= guests; n++) {
    const values = { promises: [promise(n * 3), promise(n * 3 + 1), promise(n * 3 + 2)] };
    const filled = { ...state.filled, pledge: { by: BO, on: scene.town.now, values } };
    const id = String(26_000_000 + n);
    const { by: _, ...row } = first;
    await scene.town.store.commit([{ put: { ...row, id, state: { ...state, n, filled } }, expect: "new" }]);
  }
}

/** The process as a guard sees it. */
async function standing({ town, id }: Scene) {
  const process = await town.store.process(id);
  if (!process) throw new Error("no process");
  return standingOf(forum, { ...process, state: { ...(process.state as object), children: {} } }, {
    now: town.now,
  } as Context);
}

const childrenOf = async (scene: Scene) => (await scene.stage()).children?.commitment?.now ?? {};

test("sixty promises of one answer are all begun, once each", async () => {
  const scene = await opened();
  await promised(scene, 20);
  await scene.ola.does(chose("card", "promise", scene.id));
  const { taken, pledged } = await scene.stage();
  expect(taken.promise).toBeDefined();
  // What is not begun yet is not settled either: nothing can end on it.
  expect(pledged?.map(({ count }) => count)).toEqual([20]);
  expect(holds(forum, "promisesSettled", await standing(scene))).toBe(false);
  await scene.town.passes(8 * MINUTE, 8);
  expect(await childrenOf(scene)).toEqual({ promised: 60 });
  expect((await scene.stage()).pledged).toBeUndefined();
  await scene.town.passes(20 * MINUTE, 20);
  expect(await childrenOf(scene)).toEqual({ promised: 60 });
});
