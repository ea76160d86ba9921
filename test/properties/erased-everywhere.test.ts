import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../bot/core/calendar/time.ts";
import { opinionOn } from "../../bot/core/counting/ballot.ts";
import { readManifesto } from "../../bot/instruments/manifesto/state.ts";
import { Wait } from "../../bot/ports/errors.ts";
import type { Ports } from "../../bot/ports/ports.ts";
import { readRow } from "../../bot/store/item-codec.ts";
import { arranges, clustering, looksAt, processOf, votes } from "../instruments/manifesto/people.ts";
import { letIn } from "../instruments/survey/guides.ts";
import {
  acts as actsOnSurvey,
  answers,
  comes,
  opening,
  opens as opensSurvey,
  room,
  surveyOf,
} from "../instruments/survey/people.ts";
import { oggFile } from "../support/files.ts";
import type { TestResident, TestTown } from "../support/town.ts";

/**
 * One resident took part in everything there is, and is in the middle of more; then she erases herself. Nothing of hers
 * is left anywhere except what she was told: votes and counts, under a code that leads to nobody.
 */

const questions = `questions:
  - { id: mood, kind: choice, own: true, ask: { nl: Hoe gaat het? }, options: [ { id: ok, label: { nl: Gaat wel } }, { id: bad, label: { nl: Slecht } } ] }
  - { id: why, kind: text, ask: { nl: Waarom? } }
  - { id: spot, kind: place, ask: { nl: Waar? } }
  - { id: seen, kind: photo, ask: { nl: Laat zien? } }
  - { id: help, kind: pledge, ask: { nl: Help je mee? } }
`;

/** A word in everything she says, and in no other text. */
const HERS = "Toverheks";
const NEWS = "Donderdag is de Dorpsstraat dicht.";

/** From now on news reaches nobody any more: Telegram asks to wait. */
function holdingNews() {
  const holding = { after: Number.POSITIVE_INFINITY, sent: 0 };
  const ports = (plain: Ports): Ports => ({
    ...plain,
    channel: {
      ...plain.channel,
      send: async (chat, screen, ...rest) => {
        if (JSON.stringify(screen).includes(NEWS) && holding.sent++ >= holding.after)
          throw new Wait(12 * 3600, { refused: true });
        return plain.channel.send(chat, screen, ...rest);
      },
    },
  });
  return { holding, ports };
}

async function takesPartInEverything() {
  const { holding, ports } = holdingNews();
  const here = await clustering(undefined, { ports });
  const { town, bo, ola, id: manifesto, noor, yusuf } = here;
  const sam = here.sam;
  const press = (instrument: string, step: string, option: string, ref: string) =>
    sam.does({ type: "chose", press: { instrument, version: 1, step, option, ref } });
  town.files.set("hers", oggFile(HERS));

  // In the manifesto: an opinion, a reason with a photo, why she would rather not, and a vote.
  const [, second, third] = here.topics;
  await press("manifesto", "opinion", "against", third);
  await press("manifesto", "reason", "against", third);
  await sam.says(`Want ${HERS} zegt nee`);
  await sam.photo("hers-reason");
  await sam.presses("Verstuur");
  const reason = sam.lastHeard.about ?? "";
  await looksAt(bo, reason, "publish");
  await press("manifesto", "opinion", "for", second);
  await arranges(here, "items");
  await sam.presses("Nee, liever anders");
  await sam.says(`Niet met ${HERS}`);
  for (const one of [noor, yusuf]) await one.presses("Ja, goed zo");
  await votes(sam, manifesto, "3+");

  // In a survey with a quota: words, a place, a recording, a photo, an answer of her own, and help.
  await ola.does({ type: "commanded", command: "peiling", rest: "", ...room });
  const card = { ...opening, template: "own", quotas: "Dijkzicht=10" };
  for (let n = 0; n < 2; n++) await ola.submit(card);
  const survey = { town, bo, ola, id: town.posted.at(-1)?.card.ref ?? "" };
  await actsOnSurvey(ola, survey, "questions", { part1: questions });
  await opensSurvey(survey);
  await sam.commands("mijngegevens");
  await sam.presses("Mijn keuzes");
  for (const choice of ["nieuws", "mijn mening", "meetellen"]) await sam.presses(`Uit: ${choiceOf(choice)}`);
  await sam.presses("Klaar");
  await press("survey", "start", "go", survey.id);
  await sam.says(`${HERS} is stuk`);
  await sam.voice("hers");
  await sam.place({ latitude: 52.091437, longitude: 5.128764, words: `bij ${HERS}` });
  await sam.photo("hers-answer", `kijk ${HERS}`);
  await sam.says(`misschien, zegt ${HERS}`);
  await answers(sam, "Ja, ik help", "Ja, stuur mij een bericht");

  // A group that she guided, and one that she is in the middle of.
  await letIn(survey, sam);
  await sam.presses("Antwoorden van een groep");
  for (const text of ["12", "1=10", "samen", "overal", "niets", "1=10"]) await sam.says(text);
  await sam.presses("Verstuur");
  // A report with a photo, and one that was answered while nothing reached her.
  const report = await sam.raises(`De lamp van ${HERS} is stuk`, { at: `naast ${HERS}` });
  await sam.says(`Nog een foto van ${HERS}`);
  return { ...here, survey, sam, report, reason, holding, manifesto, press };
}

function choiceOf(choice: string): string {
  return choice === "nieuws" ? "nieuws over" : choice === "mijn mening" ? "soms mijn mening" : "meetellen";
}

const everywhere = (town: TestTown) => [
  ...town.store
    .images()
    .map((image) => ({ at: `${image.pk?.S} ${image.sk?.S}`, text: JSON.stringify(image) })),
  ...[...town.bucket].map(([key, { bytes }]) => ({
    at: `bucket ${key}`,
    text: key + Buffer.from(bytes).toString("latin1"),
  })),
  ...[...town.waiting, ...town.spreading].map((one) => ({ at: "queue", text: JSON.stringify(one) })),
  ...town.posted.map(({ card, thread, files }) => ({
    at: `Slack ${card.ref}`,
    text: JSON.stringify([card, thread, files.map(({ text }) => text)]),
  })),
];

/** Every place where any of it is, each once. */
function traces(town: TestTown, hers: Readonly<Record<string, string>>): string[] {
  return Object.entries(hers).flatMap(([name, text]) =>
    everywhere(town).flatMap((one) => (one.text.includes(text) ? [`${name}: ${one.at}`] : [])),
  );
}

async function known(sam: TestResident) {
  const lane = await sam.lane;
  if (!lane) throw new Error("she is not known");
  return {
    id: lane.resident,
    lane: lane.key,
    address: lane.address,
    chat: `"${sam.chat}"`,
    words: HERS,
    photo: "hers-answer",
    voice: '"hers"',
  };
}

describe("somebody who took part in everything and erases herself", () => {
  test("leaves nothing anywhere but what she was told that stays", async () => {
    const all = await takesPartInEverything();
    const { town, ola, bo, sam, report, manifesto, survey, holding, topics } = all;
    // What was spoken and photographed has come to the desk.
    await town.passes(DAY, 24);
    // An update that could not be handled, news of which she has not had her turn, and an answer that did not reach her.
    await town.app.setAside("an update", new TypeError("broken"), {
      input: { type: "said", text: HERS, id: "tg:dead", at: town.now, appLanguage: "nl" },
      channel: "telegram",
      chat: sam.chat,
    });
    await comes({ town }, "nel").then((nel) => allowsNews(nel));
    holding.after = 1;
    const news = await ola.writesNews({ nl: NEWS });
    await ola.onNews(news, "send");
    sam.silentlyBlocks();
    await bo.answers(report, { text: "De lamp doet het weer." });

    const who = await known(sam);
    const before = traces(town, who);
    for (const place of [
      "LANE",
      "CHUNK",
      "DEAD",
      "NOTICE",
      "PARTICIPANTS",
      "AUDIENCE",
      `CONTRIBUTION#${report}`,
      "Slack",
    ])
      expect(before.join("\n"), place).toContain(place);
    // Nobody else sent anything that lies there.
    expect(town.bucket.size).toBeGreaterThan(2);
    const [chunk] = await town.store.chunks(news);
    const [progress] = await town.store.progress(news);
    expect(chunk?.residents).toContain(who.id);
    expect(progress?.done).toBe(false);

    await sam.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "erase", option: "yes" },
    });
    await town.passes(HOUR);
    expect(traces(town, who)).toEqual([]);
    expect([...town.bucket.keys()]).toEqual([]);

    // What is left under her codes, and what is in it.
    const tokens = new Map(
      [manifesto, survey.id, ...topics.map(opinionOn)].map((of) => [
        town.ports.voters.of({ channel: "telegram", chat: sam.chat }, of)[0],
        of,
      ]),
    );
    const left = town.store.images().flatMap((image) => {
      const codes = [...tokens].filter(([token]) => JSON.stringify(image).includes(token));
      const row = readRow(image, town.ports.secrecy, town.now);
      // That it was counted, and up to which version: nothing else stands beside her code.
      if (!row && codes.length > 0) expect(Object.keys(image).toSorted()).toEqual(["pk", "sk", "upTo"]);
      return row ? codes.map(([, of]) => ({ of, row })) : [];
    });
    expect(left.map(({ of, row }) => [of, row?.row]).toSorted()).toEqual(
      [
        [manifesto, "ballot"],
        [survey.id, "response"],
        [opinionOn(topics[1]), "ballot"],
        [opinionOn(topics[2]), "ballot"],
      ].toSorted(),
    );
    const response = left.find(({ row }) => row?.row === "response")?.row;
    expect(response).toMatchObject({ answers: {}, done: false });
    for (const name of ["age", "neighbourhood", "notes", "aside"]) expect(response).not.toHaveProperty(name);
    expect(left.find(({ of }) => of === manifesto)?.row).toMatchObject({ choices: [3] });

    // Everybody else goes on: the vote is counted with hers, and the group of which she entered the answers stays.
    const state = readManifesto(await processOf({ town, id: manifesto }));
    expect(state.group?.members).toHaveLength(2);
    holding.after = Number.POSITIVE_INFINITY;
    await town.passes(16 * DAY, 32);
    expect(readManifesto(await processOf({ town, id: manifesto })).result).toMatchObject({ voters: 1 });
    expect((await surveyOf(survey)).result?.results["-"]).toMatchObject({ "v:group|begun": 12 });
    expect(traces(town, who)).toEqual([]);
  });
});

async function allowsNews(person: TestResident): Promise<void> {
  await person.commands("mijngegevens");
  await person.presses("Mijn keuzes");
  await person.presses("Uit: nieuws over");
  await person.presses("Klaar");
}
