import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import type { TestResident, TestTown } from "../../support/town.ts";
import {
  at,
  bring,
  contributionOf,
  filledIn,
  forges,
  issueOf,
  joins,
  lastNews,
  news,
  type Scene,
  scene,
  thread,
} from "./people.ts";

/** She opens her list and one item in it. */
async function opens(person: TestResident, id: string): Promise<void> {
  await person.commands("mijn");
  await person.presses(shownNumber(id));
}

const lastMessage = (person: TestResident) => person.heard.at(-1)?.message;
const lastThread = (town: TestTown, id: string) => town.card(id)?.thread.at(-1);

/** The buttons below what she was last told. */
const offered = (person: TestResident) => person.labels;

describe("/mijn", () => {
  test("lists what she told, the newest first, each with how it stands", async () => {
    const { town, sam, bo, id } = await scene();
    await town.passes(DAY);
    const second = await sam.raises("De bak is vol");
    await bo.acts(id, "plan", filledIn.plan);
    await sam.commands("mijn");
    const [intro, rows] = sam.lastText.split("\n\n");
    expect(intro).toBe("Je vertelde 2 dingen. Tik op een nummer om te zien wat ermee gebeurde.");
    expect(rows?.split("\n")).toEqual([
      `${shownNumber(second)} De bak is vol: binnen, nog niet bekeken`,
      expect.stringMatching(`${shownNumber(id)} De lamp is stuk: gepland: .*3 augustus`),
    ]);
    // A button is too narrow for words: the lines above it say what each number is.
    expect(offered(sam)).toEqual([shownNumber(second), shownNumber(id)]);
  });

  test("shows her words, the facts, the answer and the whole history with dates", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.acts(id, "claim");
    await town.passes(DAY);
    await bo.acts(id, "start");
    await bo.answers(id, { text: "De lamp doet het weer." });
    await opens(sam, id);
    const { lastText } = sam;
    for (const part of [
      "De lamp is stuk",
      "Plek: Dorpsstraat",
      "Team: Openbare ruimte",
      "Het is gedaan.",
      "De lamp doet het weer.",
      "4 mei",
      "jij vertelde het",
      "iemand las het",
      "5 mei",
      "de gemeente begon eraan",
      "de gemeente gaf antwoord",
    ])
      expect(lastText).toContain(part);
    expect(lastText).not.toContain(bo.member);
    expect(offered(sam)).toEqual(["Ja, dit helpt", "Het helpt nog niet", "Voeg iets toe"]);
  });

  test.each([
    ["submitted", ["Voeg iets toe", "Trek in"]],
    ["info_requested", ["Geef antwoord", "Voeg iets toe", "Trek in"]],
    ["parked", ["Geef antwoord", "Voeg iets toe", "Trek in"]],
    ["planned", ["Voeg iets toe", "Trek in"]],
    ["merged", ["Voeg iets toe"]],
    ["answered", ["Ja, dit helpt", "Het helpt nog niet", "Voeg iets toe"]],
    ["closed", ["Het helpt nog niet", "Voeg iets toe"]],
    ["reopened", ["Voeg iets toe", "Trek in"]],
    ["declined", ["Voeg iets toe"]],
    ["withdrawn", ["Voeg iets toe"]],
  ] as const)("offers what she can do when it stands at %s", async (state, buttons) => {
    const { sam, id } = await bring(state);
    await opens(sam, id);
    expect(offered(sam)).toEqual(buttons);
  });

  test("of a merged issue she sees the whole: how it stands, by when, and its answer", async () => {
    const here = await scene();
    const { person: jo, own } = await joins(here, "jo", "nl");
    await opens(jo, own);
    expect(jo.lastText).toContain("Het geheel: binnen, nog niet bekeken");
    expect(jo.lastText).toContain("dinsdag 19 mei");
    await here.bo.acts(here.id, "ask", filledIn.ask);
    await opens(jo, own);
    // The question was put to the maker, not to her.
    expect(jo.lastText).not.toContain("Welke lamp is het?");
    await here.bo.answers(here.id, { text: "De lamp doet het weer." });
    await opens(jo, own);
    expect(jo.lastText).toContain("De lamp doet het weer.");
    expect(offered(jo)).toEqual(["Ja, dit helpt", "Het helpt nog niet", "Voeg iets toe"]);
  });
});

describe("adding something", () => {
  test("a native reply to any notice or to the receipt goes to that issue, also with more than one", async () => {
    const { town, sam, bo, id } = await scene();
    const receipt = lastMessage(sam);
    const second = await sam.raises("De bak is vol");
    await bo.acts(second, "claim");
    await sam.says("Nu ook die ernaast", { repliesTo: lastMessage(sam) });
    expect(lastThread(town, second)).toMatchObject({ params: { words: "Nu ook die ernaast" } });
    await sam.says("Al een week", { repliesTo: receipt });
    expect(lastThread(town, id)).toMatchObject({
      key: "officials:thread.add",
      params: { words: "Al een week" },
    });
    expect(sam.lastKeys).toEqual(["issue:own.added"]);
    // And a reply to that thanks goes there again.
    await sam.says("Of twee", { repliesTo: lastMessage(sam) });
    expect(lastThread(town, id)).toMatchObject({ params: { words: "Of twee" } });
  });

  test("by button: words, a photo, a recording or a place", async () => {
    const { town, sam, id } = await scene();
    const adds = async (what: () => Promise<void>) => {
      await opens(sam, id);
      await sam.presses("Voeg iets toe");
      expect(sam.lastKeys).toEqual(["issue:own.ask.own_add"]);
      await what();
      expect(sam.lastKeys).toEqual(["issue:own.added"]);
      expect((await sam.lane)?.dialogue).toBeUndefined();
    };
    await adds(() => sam.says("Al een week"));
    await adds(() => sam.photo("dark", "Kijk maar"));
    await adds(() => sam.voice());
    await adds(() => sam.place({ latitude: 52.1, longitude: 4.9 }));
    expect(thread(town, id)).toEqual(["thread.add", "thread.add", "thread.addMedia", "thread.add"]);
    expect(town.card(id)?.files).toHaveLength(2);
    expect((await issueOf(town, id)).media.map((one) => one.kind)).toEqual(["photo", "voice"]);
  });

  test("she can leave it at that", async () => {
    const { town, sam, id } = await scene();
    const before = await contributionOf(town, id);
    await opens(sam, id);
    await sam.presses("Voeg iets toe");
    await sam.presses("Laat maar");
    expect(sam.lastKeys).toEqual(["issue:own.left"]);
    expect((await sam.lane)?.dialogue).toBeUndefined();
    expect(await contributionOf(town, id)).toEqual(before);
  });

  test("all photos of an album are kept, and she is thanked once", async () => {
    const { town, sam, id } = await scene();
    await opens(sam, id);
    await sam.presses("Voeg iets toe");
    const heard = sam.heard.length;
    for (const photo of ["one", "two", "three"]) await sam.photo(photo, undefined, "album 1");
    expect((await issueOf(town, id)).media).toHaveLength(3);
    expect(sam.heard).toHaveLength(heard + 1);
    expect(town.card(id)?.files).toHaveLength(3);
  });

  test("all photos of an album stay together, also when she was in the middle of something else", async () => {
    const { town, sam, id } = await scene();
    await sam.says("De bak is vol");
    await opens(sam, id);
    await sam.presses("Voeg iets toe");
    for (const photo of ["one", "two"]) await sam.photo(photo, undefined, "album 1");
    expect((await issueOf(town, id)).media).toHaveLength(2);
  });

  test("in the middle of telling something else: it is added, and she is asked on where she was", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.acts(id, "ask", filledIn.ask);
    await sam.says("Iets heel anders", { message: 900 });
    // That was the answer, as it was just asked. Now something new.
    await sam.says("De bak is vol");
    expect(sam.lastKeys).toContain("issue:ask.where");
    await opens(sam, id);
    await sam.presses("Voeg iets toe");
    await sam.photo("dark");
    expect(lastThread(town, id)).toMatchObject({ key: "officials:thread.addMedia" });
    expect(sam.lastKeys).toContain("issue:ask.where");
    await sam.says("Kade");
    expect((await sam.lane)?.dialogue).toMatchObject({ step: "photos" });
  });

  test("a reply about one issue leaves the open question about another alone", async () => {
    const { town, sam, bo, id } = await scene();
    const second = await sam.raises("De bak is vol");
    await bo.acts(second, "claim");
    const aboutSecond = lastMessage(sam);
    await opens(sam, id);
    await sam.presses("Voeg iets toe");
    await sam.says("Nog steeds vol", { repliesTo: aboutSecond });
    expect(lastThread(town, second)).toMatchObject({ params: { words: "Nog steeds vol" } });
    await sam.says("Nog steeds donker");
    expect(lastThread(town, id)).toMatchObject({ params: { words: "Nog steeds donker" } });
  });

  test("after the answer she is asked whether it has to be opened again; after 30 days it is only passed on", async () => {
    const { town, sam, id } = await bring("answered");
    const answer = lastMessage(sam);
    await sam.says("Dank u wel", { repliesTo: answer });
    expect(sam.lastKeys).toEqual(["issue:own.addedAfter"]);
    expect(offered(sam)).toEqual(["Het helpt nog niet"]);
    expect(await at(town, id)).toBe("answered");
    await town.passes(32 * DAY, 8);
    await sam.says("Nog een vraag", { repliesTo: answer });
    expect(sam.lastKeys).toEqual(["issue:own.addedClosed"]);
    expect(offered(sam)).toEqual([]);
  });

  test.each(["declined", "withdrawn"] as const)(
    "what was %s cannot be opened again, and she is not asked to",
    async (state) => {
      const { town, sam, id } = await bring(state);
      await opens(sam, id);
      await sam.presses("Voeg iets toe");
      await sam.says("Jammer");
      expect(sam.lastKeys).toEqual(["issue:own.addedClosed"]);
      await forges(sam, "not_yet", id);
      expect(sam.lastKeys).toEqual(["issue:own.alreadyClosed"]);
      expect(await at(town, id)).toBe(state);
    },
  );

  test("somebody whose issue was merged adds something: the desk of the whole is pointed to it", async () => {
    const here = await scene();
    const { person: jo, own } = await joins(here, "jo");
    await jo.says("It is dark", { repliesTo: lastMessage(jo) });
    expect(jo.lastKeys).toEqual(["issue:own.added"]);
    expect(lastThread(here.town, own)).toMatchObject({ params: { words: "It is dark" } });
    expect(lastThread(here.town, here.id)).toMatchObject({
      key: "officials:nudge.addedElsewhere",
      params: { number: shownNumber(own) },
    });
  });
});

describe("changing a message that was sent", () => {
  test("the desk reads the new words, and she hears that they are passed on", async () => {
    const { town, sam, id } = await scene();
    await sam.says("Al een week", { repliesTo: lastMessage(sam), message: 501 });
    await sam.says("Al twee weken", { message: 501, edited: true });
    expect(sam.lastKeys).toEqual(["issue:own.edited"]);
    expect(lastThread(town, id)).toMatchObject({
      key: "officials:thread.edit",
      params: { words: "Al twee weken" },
    });
  });

  test("also of the words it began with; the card keeps those as she first sent them", async () => {
    const { town } = await scene();
    const kim = await town.resident("kim").joins();
    await kim.says("De bank is kapot", { message: 700 });
    await kim.says("Park");
    await kim.presses("Geen foto");
    await kim.presses("Afval");
    await kim.presses("Verstuur");
    const own = kim.lastHeard.about ?? "";
    await kim.says("De bank in het park is kapot", { message: 700, edited: true });
    expect(town.card(own)?.card.words).toBe("De bank is kapot");
    expect(lastThread(town, own)).toMatchObject({ key: "officials:thread.edit" });
  });

  test("an edit is no answer to a question", async () => {
    const { town, sam, bo, id } = await scene();
    await sam.says("Al een week", { repliesTo: lastMessage(sam), message: 501 });
    await bo.acts(id, "ask", filledIn.ask);
    await sam.says("Al twee weken", { message: 501, edited: true });
    expect(await at(town, id)).toBe("info_requested");
    expect((await sam.lane)?.questions).toEqual([id]);
  });
});

describe("withdrawing", () => {
  test("she is asked whether she is sure; yes ends it, and the desk sees so", async () => {
    const { town, sam, id } = await scene();
    await opens(sam, id);
    await sam.presses("Trek in");
    expect(await at(town, id)).toBe("submitted");
    await sam.presses("Ja, trek in");
    expect(sam.lastKeys).toEqual(["issue:own.withdrawn"]);
    expect(await at(town, id)).toBe("withdrawn");
    expect(town.card(id)?.card.actions).toEqual([]);
    expect(thread(town, id)).toEqual(["thread.withdraw"]);
    await town.passes(20 * DAY, 20);
    expect(news(sam)).toEqual([]);
  });

  test("no leaves it as it is", async () => {
    const { town, sam, id } = await scene();
    await opens(sam, id);
    await sam.presses("Trek in");
    await sam.presses("Nee, laat het lopen");
    expect(sam.lastKeys).toEqual(["issue:own.kept"]);
    expect(await at(town, id)).toBe("submitted");
  });

  test("while she hesitates it is answered: then it need not be withdrawn", async () => {
    const { town, sam, bo, id } = await scene();
    await opens(sam, id);
    await sam.presses("Trek in");
    await bo.acts(id, "answer", filledIn.answer);
    await sam.presses("Ja, trek in");
    expect(sam.lastKeys).toEqual(["issue:own.tooLate"]);
    expect(await at(town, id)).toBe("answered");
  });

  test("when others told it too it goes on for them, and only she is out of it", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    const { person: jo } = await joins(here, "jo");
    await bo.acts(id, "ask", filledIn.ask);
    await opens(sam, id);
    await sam.presses("Trek in");
    expect(sam.lastKeys).toEqual(["issue:own.withdrawAskShared"]);
    await sam.presses("Ja, trek in");
    expect(sam.lastKeys).toEqual(["issue:own.withdrawnShared"]);
    // Nobody is there to answer the question any more, so the town's days count again.
    const issue = await issueOf(town, id);
    expect(issue.status.at).toBe("triaged");
    expect(issue.dueAt).toBeDefined();
    expect(thread(town, id).at(-1)).toBe("thread.leave");

    const heard = sam.heard.length;
    await bo.press(id, "ask");
    expect(bo.told.at(-1)).toBe("officials:refused.state");
    await bo.answers(id, { text: "De lamp doet het weer." });
    expect(news(jo).at(-1)).toBe("issue:notice.answered");
    expect(sam.heard).toHaveLength(heard);
    await sam.commands("mijn");
    expect(sam.lastText).toContain("ingetrokken");
    await forges(sam, "helps", id);
    expect(sam.lastKeys).toEqual(["issue:own.tooLate"]);
    expect(await at(town, id)).toBe("answered");
  });

  test("when she has herself erased it also goes on for the others, without her words", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    const { person: jo } = await joins(here, "jo");
    await sam.commands("wis");
    await sam.presses("Ja");
    expect(await contributionOf(town, id)).toMatchObject({ open: true });
    expect((await contributionOf(town, id)).by).toBeUndefined();
    expect(town.card(id)?.card.words).toBeUndefined();
    expect(town.card(id)?.card.facts).toContainEqual({ label: { key: "officials:card.people" }, value: 2 });
    await bo.answers(id, { text: "De lamp doet het weer." });
    expect(news(jo).at(-1)).toBe("issue:notice.answered");
  });
});

describe("answering a question", () => {
  async function asked(): Promise<Scene> {
    const here = await scene();
    await here.bo.acts(here.id, "ask", filledIn.ask);
    return here;
  }

  test("by a native reply, by the button, or by just typing when it was just asked", async () => {
    for (const way of ["reply", "button", "typing"]) {
      const { town, sam, id } = await asked();
      if (way === "button") await sam.presses("Geef antwoord");
      await sam.says("Die bij de brug", way === "reply" ? { repliesTo: lastMessage(sam) } : {});
      expect(sam.lastKeys, way).toEqual(["issue:own.replied"]);
      expect(await at(town, id), way).toBe("triaged");
      expect((await sam.lane)?.questions, way).toEqual([]);
    }
  });

  test("with a recording or a photo", async () => {
    for (const what of ["photo", "voice"] as const) {
      const { town, sam, id } = await asked();
      await sam.presses("Geef antwoord");
      await sam[what]();
      expect(await at(town, id)).toBe("triaged");
      expect(thread(town, id).at(-1)).toBe("thread.replyMedia");
      expect(town.card(id)?.files).toHaveLength(1);
    }
  });

  test("typing long after it was asked: she is asked what it belongs to, and nothing of it is lost", async () => {
    const { town, sam, id } = await asked();
    await town.passes(3 * HOUR);
    await sam.says("Die bij de brug");
    expect(sam.lastKeys).toEqual(["common:held.ask"]);
    expect(offered(sam)).toEqual([`Antwoord bij ${shownNumber(id)}`, "Het is iets nieuws"]);
    await sam.says("Bij nummer 4");
    await sam.presses("Antwoord bij");
    expect(lastThread(town, id)).toMatchObject({
      key: "officials:thread.reply",
      params: { words: "Die bij de brug\nBij nummer 4" },
    });
  });

  test("or it was something new", async () => {
    const { town, sam, id } = await asked();
    await town.passes(3 * HOUR);
    await sam.says("De bak is vol");
    await sam.presses("Het is iets nieuws");
    expect(sam.lastKeys).toContain("issue:ask.where");
    expect(await at(town, id)).toBe("info_requested");
  });

  test("with two open questions she is asked which", async () => {
    const { town, sam, bo, id } = await scene();
    const bin = await sam.raises("De bak is vol");
    await bo.acts(id, "ask", filledIn.ask);
    await bo.acts(bin, "ask", { question: "Welke bak?" });
    await town.passes(3 * HOUR);
    await sam.says("De groene");
    expect(offered(sam)).toEqual([
      `Antwoord bij ${shownNumber(id)}`,
      `Antwoord bij ${shownNumber(bin)}`,
      "Het is iets nieuws",
    ]);
    await sam.presses(`Antwoord bij ${shownNumber(bin)}`);
    expect(await at(town, bin)).toBe("triaged");
    expect(await at(town, id)).toBe("info_requested");
  });

  test("the town answered before she did: her words are passed on as something more", async () => {
    const { town, sam, bo, id } = await asked();
    await sam.presses("Geef antwoord");
    await bo.answers(id, { text: "Gevonden en gemaakt." });
    await sam.says("Die bij de brug");
    expect(sam.lastKeys).toEqual(["issue:own.addedAfter"]);
    expect(await at(town, id)).toBe("answered");
    expect(lastThread(town, id)).toMatchObject({ key: "officials:thread.add" });
  });
});

describe("somebody whose issue was merged", () => {
  test("says “Yes”: the desk hears it, and the maker still decides", async () => {
    const here = await scene();
    const { person: jo } = await joins(here, "jo");
    await here.bo.acts(here.id, "answer", filledIn.answer);
    await jo.presses("Yes, this helps");
    expect(jo.lastKeys).toEqual(["issue:own.confirmed"]);
    expect(thread(here.town, here.id).at(-1)).toBe("thread.helped");
    expect(await at(here.town, here.id)).toBe("answered");
    expect(await here.town.store.figures("public_space", ["2026-05"])).toMatchObject({ confirmed: 0 });
  });

  test("says “Not yet”: she is asked why, and the whole opens again", async () => {
    const here = await scene();
    const { person: jo, own } = await joins(here, "jo");
    await here.bo.acts(here.id, "answer", filledIn.answer);
    await jo.presses("Not yet");
    expect(jo.lastKeys).toEqual(["issue:own.ask.own_why"]);
    await jo.says("Still dark at mine");
    expect(jo.lastKeys).toEqual(["issue:own.reopened"]);
    expect(jo.lastText).toContain(shownNumber(own));
    expect(await at(here.town, here.id)).toBe("reopened");
    // Her words stay with her own issue, where /wis finds them.
    expect(lastThread(here.town, here.id)).toMatchObject({
      key: "officials:thread.reopenJoined",
      params: { why: shownNumber(own) },
    });
    expect(lastThread(here.town, own)).toMatchObject({ params: { words: "Still dark at mine" } });
    expect(JSON.stringify(await here.town.store.history(here.id))).not.toContain("Still dark");
    // What she replies to that goes to her own issue again.
    await jo.says("Really", { repliesTo: lastMessage(jo) });
    expect(lastThread(here.town, own)).toMatchObject({ params: { words: "Really" } });
  });

  test("also when the whole was merged again into something else", async () => {
    const here = await scene();
    const { town, bo, id } = here;
    const { person: jo } = await joins(here, "jo");
    const whole = await town.resident("kim").raises("Alles donker", { at: "Dorpsstraat" });
    await bo.acts(id, "merge", { into: whole });
    await bo.acts(whole, "answer", filledIn.answer);
    await jo.presses("Not yet");
    await jo.presses("I would rather not say");
    expect(await at(town, whole)).toBe("reopened");
    expect(await at(town, id)).toBe("merged");
  });

  test("two say “Not yet”: it opens once, and both are heard", async () => {
    const here = await scene();
    const { person: jo, own } = await joins(here, "jo");
    await here.bo.acts(here.id, "answer", filledIn.answer);
    await here.sam.presses("Nog niet");
    await jo.presses("Not yet");
    await here.sam.says("Hij knippert");
    await jo.says("Still dark at mine");
    expect(jo.lastKeys).toEqual(["issue:own.added"]);
    expect(lastThread(here.town, own)).toMatchObject({ params: { words: "Still dark at mine" } });
    expect(await issueOf(here.town, here.id)).toMatchObject({ reopened: 1 });
  });

  test("presses an old “Yes” when it is open again: it is not taken for an answer", async () => {
    const here = await scene();
    const { person: jo } = await joins(here, "jo");
    await here.bo.acts(here.id, "answer", filledIn.answer);
    await here.sam.presses("Nog niet");
    await here.sam.says("Hij knippert");
    await jo.presses("Yes, this helps");
    expect(jo.lastKeys).toEqual(["issue:own.alreadyOpen"]);
  });
});

describe("when messages do not arrive", () => {
  test("after /stop there are no notices, and /mijn shows the answer", async () => {
    const { sam, bo, id } = await scene();
    await sam.commands("stop");
    const heard = sam.heard.length;
    await bo.acts(id, "claim");
    await bo.answers(id, { text: "De lamp doet het weer." });
    expect(sam.heard).toHaveLength(heard);
    await opens(sam, id);
    expect(sam.lastText).toContain("De lamp doet het weer.");
    await sam.presses("Ja, dit helpt");
    expect(sam.lastKeys).toEqual(["issue:own.confirmed"]);
  });

  test("after /stop a question stands in /mijn, and she can answer it there", async () => {
    const { town, sam, bo, id } = await scene();
    await sam.commands("stop");
    await bo.acts(id, "ask", filledIn.ask);
    await opens(sam, id);
    expect(sam.lastText).toContain("Welke lamp is het?");
    await sam.presses("Geef antwoord");
    await sam.says("Die bij de brug");
    expect(await at(town, id)).toBe("triaged");
  });

  test("a question that was settled while messages were off is not asked for later", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.acts(id, "ask", filledIn.ask);
    await sam.commands("stop");
    await bo.answers(id, { text: "Gevonden en gemaakt." });
    await town.passes(3 * HOUR);
    await sam.says("De bak is vol");
    expect(sam.lastKeys).toContain("issue:ask.where");
  });

  test("she blocked the bot: the notice is set aside, nothing is tried for ever, and her next message brings her back", async () => {
    const { town, sam, bo, id } = await scene();
    sam.silentlyBlocks();
    await bo.acts(id, "claim");
    expect(await sam.lane).toMatchObject({ reachable: false });
    expect(town.waiting).toEqual([]);
    const parked = town.store.images().filter((image) => JSON.stringify(image).includes('"parked"'));
    expect(parked).toHaveLength(1);
    await sam.returns();
    await sam.commands("mijn");
    expect(await sam.lane).toMatchObject({ reachable: true });
    await bo.answers(id, { text: "De lamp doet het weer." });
    expect(lastNews(sam).lines[0]?.key).toBe("issue:notice.answered");
  });
});
