/**
 * A Youth Manifesto through the page, from `/manifest` to a promise kept, one broken, and its end: three young people
 * in Telegram, an organiser and a clerk in Slack, and weeks that pass. One story, in order.
 */
import { expect } from "vitest";
import { readPdf } from "../support/pdf.ts";
import type { middleOf, Official, Resident } from "./people.ts";
import { type Stage, story } from "./stage.ts";

const CARD = /Jongerenmanifest: /;
/** What was put before the council, as its clerk sees it. */
const QUESTION = /Antwoord van de raad: Jongerenmanifest/;
const SPORTS = "Gratis sporten in de sporthal";
const BENCHES = "Tien banken bij het water";

story("a Youth Manifesto in a browser", (step, onStage) => {
  let stage: Stage;
  let noor: Resident;
  let sam: Resident;
  let yusuf: Resident;
  let ana: Official;
  let chris: Official;
  let middle: ReturnType<typeof middleOf>;
  let invitation = "";
  onStage((one) => {
    stage = one;
    ({ middle } = one);
    [noor, sam, yusuf] = [one.resident("Noor"), one.resident("Sam"), one.resident("Yusuf")];
    [ana, chris] = [one.official("Ana"), one.official("Chris")];
  });

  /** The day this many days after the one on the playground's clock. */
  async function day(ahead: number): Promise<string> {
    const now = await middle.pane.getByRole("time").first().getAttribute("datetime");
    return new Date(Date.parse(now ?? "") + ahead * 24 * 3600_000).toISOString().slice(0, 10);
  }

  /**
   * Noor and Sam agree to the current proposal: each reads it first, as the previous question has the same buttons.
   * @param asked how the question begins, in Dutch and in English
   */
  async function agree(asked: readonly [string, string]): Promise<void> {
    await noor.comes();
    await noor.reads(asked[0]);
    await noor.presses("Ja, goed zo");
    await ana
      .message(CARD)
      .getByText(/1 voor/)
      .waitFor();
    await sam.comes();
    await sam.reads(asked[1]);
    await sam.presses("Yes, good");
  }

  /** Sends the form that is open, and looks first at what residents will read where they do. */
  async function sends(who: Official): Promise<void> {
    const sees = who.dialog.getByRole("button", { name: /^(Bekijk het bericht|See the message)$/ });
    const send = who.dialog.getByRole("button", { name: /^(Verstuur|Send)$/ });
    await sees.or(send).first().waitFor();
    if (await sees.isVisible()) await sees.click();
    await send.click();
    await who.formIsGone();
  }

  step("Ana opens it, with a card that says what can change, who answers and when", async () => {
    await ana.comes();
    await ana.opens(/jeugd-en-buurt/);
    await ana.says("/manifest");
    for (const [field, dutch, english] of [
      ["Naam", "Jongerenmanifest Waterkant", "Youth Manifesto Waterkant"],
      [
        "De vraag",
        "Wat moet er beter voor jongeren in Waterkant?",
        "What should be better for young people?",
      ],
      [
        "Wat nog kan veranderen",
        "Waar de gemeente volgend jaar geld aan geeft.",
        "What money goes to next year.",
      ],
      [
        "Wat vastligt, en waarom",
        "Het bedrag: dat heeft de raad bepaald.",
        "The amount: the council has set it.",
      ],
      ["Wie beslist", "de gemeenteraad", "the council"],
      ["Wie antwoord geeft", "de wethouder Jeugd", "the alderman for youth"],
    ] as const) {
      await ana.fills(`${field} (Nederlands)`, dutch);
      await ana.fills(`${field} (English)`, english);
    }
    await ana.chooses(/^Hoe inwoners meedoen/, /^Adviseren/);
    await ana.chooses(/^Fase van het beleid/, /^Voorbereiding/);
    await ana.picks(/^Uiterste dag van het antwoord/, await day(120));
    await ana.fills(/^Jongste leeftijd/, "16");
    await ana.fills(/^Oudste leeftijd/, "27");
    await ana.fills(/^Kerngroep: minstens/, "3");
    await ana.fills(/^Kerngroep: hoogstens/, "4");
    await ana.submits("Bekijk het bericht");
    await ana.submits("Open het manifest");
    await ana.formIsGone();
    const typed = await ana
      .message(CARD)
      .getByText(/\/start m-/)
      .textContent();
    invitation = /m-P\d{7}-[0-9a-f]{16}/.exec(typed ?? "")?.[0] ?? "";
    expect(invitation).not.toBe("");
  });

  step("three young people come into the core group", async () => {
    for (const [person, age] of [
      [noor, "16 tot en met 17 jaar"],
      [yusuf, "21 tot en met 24 jaar"],
    ] as const) {
      await person.comes();
      await person.starts();
      await person.presses("Nederlands");
      await person.presses("Ik ben 16 of ouder en doe mee");
      await person.presses("Havenkwartier");
      await person.presses("Klaar");
      await person.says(`/start ${invitation}`);
      await person.presses(age);
      await person.reads("Welkom in de kerngroep.");
    }
    await sam.comes();
    await sam.starts();
    await sam.presses("English");
    await sam.presses("I am 16 or older and take part");
    await sam.presses("Binnenstad");
    await sam.presses("Done");
    await sam.says(`/start ${invitation}`);
    await sam.presses("18 to 20");
    await sam.reads("Welcome to the core group.");
  });

  step("the core group agrees its form", async () => {
    await ana.presses(CARD, "Stel de vorm voor");
    await ana.fills(/^Aantal onderwerpen in het manifest/, "2");
    await ana.submits("Bekijk het bericht");
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await agree(["Zo kunnen we", "This is how we can make"]);
    await sam.reads("You can suggest topics now");
  });

  step("each of them brings in a topic; a colleague looks at it first", async () => {
    for (const [person, words] of [
      [noor, "Meer bankjes bij het water"],
      [yusuf, "Bankjes langs het water"],
      [sam, "Free sports for everybody under 18"],
    ] as const) {
      const english = person === sam;
      await person.comes();
      await person.says(english ? "/takepart" : "/meedoen");
      await person.presses(english ? "Suggest a topic" : "Breng een onderwerp in");
      // What comes before the question is a report, and not a topic.
      await person.reads(english ? "What should be in the manifesto?" : "Wat moet er in het manifest?");
      await person.says(words);
      await person.presses(english ? "Send" : "Verstuur");
      await person.reads(english ? "Your topic is in." : "Je onderwerp is binnen.");
      await ana.presses(words, "Laat zien");
      await ana.submits("Bekijk het bericht");
      await ana.submits("Verstuur");
      await ana.formIsGone();
      await person.reads(english ? "stands among the other topics" : "staat tussen de andere onderwerpen");
    }
  });

  step("what is alike is put together, and who brought it in hears so", async () => {
    await ana.presses(CARD, "Sluit onderwerpen");
    await ana.dialog.getByText("Alleen de kerngroep kan eerder stoppen.").waitFor();
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await agree(["Dan stoppen we nu met inbrengen", "Then we stop now"]);
    await ana.presses(CARD, "Voeg samen");
    await ana.dialog.getByText("Deze lijken op elkaar:").waitFor();
    await ana.dialog.getByRole("checkbox", { name: /Meer bankjes/ }).check();
    await ana.dialog.getByRole("checkbox", { name: /Bankjes langs/ }).check();
    await ana.fills(/^Samen heet het/, "Meer bankjes bij het water");
    await ana.submits("Bekijk het bericht");
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await yusuf.comes();
    await yusuf.reads("lijkt op een ander onderwerp. Het is nu deel van:");
  });

  step("everybody votes, and nobody sees that they are only two", async () => {
    await ana.presses(CARD, "Naar de stemming");
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await agree([
      "Over deze onderwerpen kunnen jongeren stemmen",
      "These are the topics that young people can vote on",
    ]);
    await noor.comes();
    await noor.presses("Stem");
    await noor.presses(/^Geef een stem/);
    await noor.reads("Je gaf dit een stem.");
    await noor.presses("Volgende");
    await noor.reads("Onderwerp 3 (2 van 2)");
    await noor.presses(/^Geef een stem/);
    await noor.presses("Mijn stemmen (nog 8)");
    await noor.reads("Je stembewijs:");
    // With so few nobody sees their number; that they are counted shows at the close.
    await noor.reads("Vanaf 10 stemmen zie je hier hoeveel jongeren er stemden.");
    await sam.comes();
    await sam.presses("Vote");
    await sam.presses("Next");
    await sam.reads("Topic 3 (2 of 2)");
    await sam.presses(/^Give a vote/);
    await sam.reads("You gave this a vote.");
  });

  step("two weeks later the vote is counted, and each hears what became of hers", async () => {
    await middle.jumps("+1 week");
    await middle.jumps("+1 week");
    await sam.reads("closes soon. You can vote until");
    await middle.jumps("+1 day");
    await sam.reads(
      "The vote for “Youth Manifesto Waterkant” is closed. In all, fewer than 10 young people took part.",
    );
    await sam.reads(
      /goes into the manifesto: “Free sports for everybody under 18”\. It got fewer than 10 points/,
    );
    await noor.comes();
    await noor.presses("Is mijn stem geteld?");
    await noor.reads(/Je stembiljet [0-9A-F]{4}-[0-9A-F]{4} is geteld/);
  });

  step("the core group adopts the text, and Noor gets it as a PDF", async () => {
    for (const [item, action, addressee] of [
      [/Free sports/, "Maak sporten gratis tot 18 jaar", "de wethouder Sport"],
      [/bankjes/, "Zet tien banken bij het water", "het college"],
    ] as const) {
      await ana.presses(CARD, "Schrijf de tekst");
      await ana.chooses(/^Welk onderwerp/, item);
      await ana.fills(/^Wat er moet gebeuren/, action);
      await ana.fills(/^Voor wie/, addressee);
      await sends(ana);
    }
    await ana.presses(CARD, "Leg de tekst voor");
    await sends(ana);
    await agree(["Dit is de tekst van", "This is the text of"]);
    await noor.comes();
    await noor.reads("heeft “Jongerenmanifest Waterkant” vastgesteld");
    await noor.presses("Stuur mij het manifest");
    await noor.pane
      .getByText(/manifest-p\d{7}-v1\.pdf/)
      .first()
      .waitFor();
  });

  step("the council gets it, and answers each point with its reason", async () => {
    await ana.presses(CARD, "Overhandig het");
    await ana.picks(/^Dag/, await day(0));
    await ana.fills(/^Ontvangen door/, "de burgemeester");
    await sends(ana);
    await chris.comes();
    await chris.opens(/jeugd-en-buurt/);
    await chris.presses(QUESTION, "Bevestig ontvangst");
    await sends(chris);
    await noor.reads("De griffier van de gemeenteraad heeft het ontvangen.");
    await chris.presses(QUESTION, "Wie antwoordt");
    await chris.chooses(/^Who answers/, "The council");
    await chris.chooses(/^Who sees to the answer/, "Chris");
    await sends(chris);
    await chris.presses(QUESTION, "Zet op de agenda");
    await chris.picks(/^Day/, await day(7));
    await chris.fills(/^Address of the agenda/, "https://raad.example.org/agenda");
    await sends(chris);
    for (const [point, reason, what] of [
      [/Punt \d.*Maak sporten gratis/s, "Sporten is gezond en niet iedereen kan het betalen.", SPORTS],
      [/Punt \d.*Zet tien banken/s, "Bankjes maken het water van iedereen.", BENCHES],
    ] as const) {
      await chris.presses(point, "Geef antwoord");
      await chris.chooses(/^Answer/, "Will be done");
      await chris.fills(/^Reason \(Nederlands\)/, reason);
      await chris.fills(/^Promise 1: what \(Nederlands\)/, what);
      await chris.chooses(/^Promise 1: who carries it out/, "Bram");
      await chris.picks(/^Promise 1: by/, await day(10));
      await sends(chris);
    }
    await chris.presses(QUESTION, "In gewone taal");
    await chris.fills(/^The answer in plain words \(Nederlands\)/, "Het gaat gebeuren, allebei.");
    await sends(chris);
    await chris.presses(QUESTION, "Verstuur het antwoord");
    await sends(chris);
    await noor.comes();
    await noor.reads("Er is antwoord op “Jongerenmanifest Waterkant”, van de gemeenteraad.");
    // The manifesto is on the agenda, and then answered: the clock looks twice.
    await middle.jumps("+1 hour");
    await middle.jumps("+1 hour");
    await noor.reads("De gemeente heeft geantwoord op “Meer bankjes bij het water”.");
  });

  step(
    "one promise is kept, disputed and kept; the other is late and then broken, with its reason",
    async () => {
      const promise = (what: string) => new RegExp(`Belofte: Jongerenmanifest Waterkant.*${what}`, "s");
      await ana.comes();
      await ana.opens(/jeugd-en-buurt/);
      await ana.presses(promise(SPORTS), "Nagekomen");
      await ana.fills(/^Wat er is gedaan \(Nederlands\)/, "De sporthal is gratis tot 18 jaar.");
      await sends(ana);
      await yusuf.comes();
      await yusuf.reads("De sporthal is gratis tot 18 jaar.");
      await yusuf.presses("Dit klopt niet");
      await yusuf.reads("Wat klopt er niet?");
      await yusuf.says("Bij de balie vroegen ze toch geld");
      await yusuf.presses("Verstuur");
      await yusuf.reads("Dank je wel. Het is verwerkt.");
      await ana.opensThread(promise(SPORTS));
      await ana.thread.getByText("Bij de balie vroegen ze toch geld").waitFor();
      await stage.picture("promise");
      await ana.closesThread();
      await middle.jumps("+1 week");
      await middle.jumps("+1 week");
      await yusuf.reads(`Beloofd was: ${BENCHES}, uiterlijk`);
      // Bram promised it: somebody else says how it is.
      await ana.presses(promise(SPORTS), "Beslis over de twijfel");
      await ana.chooses(/^Hoe het is/, "De belofte is nagekomen");
      await ana.fills(/^Reden \(Nederlands\)/, "De balie vergiste zich: het was al gratis.");
      await sends(ana);
      await yusuf.reads("De balie vergiste zich: het was al gratis.");
      await ana.presses(promise(BENCHES), "Gaat niet door");
      await ana.fills(/^Reden \(Nederlands\)/, "De kade wordt eerst verbouwd.");
      await sends(ana);
      await yusuf.reads("De kade wordt eerst verbouwd.");
      await middle.jumps("+1 hour");
    },
  );

  step("it ends when everybody has heard what came of it", async () => {
    await ana.presses(CARD, "Stel voor te sluiten");
    await sends(ana);
    await agree(["Kunnen we het afsluiten?", "Can we close it?"]);
    await yusuf.comes();
    await yusuf.reads("“Jongerenmanifest Waterkant” is afgesloten.");
    await yusuf.reads("Beloften: 2. Nagekomen: 1, waarvan te laat: 0. Niet doorgegaan: 1.");
    await middle.jumps("+1 hour");
    await ana.message(CARD).getByText("Afgesloten.").waitFor();
    await ana.opensThread(CARD);
    const file = ana.thread.getByRole("link", { name: /versie 3, als PDF/ });
    const address = await file.getAttribute("href");
    const bytes = await (await fetch(new URL(address ?? "", stage.page.url()))).arrayBuffer();
    const pdf = await readPdf(new Uint8Array(bytes));
    expect(pdf).toMatchObject({ marked: true, title: "Jongerenmanifest Waterkant", languages: ["nl"] });
    expect(pdf.text).toContain("De kade wordt eerst verbouwd.");
    await stage.nothingLostOrDoubled();
  });
});
