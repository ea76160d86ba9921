import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import {
  acts,
  comes,
  drafted,
  forWhom,
  onCard,
  opening,
  opens,
  processOf,
  room,
  surveyOf,
} from "./people.ts";

/** From /peiling to the first day. */

describe("an organiser", () => {
  test("begins with a template and a whole card, and nobody sees it before it is open", async () => {
    const scene = await drafted();
    expect(await surveyOf(scene)).toMatchObject({ at: "draft", template: "sample", closesOn: "2026-05-18" });
    expect((await surveyOf(scene)).definition.questions).toHaveLength(7);
    const noor = await comes(scene, "noor");
    await noor.commands("meedoen");
    expect(noor.lastKeys).toEqual(["common:process.none"]);
    await noor.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
    expect(noor.lastText).toContain("is nog niet open. Je kunt antwoorden vanaf maandag 4 mei.");
  });

  test.each([
    [{ opensOn: "2026-05-12", closesOn: "2026-05-11" }, "closesOn", "officials:survey.error.before"],
    [{ closesOn: "2026-05-03" }, "closesOn", "officials:error.past"],
    [{ closesOn: "2027-05-03" }, "closesOn", "officials:survey.error.long"],
    [{ opensOn: "2026-04-03" }, "opensOn", "officials:error.past"],
    [{ answerBy: "2026-05-18" }, "answerBy", "officials:survey.error.answerBy"],
    [{ template: "nothere" }, "template", "officials:error.required"],
    [{ quotas: "Dijkzicht" }, "quotas", "officials:survey.error.quota"],
    [{ quotas: "Rotterdam=5" }, "quotas", "officials:survey.error.quotaGroup"],
    [{ quotas: "Dijkzicht=5", neighbourhoods: ["mill"] }, "quotas", "officials:survey.error.quotaNotAsked"],
    [{ quotas: "Dijkzicht=9" }, "quotas", "officials:survey.error.quotaMany"],
    [{ quotas: "nl=9" }, "quotas", "officials:survey.error.quotaFew"],
    [{ quotas: "Dijkzicht=90000" }, "quotas", "officials:survey.error.quotaMany"],
  ])("hears what is wrong with %o", async (values, field, error) => {
    const { town } = await drafted();
    const ola = town.official("U0OLA");
    await ola.does({ type: "commanded", command: "peiling", rest: "", ...room });
    await ola.submit(forWhom({ ...opening, ...values }));
    expect(ola.form?.errors?.[field]?.key).toBe(error);
  });

  test("cannot approve her own questions, and a colleague can send them back with a reason", async () => {
    const scene = await drafted();
    const { ola, bo } = scene;
    await onCard(bo, scene.id, "approve");
    expect(bo.told.at(-1)).toBe("officials:process.notNow");
    await acts(ola, scene, "propose");
    await onCard(ola, scene.id, "approve");
    expect(ola.told.at(-1)).toBe("officials:refused.another");
    await acts(bo, scene, "sendBack", { reason: "Vraag 3 is te moeilijk." });
    expect((await surveyOf(scene)).at).toBe("draft");
    expect(ola.told.at(-1)).toBe("officials:survey.tells.sendBack");
    await acts(ola, scene, "propose");
    await acts(bo, scene, "approve");
    expect(await surveyOf(scene)).toMatchObject({ at: "scheduled", filled: { approve: { by: "U0BOO" } } });
  });

  test("has it opened by the clock on the first day, at nine, and closed after the last", async () => {
    const scene = await drafted({ ...opening, opensOn: "2026-05-06" });
    await opens(scene);
    expect((await surveyOf(scene)).at).toBe("scheduled");
    await scene.town.passes(DAY, 24);
    expect((await surveyOf(scene)).at).toBe("scheduled");
    await scene.town.passes(DAY, 24);
    expect((await surveyOf(scene)).at).toBe("open");
    expect((await processOf(scene)).open).toBe(true);
    expect(scene.ola.told.at(-1)).toBe("officials:survey.tells.open");
    await scene.town.passes(13 * DAY, 13);
    expect((await surveyOf(scene)).at).toBe("closed");
    expect(scene.ola.told.at(-1)).toBe("officials:survey.tells.close");
  });

  test("somebody who changes questions under review has them reviewed again", async () => {
    const scene = await drafted();
    await acts(scene.ola, scene, "propose");
    await acts(scene.ola, scene, "questions", {
      part1: "questions:\n  - {id: one, kind: yes_no, ask: {nl: Gaat het?}}",
    });
    expect(await surveyOf(scene)).toMatchObject({ at: "draft", edition: 2 });
    await onCard(scene.bo, scene.id, "approve");
    expect(scene.bo.told.at(-1)).toBe("officials:process.notNow");
  });
});
