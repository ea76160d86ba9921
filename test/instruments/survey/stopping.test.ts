import { describe, expect, test } from "vitest";
import { DAY, dayPart, fromEpoch, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { voterToken } from "../../../bot/core/model/ids.ts";
import {
  acts,
  answers,
  begins,
  comes,
  crowd,
  heard,
  invites,
  onCard,
  opened,
  opening,
  processOf,
  surveyOf,
} from "./people.ts";

/** A survey that is stopped before its last day: participants still hear the results, and why it stopped. */

const pulse = { ...opening, template: "pulse" };
const because = { reason_nl: "Het plan gaat niet door.", reason_en: "The plan is off." };

describe("a survey that the organiser stops", () => {
  test("closes at once, with the answers of everybody, and all of them hear why with the results", async () => {
    const scene = await opened(pulse);
    const { town, ola } = scene;
    const noor = await begins(scene, "noor");
    await noor.presses("Fijn");
    const sam = await begins(scene, "sam", { language: "en" });
    // Lee has answered one question of two.
    const lee = await begins(scene, "lee");
    await lee.presses("Helemaal niet fijn");
    await sam.presses("Very good");
    await town.passes(3 * DAY, 3);
    await onCard(ola, scene.id, "stop");
    expect(ola.form?.intro?.map((one) => town.render(one)).join("\n")).toContain(
      "Wat iedereen al antwoordde, telt mee.\nZij lezen de reden bij de uitslag.",
    );
    await ola.submit({});
    expect(ola.form?.errors?.reason_nl?.key).toBe("officials:error.required");
    await ola.submit(because);
    // She sees what people who open it will read, in every language, before it stops.
    const { preview } = ola.form ?? {};
    expect(preview && town.text(preview.screen, "nl")).toContain("Het plan gaat niet door.");
    expect(preview?.also?.map((one) => town.text(one.screen, one.language)).join()).toContain(
      "The plan is off.",
    );
    expect((await surveyOf(scene)).at).toBe("open");
    await ola.submit(because);
    await lee.presses("Sla over");
    expect(heard(town, lee)).toContain(
      "“Hoe is het in jouw buurt?” is gesloten. Wat je al antwoordde, telt mee.\n\nDe peiling is eerder gestopt dan gepland. De reden: “Het plan gaat niet door.”\n\nDeed je mee? Dan hoor je op donderdag 14 mei 2026 wat we hoorden.",
    );
    expect(town.card(scene.id)?.thread.map((one) => town.render(one))).toContain(
      "De peiling is gestopt: Het plan gaat niet door.",
    );
    await town.passes(MINUTE);
    expect((await surveyOf(scene)).at).toBe("stopping");
    await town.passes(2 * MINUTE, 2);
    expect(await surveyOf(scene)).toMatchObject({
      at: "closed",
      closesOn: "2026-05-07",
      result: { same: true },
    });
    expect(ola.told.at(-1)).toBe("officials:survey.tells.gather");
    await acts(ola, scene, "publish");
    await town.passes(MINUTE);
    for (const one of [noor, lee]) {
      expect(heard(town, one)).toContain("Er deden minder dan 10 inwoners mee.");
      expect(one.lastText).toContain("De reden: “Het plan gaat niet door.”");
    }
    expect(sam.lastText).toContain("The reason: “The plan is off.”");
    await acts(ola, scene, "actOn", { because_nl: "Er komt een ander plan." });
    await town.passes(HOUR, 6);
    expect((await surveyOf(scene)).at).toBe("acted_on");
    expect(lee.lastText).toContain("Er komt een ander plan.");
    const paper = town.card(scene.id)?.files.findLast((one) => one.name.endsWith(".md"))?.text;
    expect(paper).toContain("De peiling is eerder gestopt dan gepland.");
    expect(paper).toContain("Antwoorden kon van maandag 4 mei 2026 tot en met donderdag 7 mei 2026.");
  });

  test("counts the answer that was on its way when it was stopped", async () => {
    const scene = await opened(pulse);
    const { town, ola, id } = scene;
    await acts(ola, scene, "stop", because);
    await town.store.commit([
      {
        put: {
          row: "response",
          process: id,
          voter: voterToken("ab".repeat(16)),
          version: 1,
          edition: 1,
          language: "nl",
          via: "chat",
          answers: { mood: { is: "options", ids: ["4"] } },
          done: true,
          begun: dayPart(town.now),
          at: dayPart(town.now),
        },
      },
    ]);
    await town.passes(3 * MINUTE, 3);
    expect((await surveyOf(scene)).result?.results.mood).toMatchObject({ "o.4": 1 });
  });

  test("invites and reminds nobody any more, whatever was on its way", async () => {
    const scene = await opened(pulse);
    const { town, ola } = scene;
    const noor = await comes(scene, "noor", { asked: true });
    await crowd(scene);
    await invites(scene);
    await noor.presses("Begin");
    await answers(noor, "Helemaal niet fijn");
    const lee = await comes(scene, "lee", { asked: true });
    await crowd(scene);
    // Sent at night: it waits for the morning, and another cannot be made.
    await town.passes(13 * HOUR, 13);
    await acts(ola, scene, "invite");
    const [ready] = (await town.store.broadcasts(fromEpoch(0))).filter((one) => one.status.at === "ready");
    await ola.onNews(ready?.id ?? "", "send");
    await acts(ola, scene, "stop", because);
    expect((await town.store.broadcast(ready?.id ?? ""))?.status.at).toBe("stopped");
    await town.passes(14 * DAY, 28);
    expect(heard(town, lee)).not.toContain("korte vragen voor je");
    for (const one of [noor, lee]) expect(heard(town, one)).not.toContain("Je kunt nog tot en met");
  });

  test("has an invitation that still waited for its button thrown away", async () => {
    const scene = await opened(pulse);
    const { town, ola } = scene;
    const noor = await comes(scene, "noor", { asked: true });
    await crowd(scene);
    await acts(ola, scene, "invite");
    const [ready] = await town.store.broadcasts(fromEpoch(0));
    await acts(ola, scene, "stop", because);
    expect((await town.store.broadcast(ready?.id ?? ""))?.status.at).toBe("discarded");
    await ola.onNews(ready?.id ?? "", "send");
    await town.passes(MINUTE);
    expect(heard(town, noor)).not.toContain("korte vragen voor je");
  });

  test("takes no answers of colleagues or from paper any more, and promises stay watched", async () => {
    const scene = await opened(pulse);
    const { town, ola, bo, id } = scene;
    const noor = await begins(scene, "noor");
    await noor.presses("Fijn");
    await acts(ola, scene, "stop", because);
    await bo.does({
      type: "chose",
      press: { instrument: "survey", version: 1, step: "staff", option: "asked", ref: id },
    });
    expect(bo.told.at(-1)).toBe("officials:survey.staff.closed");
    await onCard(bo, id, "enterPaper");
    expect(bo.told.at(-1)).toBe("officials:process.notNow");
    // A week after it stopped the results were promised.
    await town.passes(8 * DAY, 16);
    expect(ola.told.at(-1)).toBe("officials:process.owed.passed");
  });

  test("on its last night, when it is over already, is closed by the clock alone", async () => {
    const scene = await opened(pulse);
    const { town, ola } = scene;
    // Two hours before the end; the form stays open until after midnight.
    await town.passes(14 * DAY + 11 * HOUR, 20);
    await onCard(ola, scene.id, "stop");
    await ola.submit(because);
    expect((await surveyOf(scene)).at).toBe("open");
    await town.passes(6 * HOUR, 6);
    await ola.submit(because);
    expect(await surveyOf(scene)).toMatchObject({ at: "closed", closesOn: "2026-05-18" });
    expect((await surveyOf(scene)).filled.stop).toBeUndefined();
    expect((await processOf(scene)).open).toBe(true);
  });
});
