import { expect, test, vi } from "vitest";
import { fromEpoch } from "../../../bot/core/calendar/time.ts";
import { chose, opened } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

test("an invitation goes to the ages, neighbourhoods and languages that the organiser chose", async () => {
  const scene = await opened();
  const neighbourhood = scene.town.ports.town.neighbourhoods[0]?.key ?? "";
  const whom = { whom_ages: ["21_24"], whom_neighbourhoods: [neighbourhood], whom_languages: ["en"] };
  await scene.ola.does(chose("card", "invite", scene.id));
  for (let times = 0; times < 2; times++) await scene.ola.submit(whom);
  const sent = await scene.town.store.broadcasts(fromEpoch(0));
  const [last] = sent.filter(({ screen }) => screen?.lines.some(({ key }) => key === "forum:tells.invite"));
  expect(last).toMatchObject({
    neighbourhoods: [neighbourhood],
    invites: { ages: ["21_24"], languages: ["en"] },
  });
});
