import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { acts as surveyActs } from "../../../bot/instruments/survey/acts.ts";
import { survey } from "../../../bot/instruments/survey/lifecycle.ts";
import { answered, opened, opening } from "../../instruments/survey/people.ts";
import { withEveryRole } from "../../support/staff.ts";
import { read, SECRET, youthClosed } from "./closed-town.ts";

/** What residents say in a closed desk's survey is read by its members only, whatever stage the survey is at. */

test("somebody who is not a member reads none of its words, whatever she presses, in every state it can have", {
  timeout: 60_000,
}, async () => {
  const scene = await opened({ ...opening, template: "pulse" }, { ports: youthClosed(["U0OLA"]) });
  const { town, ola, id } = scene;
  await answered(scene, 10, {
    answers: { mood: { is: "options", ids: ["1"] }, why: { is: "text", text: SECRET } },
  });
  // It closed by itself, and everything was counted.
  await town.passes(15 * DAY, 15);
  const closed = (await town.store.process(id))?.state;
  const eva = await withEveryRole(town, "U0EVA");
  for (const at of Object.values(survey.states).flat()) {
    const process = await town.store.process(id);
    if (!process) throw new Error("it is there");
    const state = { ...(process.state as Record<string, unknown>), at };
    await town.store.commit([
      { put: { ...process, state, version: process.version + 1 }, expect: process.version },
    ]);
    for (const act of surveyActs) {
      const press = { instrument: "survey", version: 1, step: "card", option: act, ref: id };
      await eva.does({ type: "chose", press });
      expect(read(town, eva), `${act} of ${at}`).not.toContain(SECRET);
      const form = { instrument: "survey", form: act, ref: id };
      // What would change the state is tried by pressing alone.
      if (act === "results" || act === "texts" || act === "publish")
        await eva.does({ type: "submitted", form, values: { part: "1", quotes: [SECRET] } });
      expect(read(town, eva), `${act} of ${at}`).not.toContain(SECRET);
    }
    await eva.opensHome();
    expect(read(town, eva)).not.toContain(SECRET);
  }
  // It was there to be read: a member does.
  const process = await town.store.process(id);
  if (!process) throw new Error("it is there");
  await town.store.commit([
    { put: { ...process, state: closed, version: process.version + 1 }, expect: process.version },
  ]);
  const press = { instrument: "survey", version: 1, step: "card", option: "texts", ref: id };
  await ola.does({ type: "chose", press });
  expect(JSON.stringify(ola.form)).toContain(SECRET);
  expect(JSON.stringify(town.posted.filter((one) => one.channel !== "#jeugd-en-buurt"))).not.toContain(
    SECRET,
  );
});
