import { describe, expect, test } from "vitest";
import { MINUTE } from "../../bot/core/time.ts";
import { waterkant } from "../support/town.ts";
import { comes, crowd, factsOn, filledIn, heard, onCard, opened, opening, type Scene } from "./people.ts";

/** Nobody is pointed out because she was one of few who were asked. */

const lastOf = async ({ town }: Scene) => {
  const all = await town.store.broadcasts("");
  const last = all.find((one) => one.status.at === "ready");
  if (!last) throw new Error("nothing was counted");
  return last;
};

async function counts(scene: Scene, whom?: Record<string, string[]>) {
  await onCard(scene.ola, scene.id, "invite");
  await scene.ola.submit(whom ?? filledIn(scene.ola));
  return lastOf(scene);
}

describe("an invitation that reaches fewer than ten people", () => {
  test("cannot be sent, also not with an old button, and the organiser reads why and no number", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    const noor = await comes(scene, "noor", { asked: true, neighbourhood: "Molenhoek" });
    await crowd(scene, { asked: true, neighbourhood: "Molenhoek" }, 8);
    await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" }, 10);
    const { id } = await counts(scene, { neighbourhoods: ["mill"] });
    const card = town.card(id)?.card;
    expect(town.render(card?.status ?? { key: "" })).toContain("Dit bereikt minder dan 10 mensen.");
    expect(factsOn(scene, id).join("\n")).toContain("Krijgen het: minder dan 10 inwoners");
    expect(card?.actions.map(({ press }) => press.option)).toEqual(["discard"]);
    await ola.onNews(id, "send");
    expect(ola.told.at(-1)).toBe("officials:process.tooSmall");
    await town.passes(MINUTE);
    expect(heard(town, noor)).not.toContain("korte vragen");
  });

  test.each([
    ["a language in a neighbourhood", { neighbourhoods: ["dike"], languages: ["en"] }, {}],
    ["an age", { ages: ["16_17"] }, {}],
    ["whoever took part before", {}, { earlier: "before" }],
    ["whoever came by a campaign", {}, { campaign: "markt" }],
  ])("is refused too when it is for %s", async (_, whom: Record<string, string[]>, card) => {
    const scene = await opened({ ...opening, ...card });
    const { town, ola } = scene;
    const sam = await comes(scene, "sam", { asked: true, language: "en", neighbourhood: "Dijkzicht" });
    await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" }, 10);
    const lane = await sam.lane;
    if (!lane) throw new Error("nobody came");
    const more = { age: "16_17" as const, takesPart: ["P7654321"], campaign: "markt" };
    await town.store.commit([{ put: { ...lane, ...more, version: lane.version + 1 }, expect: lane.version }]);
    const { id, status } = await counts(scene, whom);
    expect(status).toMatchObject({ count: 1 });
    await ola.onNews(id, "send");
    await town.passes(MINUTE);
    expect(heard(town, sam)).not.toContain("short questions");
  });

  test("is refused when it is what an earlier one left over", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" }, 12);
    const lee = await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
    const first = await counts(scene, { neighbourhoods: ["dike"] });
    await ola.onNews(first.id, "send");
    await town.passes(MINUTE);
    const rest = await counts(scene, { neighbourhoods: ["dike", "mill"] });
    await ola.onNews(rest.id, "send");
    await town.passes(MINUTE);
    expect(heard(town, lee)).not.toContain("korte vragen");
  });

  test("is measured by what the municipality set, when that is more", async () => {
    const town = { ...waterkant, leastInvited: 15 };
    const scene = await opened(opening, { ports: (ports) => ({ ...ports, town }) });
    const noor = await comes(scene, "noor", { asked: true });
    await crowd(scene, { asked: true }, 13);
    const { id } = await counts(scene);
    await scene.ola.onNews(id, "send");
    await scene.town.passes(MINUTE);
    expect(heard(scene.town, noor)).not.toContain("korte vragen");
  });
});

test("two invitations that are only counted do not tell of one person by their difference", async () => {
  const scene = await opened();
  const { ola } = scene;
  await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" }, 12);
  await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
  const seen: string[] = [];
  for (const neighbourhoods of [["dike"], ["dike", "mill"]]) {
    const { id } = await counts(scene, { neighbourhoods });
    seen.push(factsOn(scene, id).find((one) => one.startsWith("Krijgen het")) ?? "");
    await ola.onNews(id, "discard");
  }
  expect(seen).toEqual(["Krijgen het: minstens 10 inwoners", "Krijgen het: minstens 10 inwoners"]);
});
