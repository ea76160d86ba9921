import { describe, expect, test, vi } from "vitest";
import { fromEpoch, HOUR } from "../../../bot/core/calendar/time.ts";
import { writeLink } from "../../../bot/core/model/deep-link.ts";
import { itemOf } from "../../../bot/core/processes/items.ts";
import { stageSchema } from "../../../bot/core/processes/stage.ts";
import { chose, forgets, opened, press, type Scene, shows, tells } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** What stays in Slack of people, when the term of a process is over and when somebody has herself erased. */

/** What the desk sees of the process: its card and its thread. */
const inSlack = ({ town, id }: Scene) => JSON.stringify(town.card(id));

async function hints(scene: Scene, name: string, topic: string) {
  const one = await scene.comes(name);
  await one.does({ type: "chose", press: press("do", "hint", scene.id) });
  await one.says(topic);
  await one.presses("Verstuur");
  return one;
}

/** Kim follows the link for youth workers and says who she is. */
async function asksToFacilitate(scene: Scene) {
  const kim = await scene.comes("kim");
  const code = (await scene.stage()).facilitated?.code ?? "";
  await kim.commands("start", writeLink({ kind: "facilitated", id: scene.id, code }));
  for (const typed of ["Kim", "Jongerenwerk Zuid"]) await kim.says(typed);
  await kim.presses("Verstuur");
  return kim;
}

describe("at the end of the term", () => {
  test("nothing in Slack leads to a person: no youth worker's name, no id, nothing that she typed", async () => {
    const scene = await opened();
    const kim = await asksToFacilitate(scene);
    await hints(scene, "noor", "Het verkeer");
    const resident = (await kim.lane)?.resident ?? "nobody";
    for (const hers of ["Kim, Jongerenwerk Zuid", "Het verkeer"]) expect(inSlack(scene)).toContain(hers);
    await forgets(scene);
    for (const hers of ["Kim", "Het verkeer", resident]) expect(inSlack(scene)).not.toContain(hers);
  });

  test("what a resident brought in has no words any more, and what the town wrote itself has", async () => {
    const scene = await opened();
    const number = await tells(scene, await scene.comes("noor"), "Een bankje");
    await shows(scene.bo, number);
    await scene.ola.does(chose("card", "confide", scene.id));
    await scene.chris.does(chose("agree", "confide", scene.id));
    await forgets(scene);
    const listed = async (list: string) =>
      (await scene.town.store.listed(`${scene.id}/${list}`, 10)).map((one) => itemOf({}, one).state);
    expect(await listed("idea")).toMatchObject([{ words: {}, erased: true }]);
    const [term] = await listed("terms");
    expect(term).toMatchObject({
      words: { nl: "Het plein blijft open" },
      filled: { made: { values: { cost: 100 } } },
    });
    expect(term).not.toHaveProperty("erased");
  });
});

describe("when she has herself erased", () => {
  test.each(["last", "before somebody else"])("what she typed %s goes from the thread", async (when) => {
    const scene = await opened();
    const noor = await hints(scene, "noor", "Het verkeer");
    if (when !== "last") await hints(scene, "sam", "De speeltuin");
    expect(inSlack(scene)).toContain("Het verkeer");
    await noor.commands("wis");
    await noor.presses("Ja, wis alles van mij");
    expect(inSlack(scene)).not.toContain("Het verkeer");
  });

  test("and typed nothing, what others typed stays in the thread", async () => {
    const scene = await opened();
    await hints(scene, "noor", "Het verkeer");
    const kim = await asksToFacilitate(scene);
    await kim.commands("wis");
    await kim.presses("Ja, wis alles van mij");
    expect(inSlack(scene)).not.toContain("Jongerenwerk");
    expect(inSlack(scene)).toContain("Het verkeer");
  });

  test("no message to those who were not drawn knows any more that she was", async () => {
    const scene = await opened();
    const noor = await scene.comes("noor");
    const resident = (await noor.lane)?.resident ?? "nobody";
    const [sent] = await scene.town.store.broadcasts(fromEpoch(0));
    if (!sent) throw new Error("nothing was sent");
    const besides = [resident, "somebody else"];
    const { version } = sent;
    await scene.town.store.commit([{ put: { ...sent, besides, version: version + 1 }, expect: version }]);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles van mij");
    await scene.town.passes(HOUR, 4);
    const [after] = await scene.town.store.broadcasts(fromEpoch(0));
    expect(after?.besides).toEqual(["somebody else"]);
  });

  test("a process that stands under another does not know a youth worker any more either", async () => {
    const scene = await opened();
    const root = await scene.town.store.process(scene.id);
    const child = root && { ...root, id: "P9999999", version: 1 };
    if (!child) throw new Error("nothing was opened");
    const state = { ...(await scene.stage()), under: [scene.id] };
    await scene.town.store.commit([{ put: { ...child, state } }]);
    const kim = await asksToFacilitate({ ...scene, id: child.id });
    const workers = async () =>
      stageSchema.parse((await scene.town.store.process(child.id))?.state).facilitated?.workers;
    expect(await workers()).toHaveLength(1);
    await kim.commands("wis");
    await kim.presses("Ja, wis alles van mij");
    expect(await workers()).toEqual([]);
  });
});
