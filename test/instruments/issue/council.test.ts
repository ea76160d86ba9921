import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { responseSchema } from "../../../bot/instruments/response/part.ts";
import { BO, CHRIS } from "../../support/staff.ts";
import type { TestOfficial, TestResident } from "../../support/town.ts";
import { contributionOf, issueOf, joins, lastNews, opensFirst, type Scene, scene } from "./people.ts";

/** A report that enough people told goes to the council, and each of them hears what comes of it in her own chat. */

interface AtCouncil extends Scene {
  /** In English, with her own number. */
  readonly jo: TestResident;
  readonly own: string;
  readonly chris: TestOfficial;
  readonly response: string;
  readonly takes: (row: string, values?: Record<string, string>, ref?: string) => Promise<void>;
}

const asks = "Nieuwe lantaarns in de Dorpsstraat";

/** Two people are enough here; Ola puts it before the council. */
async function asked(values: Record<string, string> = { point: asks }): Promise<AtCouncil> {
  const here = await scene({
    ports: (ports) => ({ ...ports, town: { ...ports.town, councilThreshold: 2 } }),
  });
  const { person: jo, own } = await joins(here, "jo", "en");
  await here.ola.acts(here.id, "council", values);
  return withResponse(here, jo, own);
}

async function withResponse(here: Scene, jo: TestResident, own: string): Promise<AtCouncil> {
  const { response } = (await issueOf(here.town, here.id)).council ?? {};
  if (!response) throw new Error("nothing went to the council");
  const chris = here.town.official(CHRIS);
  return {
    ...here,
    jo,
    own,
    chris,
    response,
    takes: async (row, filled, ref = response) => {
      const press = { instrument: "response", version: 1, step: "card", option: row, ref };
      await chris.does({ type: "chose", press });
      for (let time = 0; chris.form && time < 2; time++) await chris.submit(filled);
      if (chris.form) throw new Error(`not taken: ${JSON.stringify(chris.form.errors)}`);
    },
  };
}

const agenda = { day: "2026-06-01", link: "https://waterkant.example/raad" };
const yes = {
  outcome: "accepted",
  reason_nl: "Er is geld voor nieuwe lantaarns.",
  reason_en: "There is money for new street lights.",
  promises_1_what_nl: "Tien nieuwe lantaarns",
  promises_1_what_en: "Ten new street lights",
  promises_1_owner: BO,
  promises_1_due: "2026-07-01",
};

/** Until the answer was sent. */
async function answered(here: AtCouncil): Promise<string> {
  await here.takes("receive");
  await here.takes("route", { to: "council", addressee: CHRIS });
  await here.takes("schedule", agenda);
  const [point] = await here.town.store.listed(`${here.response}/points`, 10);
  if (!point) throw new Error("nothing was asked");
  await here.takes("answer", yes, point.id);
  await here.takes("check", {
    words_nl: "Er komen nieuwe lantaarns.",
    words_en: "New street lights will come.",
  });
  await here.takes("send");
  return point.id;
}

const stands = async ({ town, response }: AtCouncil) =>
  responseSchema.parse((await town.store.process(response))?.state);

test("whoever told it reads what is asked of the council, exactly as it was previewed", async () => {
  const here = await scene({
    ports: (ports) => ({ ...ports, town: { ...ports.town, councilThreshold: 2 } }),
  });
  await joins(here, "jo", "en");
  await here.ola.press(here.id, "council");
  await here.ola.submit({ point: asks });
  const preview = here.ola.form?.preview;
  await here.ola.submit({ point: asks });
  expect(lastNews(here.sam)).toEqual(preview?.screen);
  expect(here.town.text(lastNews(here.sam))).toContain(asks);
  const clerk = here.town.told.filter(({ member }) => member === CHRIS).map(({ message }) => message.key);
  expect(clerk.slice(-1)).toEqual(["officials:nudge.council"]);
  expect(clerk).not.toContain("officials:response.tells.begin");
});

test("what nobody wrote down is asked by its subject, and no word of hers goes along", async () => {
  const here = await asked({});
  const process = JSON.stringify(await here.town.store.process(here.response));
  expect(process).toContain("Afval");
  expect(process).not.toContain("De lamp is stuk");
});

test("each hears every step and the answer, in her language and under her own number, in the chat about her report", async () => {
  const here = await asked();
  const { sam, jo, id, own, town } = here;
  await here.takes("receive");
  const reads = (person: TestResident) => town.text(lastNews(person), person === jo ? "en" : "nl");
  expect(reads(sam)).toContain(`Nieuws over “${shownNumber(id)}”. De griffier van de gemeenteraad`);
  expect(reads(jo)).toContain(`News about “${shownNumber(own)}”. The clerk of the municipal council`);
  expect([lastNews(sam).about, lastNews(jo).about]).toEqual([id, own]);
  await here.takes("route", { to: "council", addressee: CHRIS });
  await here.takes("schedule", agenda);
  expect(reads(sam)).toContain("Het wordt besproken op maandag 1 juni 2026.");
  await here.takes("reschedule", { ...agenda, day: "2026-06-08", reason_nl: "Er was geen tijd." });
  expect(reads(sam)).toContain("Er was geen tijd.");
  const [point] = await town.store.listed(`${here.response}/points`, 10);
  await here.takes("answer", yes, point?.id);
  await here.takes("check", {
    words_nl: "Er komen nieuwe lantaarns.",
    words_en: "New street lights will come.",
  });
  await here.takes("send");
  expect(reads(sam)).toContain("Er komen nieuwe lantaarns.");
  expect(reads(sam)).toContain("• Tien nieuwe lantaarns (uiterlijk woensdag 1 juli 2026)");
  expect(reads(jo)).toContain("New street lights will come.");
  expect(jo.heard.every(({ language }) => language === "en")).toBe(true);
  // At /mijn she reads where it stands.
  await sam.commands("mijn");
  await opensFirst(sam);
  expect(sam.lastText).toContain("De vraag aan de raad: beantwoord");
});

test("her answer to such a message belongs to her report", async () => {
  const here = await asked();
  await here.takes("receive");
  const message = here.sam.heard.at(-1)?.message;
  await here.sam.says("Het is nog steeds donker", { repliesTo: message });
  expect(here.sam.lastKeys).toEqual(["issue:own.added"]);
});

test("what the council promised is followed, and she who told it can say that it is not right", async () => {
  const here = await asked();
  await answered(here);
  const { sam, bo, town } = here;
  await town.passes(HOUR, 12);
  expect((await stands(here)).children?.commitment?.now).toEqual({ promised: 1 });
  const promise = town.posted.findLast(({ card }) =>
    card.actions.some(({ press }) => press.instrument === "commitment"),
  );
  await town.passes(63 * DAY, 252);
  expect(sam.lastText).toContain("Beloofd was: Tien nieuwe lantaarns, uiterlijk woensdag 1 juli.");
  const keep = { instrument: "commitment", version: 1, step: "card", option: "keep", ref: promise?.card.ref };
  await bo.does({ type: "chose", press: keep });
  for (let time = 0; bo.form && time < 2; time++) await bo.submit({ words_nl: "Ze staan er." });
  expect(sam.lastText).toContain("Dat is later dan beloofd.");
  expect(sam.lastText).toContain(shownNumber(here.id));
  await sam.presses("Dit klopt niet");
  await sam.says("Ik zie er maar negen.");
  await sam.presses("Verstuur");
  expect(here.chris.told).toContain("officials:commitment.tells.dispute");
  // Somebody else has no say in it.
  const eve = town.resident("eve");
  await eve.joins();
  await eve.does({
    type: "chose",
    press: { instrument: "commitment", version: 1, step: "do", option: "dispute", ref: promise?.card.ref },
  });
  expect(eve.lastText).toContain("Dit kun jij hier niet doen.");
});

test("an answer that was not right is corrected, and each hears that it is another version, and why", async () => {
  const here = await asked();
  const point = await answered(here);
  const right = {
    outcome: "partly",
    reason_nl: "Er komen er vijf.",
    why_nl: "Het bedrag was te hoog genoemd.",
  };
  await here.takes("correct", right, point);
  for (const part of [
    "Er komen er vijf.",
    "Het bedrag was te hoog genoemd.",
    "Dit is versie 2 van het antwoord.",
  ])
    expect(here.sam.lastText).toContain(part);
});

test("nobody waits in silence when the clerk does nothing", async () => {
  const here = await asked();
  const before = here.sam.heard.length;
  await here.town.passes(100 * DAY, 400);
  const heard = here.sam.heard
    .slice(before)
    .map(({ screen }) => here.town.text(screen))
    .join("\n");
  expect(heard).toContain("een bericht dat het is ontvangen. Dat is er nog niet.");
  const reminded = here.chris.told.filter((key) => key.startsWith("officials:process.owed."));
  expect(reminded.length).toBeGreaterThan(4);
});

describe("a report that an earlier version put before the council", () => {
  test("is read, and from the next ring of the clock on followed: its card comes, and she hears the steps", async () => {
    const here = await scene();
    const row = await contributionOf(here.town, here.id);
    const council = { on: here.town.now, by: "U0OLA" };
    await here.town.store.commit([
      {
        put: { ...row, version: row.version + 1, state: { ...(row.state as object), council } },
        expect: row.version,
      },
    ]);
    await here.town.passes(16 * DAY, 64);
    const found = await withResponse(here, here.sam, here.id);
    expect(found.chris.told).toContain("officials:response.tells.begin");
    await found.takes("receive");
    expect(here.sam.lastText).toContain("De griffier van de gemeenteraad heeft het ontvangen.");
    expect((await issueOf(here.town, here.id)).council).toMatchObject(council);
  });

  test("is followed when it was closed meanwhile, once an administrator wakes it", async () => {
    const here = await scene();
    const { town, sam, id } = here;
    const row = await contributionOf(town, id);
    const council = { on: town.now, by: "U0OLA" };
    const status = {
      at: "closed",
      confirmed: true,
      outcome: "done",
      text: "Klaar.",
      answered: town.now,
      on: town.now,
    };
    const state = { ...(row.state as object), status, council };
    // As `npm run wake` leaves it.
    const put = { ...row, open: false, version: row.version + 1, state, wakeAt: town.now };
    await town.store.commit([{ put, expect: row.version }]);
    await town.passes(HOUR, 4);
    const found = await withResponse(here, sam, id);
    await found.takes("receive");
    expect(sam.lastText).toContain("De griffier van de gemeenteraad heeft het ontvangen.");
    expect((await issueOf(town, id)).status.at).toBe("closed");
  });
});

test("who has herself erased hears nothing more, and the others do", async () => {
  const here = await asked();
  const before = here.jo.heard.length;
  await here.jo.commands("wis");
  await here.jo.presses("Yes, erase everything");
  const gone = here.jo.heard.length;
  await here.takes("receive");
  expect(here.jo.heard.length).toBe(gone);
  expect(gone).toBeGreaterThan(before);
  expect(here.sam.lastText).toContain("heeft het ontvangen");
});

test("who withdraws what only she told hears no more of it, and the clerk knows that nobody waits", async () => {
  const here = await scene({
    ports: (ports) => ({ ...ports, town: { ...ports.town, councilThreshold: 1 } }),
  });
  await here.ola.acts(here.id, "council");
  const found = await withResponse(here, here.sam, here.id);
  await here.sam.commands("mijn");
  await opensFirst(here.sam);
  await here.sam.presses("Trek in");
  await here.sam.presses("Ja, trek in");
  expect(found.chris.told).toContain("officials:nudge.councilWithdrawn");
  const heard = here.sam.heard.length;
  await found.takes("receive");
  expect(here.sam.heard.length).toBe(heard);
});
