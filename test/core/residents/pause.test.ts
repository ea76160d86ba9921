import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { startOffice } from "../../../bot/core/officials/office.ts";
import { issueOf, news, type Scene, scene as sceneOf, thread } from "../../instruments/issue/people.ts";
import { ANA, BO, BRAM, CHRIS, OLA, staffed } from "../../support/staff.ts";
import { createTestTown } from "../../support/town.ts";

/**
 * An official pauses somebody who sends too much, or hurtful messages; she is told, and can object to somebody else.
 */

const reason = "Je stuurde tien keer hetzelfde en schold een collega uit.";
/** A day that can be chosen, counted from the Monday in May on which these stories begin. */
const until = "2026-05-12";

/** Bo is on duty at the desk that got Sam's report; Bram leads it, and has no role. */
async function scene(): Promise<Scene> {
  const here = await sceneOf();
  await here.bo.command("dienst");
  await here.bo.submit({ desk_public_space: [BO] });
  return here;
}

async function paused(): Promise<Scene> {
  const here = await scene();
  await here.bo.acts(here.id, "pause", { grounds: reason, until });
  return here;
}

describe("an official pauses a sender", () => {
  test("she reads why, until when, by which desk, what goes on and how she can object", async () => {
    const { sam } = await paused();
    expect(sam.lastText).toBe(
      [
        "Openbare ruimte neemt tot en met dinsdag 12 mei niets nieuws van je aan. Dat heet een pauze. Dit is de reden:",
        `“${reason}”`,
        "Wat je eerder vertelde, loopt gewoon door. Je krijgt daar antwoord op. /mijn, /stop, /wis en /mijngegevens werken ook. Is er gevaar? Bel 112.",
        "Vind je dit niet eerlijk? Druk op de knop, of typ /bezwaar. Dan kijkt iemand anders ernaar.",
      ].join("\n\n"),
    );
    expect(sam.labels).toEqual(["Ik maak bezwaar"]);
  });

  test("it is an entry of the history with who, when and why, and the card shows until when", async () => {
    const { town, id } = await paused();
    const entry = (await town.store.history(id)).at(-1);
    expect(entry).toMatchObject({ event: "pause", official: BO, why: reason, actor: "official" });
    expect(thread(town, id)).toContain("thread.pause");
    expect(JSON.stringify(town.card(id)?.card.facts)).toContain("officials:card.paused");
  });

  test.each([
    ["without a reason", { grounds: "", until }, "grounds"],
    ["without a day", { grounds: reason, until: "" }, "until"],
    ["for longer than the town allows", { grounds: reason, until: "2026-05-19" }, "until"],
    ["until a day that has passed", { grounds: reason, until: "2026-05-01" }, "until"],
  ])("%s it cannot be", async (_how, values, field) => {
    const { town, sam, bo, id } = await scene();
    await bo.press(id, "pause");
    await bo.submit(values);
    expect(bo.form?.errors?.[field]).toBeDefined();
    expect((await issueOf(town, id)).pause).toBeUndefined();
    expect((await sam.lane)?.paused).toBeUndefined();
  });

  test.each([ANA, CHRIS, BRAM])("%s, who is no official and no organiser, cannot", async (member) => {
    const { town, sam, id } = await scene();
    await town.official(member).press(id, "pause");
    expect(town.official(member).form).toBeUndefined();
    expect((await sam.lane)?.paused).toBeUndefined();
  });

  test("an official of another desk cannot, nor an organiser of none, and hears whom to ask", async () => {
    const { town, sam, bo, ola, id } = await scene();
    await bo.command("dienst");
    await bo.submit({ desk_public_space: [], desk_safety_housing: [BO] });
    for (const one of [bo, ola]) {
      await one.press(id, "pause");
      expect(one.form?.id.form).not.toBe("pause");
      expect(one.told.at(-1)).toBe("officials:refused.otherDesk");
      expect(town.told.at(-1)?.message.params?.members).toEqual({ list: [BRAM] });
      // A form that nobody gave her is refused as well.
      await one.does({
        type: "submitted",
        form: { instrument: "issue", form: "pause", ref: id },
        values: { grounds: reason, until },
      });
      await one.press(id, "show");
      expect(JSON.stringify(one.form)).not.toContain("act.pause");
    }
    expect((await sam.lane)?.paused).toBeUndefined();
  });

  test("at a desk to which nobody belongs any official can", async () => {
    const town = createTestTown({
      ports: (ports) => ({
        ...ports,
        town: { ...ports.town, desks: ports.town.desks.map(({ lead: _, ...desk }) => desk) },
      }),
    });
    const { bo } = await staffed(town);
    const sam = town.resident("sam");
    const id = await sam.raises("De lamp is stuk", { at: "Dorpsstraat" });
    await bo.acts(id, "pause", { grounds: reason, until });
    expect((await sam.lane)?.paused).toBeDefined();
  });

  test("at a closed desk a member can", async () => {
    const { town, sam, bo, ola, id } = await scene();
    const office = (await town.store.office()) ?? startOffice(town.ports.town);
    const desks = office.desks.map((one) =>
      one.id === "public_space" ? { ...one, closed: true, lead: undefined, onDuty: [], members: [OLA] } : one,
    );
    await town.store.commit([{ put: { ...office, desks, version: office.version + 1 } }]);
    await bo.press(id, "pause");
    expect(bo.told.at(-1)).toBe("officials:refused.closed");
    await ola.acts(id, "pause", { grounds: reason, until });
    expect((await sam.lane)?.paused).toBeDefined();
  });

  test("nobody at the desk learns who it is: nothing on card, form or thread leads to her", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.press(id, "pause");
    const shown = JSON.stringify([bo.form, town.posted, town.told]);
    const lane = await sam.lane;
    expect(shown).not.toContain(lane?.resident);
    expect(shown).not.toContain(sam.chat);
  });
});

describe("while she is paused", () => {
  test("she is told once a day, and nothing that she sends is kept", async () => {
    const { town, sam } = await paused();
    const before = sam.heard.length;
    await sam.says("Nog een melding");
    expect(sam.heard).toHaveLength(before + 1);
    expect(sam.lastKeys).toEqual(["common:pause.now"]);
    await sam.says("En nog een");
    await sam.photo("p1", "met een foto");
    await sam.commands("melden", "of zo");
    await sam.commands("start");
    expect(sam.heard).toHaveLength(before + 1);
    await town.passes(DAY);
    await sam.says("Nog een dag later");
    expect(sam.heard).toHaveLength(before + 2);
    expect(JSON.stringify(await sam.lane)).not.toMatch(/Nog een|met een foto|of zo/);
    expect(town.posted).toHaveLength(1);
  });

  test.each([
    ["Er is brand bij de buren!", "said"],
    ["They have a KNIFE", "said"],
    ["Ik wil niet meer leven", "said"],
    ["brand", "below a photo"],
    ["er is een inbraak", "behind /melden"],
  ])("“%s” (%s) is never met with silence: she hears whom to call", async (text, how) => {
    const { town, sam } = await paused();
    await sam.says("Nog een melding");
    const before = sam.heard.length;
    for (let n = 1; n <= 2; n++) {
      if (how === "said") await sam.says(text);
      else if (how === "below a photo") await sam.photo(`p${n}`, text);
      else await sam.commands("melden", text);
      expect(sam.heard).toHaveLength(before + n);
      expect(sam.lastKeys).toEqual([
        expect.stringMatching(/^common:danger\.(now|self)$/),
        "common:danger.notKept",
      ]);
      expect(sam.lastText).toMatch(/Bel 112\./);
    }
    await sam.says("Er staat een brandweerauto op mijn plek");
    expect(sam.heard).toHaveLength(before + 2);
    expect(JSON.stringify(await sam.lane)).not.toContain(text);
    expect(town.posted).toHaveLength(1);
  });

  test("a machine that cries fire without end is answered a few times", async () => {
    const { sam } = await paused();
    const before = sam.heard.length;
    for (let n = 0; n < 100; n++) await sam.gives({ type: "said", text: "Er is brand in de straat!" });
    expect(sam.heard.length - before).toBe(20);
  });

  test.each([
    ["stop", "common:stop.done"],
    ["mijngegevens", "common:data.intro"],
    ["help", "common:help.what"],
    ["mijn", "common:mine.intro"],
    ["meedoen", "common:process.none"],
  ])("/%s works", async (command, key) => {
    const { sam } = await paused();
    await sam.commands(command);
    expect(sam.lastKeys[0]).toBe(key);
  });

  test("answers to what she told before still reach her", async () => {
    const { sam, bo, id } = await paused();
    const before = sam.heard.length;
    await bo.answers(id, { text: "De lamp doet het weer." });
    expect(news(sam, before)).toEqual(["issue:notice.answered"]);
  });

  test("it also begins for somebody who wants no messages, or blocked the bot", async () => {
    const { sam, bo, id } = await scene();
    await sam.commands("stop");
    await bo.acts(id, "pause", { grounds: reason, until });
    await sam.says("Nog een melding");
    expect(sam.lastKeys).toEqual(["common:pause.now"]);
    const other = await scene();
    other.sam.silentlyBlocks();
    await other.bo.acts(other.id, "pause", { grounds: reason, until });
    expect((await other.sam.lane)?.paused).toBeDefined();
  });

  test("it ends by itself", async () => {
    const { town, sam } = await paused();
    await town.passes(9 * DAY, 9);
    await sam.says("Er ligt glas");
    expect((await sam.lane)?.dialogue).toBeDefined();
  });

  test("it can be ended early, and she hears why", async () => {
    const { sam, bo, id } = await paused();
    await bo.acts(id, "unpause", { ends: "yes", grounds: "Het was een vergissing." });
    expect(sam.lastKeys[0]).toBe("common:pause.ended");
    await sam.says("Er ligt glas");
    expect((await sam.lane)?.dialogue).toBeDefined();
  });
});

describe("she objects", () => {
  test("with the button: she hears by when, and the clerk and the lead hear of it, not the one who paused", async () => {
    const { town, sam, id } = await paused();
    await sam.presses("Ik maak bezwaar");
    expect(sam.lastKeys).toEqual(["common:pause.objected"]);
    const heard = (member: string) => town.official(member).told;
    expect(heard(CHRIS)).toContain("officials:nudge.objection");
    expect(heard(BRAM)).toContain("officials:nudge.objection");
    expect(heard(BO)).not.toContain("officials:nudge.objection");
    expect(thread(town, id)).toContain("thread.objectionSilent");
  });

  test("typed, with her reasons, while nothing else of hers is taken; each repeat adds no more than three", async () => {
    const { town, sam, id } = await paused();
    for (let n = 1; n <= 6; n++) await sam.commands("bezwaar", `Ik schold niemand uit ${n}`);
    const words = (await town.store.history(id)).flatMap((one) =>
      one.event === "objection" ? [one.words] : [],
    );
    expect(words).toEqual([1, 2, 3].map((n) => `Ik schold niemand uit ${n}`));
    expect(sam.lastKeys).toEqual(["common:pause.objected"]);
  });

  test("the one who paused cannot answer it; the clerk can, and she reads the explanation", async () => {
    const { town, sam, bo, id } = await paused();
    await sam.presses("Ik maak bezwaar");
    await bo.press(id, "unpause");
    expect(bo.form).toBeUndefined();
    expect(bo.told).toContain("officials:refused.another");
    await town.official(CHRIS).acts(id, "unpause", { ends: "no", grounds: "Schelden mag niet." });
    expect(sam.lastKeys[0]).toBe("common:pause.stays");
    expect((await sam.lane)?.paused).toBeDefined();
    // She was answered: the same objection is not made again.
    await sam.commands("bezwaar");
    expect(sam.lastKeys).toEqual(["common:stale.alone"]);
  });

  test("a colleague who finds her right ends it at once", async () => {
    const { town, sam, id } = await paused();
    await sam.commands("bezwaar", "Dat was mijn broertje");
    await town.official(OLA).acts(id, "unpause", { ends: "yes", grounds: "Je hebt gelijk." });
    expect(sam.lastKeys[0]).toBe("common:pause.ended");
    expect((await sam.lane)?.paused).toBeUndefined();
  });

  test("an objection that nobody answers by the promised day comes to the clerk again, once", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.acts(id, "pause", { grounds: reason, until: "2026-05-18" });
    await sam.presses("Ik maak bezwaar");
    await town.passes(12 * DAY, 12);
    const late = town.official(CHRIS).told.filter((key) => key === "officials:nudge.objectionLate");
    expect(late).toHaveLength(1);
    expect(thread(town, id)).toContain("thread.objection_late");
  });

  test("somebody else's pause is not hers to object to, and without a pause there is nothing to object to", async () => {
    const { town, id } = await paused();
    const noor = await town.resident("noor").joins();
    await noor.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "pause", option: "object", ref: id },
    });
    expect(noor.lastKeys).toEqual(["common:gone"]);
    await noor.commands("bezwaar");
    expect(noor.lastKeys).toEqual(["common:unknownCommand"]);
  });
});
