import { expect, test, vi } from "vitest";
import { OLA } from "../../support/staff.ts";
import { chose, opened, press } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** Whoever has to agree and says no says why, and whoever asked reads it. */

test("Ola reads why the clerk said no, and the history keeps it", async () => {
  const scene = await opened();
  await scene.ola.does(chose("card", "confide", scene.id));
  await scene.chris.does(chose("against", "confide", scene.id));
  expect((await scene.stage()).asked).toHaveLength(1);
  await scene.chris.submit({ reason_nl: "" });
  expect(scene.chris.form?.errors).toBeDefined();
  await scene.chris.submit({ reason_nl: "Dat is te duur" });
  expect(await scene.stage()).toMatchObject({ at: "ideas", asked: [] });
  const last = scene.town.told.findLast(({ member }) => member === OLA)?.message;
  expect(last && scene.town.render(last)).toContain("De reden: Dat is te duur");
  expect((await scene.town.store.history(scene.id)).at(-1)).toMatchObject({
    event: "notAgreed",
    why: "Dat is te duur",
  });
  const thread = scene.town.card(scene.id)?.thread.map((line) => scene.town.render(line)) ?? [];
  expect(thread.at(-1)).toBe("Een stap gaat niet door. De reden: Dat is te duur");
});

test("a resident who asked reads it too, in words that the clerk saw first", async () => {
  const scene = await opened();
  const noor = await scene.comes("noor");
  await noor.does({ type: "chose", press: press("do", "suggest", scene.id) });
  await noor.says("Meer licht");
  await noor.presses("Verstuur");
  await scene.chris.does(chose("against", "suggest", scene.id));
  await scene.chris.submit({ reason_nl: "Er komt al licht" });
  expect(scene.chris.form?.preview).toBeDefined();
  expect((await scene.stage()).asked).toHaveLength(1);
  await scene.chris.submit({ reason_nl: "Er komt al licht" });
  expect(noor.lastText).toContain("De reden: Er komt al licht");
});
