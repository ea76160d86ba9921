import { describe, expect, test } from "vitest";
import { told } from "../../support/pages.ts";
import {
  agreement,
  collecting,
  grouped,
  invitation,
  joinsCore,
  manifestoOf,
  onCard,
  opened,
  processOf,
  proposes,
} from "./people.ts";

describe("the core group", () => {
  test("is joined by the organiser's link, also by somebody who never was here", async () => {
    const scene = await opened();
    const sam = await joinsCore(scene, "sam");
    expect(sam.lastText).toBe(
      [
        "Welkom in de kerngroep. Jij bent de eerste. Er zijn er minstens 3 nodig.",
        "Zijn jullie met genoeg? Dan stelt de organisator voor hoe het manifest wordt gemaakt. Jullie zeggen of dat goed is.",
      ].join("\n\n"),
    );
    expect((await manifestoOf(scene)).core).toHaveLength(1);
    expect((await sam.lane)?.age).toBe("16_17");
    expect((await sam.lane)?.takesPart).toEqual([scene.id]);
    // Somebody who came by a link reads the card before she says yes.
    expect(sam.heard.map(({ screen }) => scene.town.text(screen)).join("\n")).toContain("Dit ligt vast:");
  });

  test("is closed to a button that was made up, and to a link that was guessed", async () => {
    const scene = await opened();
    const sam = scene.town.resident("sam");
    await sam.joins();
    await sam.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "join", option: "16_17", ref: scene.id },
    });
    await sam.commands("start", `m-${scene.id}-000000000000`);
    expect(sam.lastKeys).toEqual(["manifesto:invitation.gone"]);
    expect((await manifestoOf(scene)).core).toEqual([]);
  });

  test("is for an age, and says so to somebody who is older", async () => {
    const scene = await opened();
    const old = await joinsCore(scene, "old", "28 jaar of ouder");
    expect(old.lastText).toContain("Dit is voor jongeren van 16 tot en met 27 jaar");
    expect((await manifestoOf(scene)).core).toEqual([]);
  });

  test("takes nobody twice, and nobody more than fit", async () => {
    const scene = await grouped();
    await scene.sam.commands("start", await invitation(scene));
    expect(scene.sam.lastKeys).toEqual(["manifesto:invitation.already"]);
    await joinsCore(scene, "four");
    const five = scene.town.resident("five");
    await five.joins();
    await five.commands("start", await invitation(scene));
    expect(five.lastKeys).toEqual(["manifesto:invitation.full"]);
    expect((await manifestoOf(scene)).core).toHaveLength(4);
  });

  test("tells the organiser when it is large enough", async () => {
    const { ola } = await grouped();
    expect(ola.told).toContain("officials:manifesto.complete");
  });

  test("cannot be asked to agree before it is large enough", async () => {
    const scene = await opened();
    await joinsCore(scene, "sam");
    await onCard(scene.ola, scene.id, "agreement");
    expect(scene.ola.form).toBeUndefined();
    expect(scene.ola.told.at(-1)).toBe("manifesto:not.enoughMembers");
  });
});

describe("the core group agrees its own form", () => {
  test("by more than half of it, and then everybody may bring in topics", async () => {
    const scene = await grouped();
    await proposes(scene);
    for (const one of [scene.sam, scene.noor, scene.yusuf])
      expect(one.lastText).toBe(
        [
          "Zo kunnen we “Jongerenmanifest Waterkant” maken. Vind je dit goed?",
          "Meedoen kan van 16 tot en met 27 jaar.",
          "Onderwerpen inbrengen kan tot en met maandag 1 juni. De kerngroep kan eerder stoppen.",
          "Iedereen heeft 10 stemmen, hoogstens één voor elk onderwerp.",
          "De stemming is 14 dagen open.",
          "De bovenste 10 onderwerpen komen in het manifest. Zonder stem komt een onderwerp er niet in.",
          "Bij gelijk aantal gaat het onderwerp voor dat het eerst is ingebracht.",
          "Het gaat door als meer dan de helft van de kerngroep het goed vindt. Je kunt je keuze nog veranderen.",
        ].join("\n\n"),
      );
    await scene.sam.presses("Ja, goed zo");
    expect((await manifestoOf(scene)).at).toBe("forming");
    // The same again counts once.
    await scene.sam.presses("Ja, goed zo");
    expect((await manifestoOf(scene)).at).toBe("forming");
    await scene.noor.presses("Ja, goed zo");
    expect(await manifestoOf(scene)).toMatchObject({
      at: "collecting",
      agreement: { counting: "votes", votes: 10, votingDays: 14, collectUntil: "2026-06-01" },
    });
    expect(scene.yusuf.lastText).toContain(
      "De kerngroep vindt het goed. “Jongerenmanifest Waterkant” gaat van start.",
    );
    expect(scene.ola.told.at(-1)).toBe("officials:manifesto.tells.agree");
    await scene.yusuf.presses("Nee, liever anders");
    expect(scene.yusuf.lastKeys).toEqual(["manifesto:motion.over"]);
  });

  test("or sends it back with reasons, which the organiser reads without a name", async () => {
    const scene = await grouped();
    await proposes(scene);
    await scene.sam.presses("Nee, liever anders");
    expect(scene.sam.lastText).toContain("Wil je zeggen wat je anders wilt?");
    await scene.sam.says("Tien stemmen is te veel");
    await scene.noor.presses("Nee, liever anders");
    await scene.noor.presses("Sla over");
    expect(await manifestoOf(scene)).toMatchObject({ at: "forming" });
    expect((await manifestoOf(scene)).motion).toBeUndefined();
    expect(scene.ola.told.at(-1)).toBe("officials:manifesto.rejected");
    expect(scene.town.card(scene.id)?.thread.map((one) => scene.town.render(one))).toContain(
      "Waarom liever anders: “Tien stemmen is te veel”",
    );
    // A new proposal makes the buttons of the old one worthless.
    await proposes(scene, { ...agreement, votes: "5" });
    await scene.sam.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "motion", option: "yes1", ref: scene.id },
    });
    expect(scene.sam.lastKeys).toEqual(["manifesto:motion.over"]);
  });

  test("and may change its mind until it is decided", async () => {
    const scene = await grouped();
    await proposes(scene);
    await scene.sam.presses("Nee, liever anders");
    await scene.sam.presses("Sla over");
    await scene.sam.presses("Ja, goed zo");
    expect((await manifestoOf(scene)).motion).toMatchObject({ no: [] });
    expect((await manifestoOf(scene)).motion?.yes).toHaveLength(1);
  });

  test("without anybody who is not in it", async () => {
    const scene = await grouped();
    await proposes(scene);
    const outsider = scene.town.resident("outsider");
    await outsider.joins();
    await outsider.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "motion", option: "yes1", ref: scene.id },
    });
    expect(outsider.lastKeys).toEqual(["manifesto:core.only"]);
  });

  test("and two who agree at the same moment are both counted", async () => {
    const scene = await grouped();
    await proposes(scene);
    const press = {
      instrument: "manifesto",
      version: 1,
      step: "motion",
      option: `yes${(await manifestoOf(scene)).motion?.n}`,
      ref: scene.id,
    };
    await Promise.all([
      scene.sam.gives({ type: "chose", press }),
      scene.noor.gives({ type: "chose", press }),
    ]);
    await scene.town.settle();
    expect((await manifestoOf(scene)).at).toBe("collecting");
  });
});

test("somebody who erases herself is out of the core group and hears no more of it", async () => {
  const scene = await collecting();
  const { town, sam, ola } = scene;
  await sam.commands("wis");
  await sam.presses("Ja, wis alles");
  const { core } = await manifestoOf(scene);
  expect(core).toHaveLength(2);
  expect(await told((tell) => town.store.participants(scene.id, tell))).toHaveLength(2);
  expect(JSON.stringify(await processOf(scene))).not.toContain((await sam.lane)?.resident ?? "gone");
  expect(ola.told.at(-1)).toBe("officials:manifesto.tooSmall");
});

test("organisers hear when the last agreed day for topics has passed, once", async () => {
  const scene = await collecting();
  await scene.town.passes(27 * 24 * 3600 * 1000);
  expect(scene.ola.told).not.toContain("officials:manifesto.tells.collectingOver");
  await scene.town.passes(2 * 24 * 3600 * 1000, 2);
  expect(scene.ola.told.filter((one) => one === "officials:manifesto.tells.collectingOver")).toHaveLength(1);
});
