/**
 * The whole loop through the page, as people would walk it: a resident raises an issue, officials ask and
 * answer, it is reopened and closed; then everything that can break is broken. One story, in order.
 */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriersOn } from "./barriers.ts";
import type { middleOf, Official, Resident } from "./people.ts";
import { type Stage, story } from "./stage.ts";

const TRICKY = "Onveilig <!channel> <@U0ANA> <https://example.org|klik> *vet* &lt;b&gt;";
const ANSWER = "De lamp brandt weer. Dank dat je het zei.";

story("the loop in a browser", (step, onStage) => {
  let page: Page;
  let noor: Resident;
  let sam: Resident;
  let ana: Official;
  let bram: Official;
  let chris: Official;
  let middle: ReturnType<typeof middleOf>;
  let picture: Stage["picture"];
  let nothingLostOrDoubled: Stage["nothingLostOrDoubled"];
  onStage((stage) => {
    ({ page, middle, picture, nothingLostOrDoubled } = stage);
    [noor, sam] = [stage.resident("Noor"), stage.resident("Sam")];
    [ana, bram, chris] = [stage.official("Ana"), stage.official("Bram"), stage.official("Chris")];
  });

  step("Noor comes in and raises an issue with a photo and a place", async () => {
    await noor.comes();
    await noor.starts();
    await noor.presses("Nederlands");
    await noor.presses("Ik ben 16 of ouder en doe mee");
    await noor.presses("Havenkwartier");
    await noor.presses("Klaar");
    await noor.reads("Wat speelt er in jouw buurt");
    await noor.says(
      "De lamp bij de speeltuin is al een maand kapot. Mijn zusje durft er niet meer te spelen.",
    );
    await noor.reads("Waar is het?");
    await noor.sendsPlace("Speeltuin De Vlinder");
    await noor.reads("Heb je een foto?");
    await noor.sendsPhoto("Broken lamp");
    await noor.presses("Klaar met foto’s");
    await noor.presses("Straat, stoep en verkeer");
    await noor.reads("Met 1 foto");
    await noor.presses("Verstuur");
    await noor.reads("De gemeente heeft je verhaal.");
  });

  step("the card is at the desk responsible for streets", async () => {
    await ana.comes();
    await ana.opens(/openbare-ruimte/);
    const card = ana.message("Mijn zusje durft er niet meer te spelen.");
    await card.getByText("Speeltuin De Vlinder").waitFor();
    await card.getByRole("img", { name: /^Foto 1/ }).waitFor();
    await card.getByRole("strong").filter({ hasText: "Onderwerp" }).waitFor();
  });

  step("Ana asks something back, after seeing what Noor will read", async () => {
    await ana.presses("Mijn zusje", "Vraag terug");
    await ana.fills(/^Vraag aan de inwoner/, "Welke lamp is het: links of rechts van de glijbaan?");
    await ana.submits("Bekijk het bericht");
    await ana.dialog.getByText("Dit leest de inwoner (Nederlands)").waitFor();
    await ana.dialog.getByText("“Welke lamp is het: links of rechts van de glijbaan?”").waitFor();
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await noor.reads("Welke lamp is het");
  });

  step("Noor replies, with the keyboard alone", async () => {
    await page.getByRole("button", { name: "Dark" }).focus();
    for (let presses = 0; presses < 200; presses++) {
      if ((await noor.pane.locator("textarea:focus").count()) > 0) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type("Links. Er zit ook een barst in de paal.");
    await page.keyboard.press("Enter");
    await noor.reads(/Je antwoord bij [\d-]+ is doorgegeven/);
    await ana.opensThread("Mijn zusje");
    await ana.thread.getByText("De inwoner antwoordt: “Links. Er zit ook een barst in de paal.”").waitFor();
    await ana.closesThread();
    await ana
      .message("Mijn zusje")
      .getByText(/Stand: opgepakt/)
      .waitFor();
  });

  step("Ana answers, and Noor says it does not help yet and why", async () => {
    await ana.presses("Mijn zusje", "Geef antwoord");
    await ana.chooses(/^Uitkomst/, "Gedaan");
    await ana.fills(/^Uitleg voor de inwoner/, ANSWER);
    await ana.submits("Bekijk het bericht");
    await ana.dialog.getByText(`“${ANSWER}”`).waitFor();
    await ana.dialog.getByText("Knop: Nog niet").scrollIntoViewIfNeeded();
    await picture("form");
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await noor.reads(ANSWER);
    await ana.opensThread("Mijn zusje");
    await ana.thread.getByText(/^Antwoord gegeven/).waitFor();
    // The thread may be redrawn while it is scrolled.
    const handler = ana.thread.getByText(/Behandelaar: @Ana/);
    await handler.scrollIntoViewIfNeeded().catch(() => handler.scrollIntoViewIfNeeded());
    await picture("loop");
    await noor.presses("Nog niet");
    await noor.reads("Jammer. Wat mist er nog");
    await noor.says("De lamp brandt, maar de paal staat nog scheef.");
    await noor.reads(/is weer open\. Je krijgt uiterlijk/);
    await ana.thread.getByText("Weer open. De inwoner zegt:").waitFor();
    await ana.closesThread();
  });

  step("Ana answers again and it helps", async () => {
    await ana.presses("Mijn zusje", "Geef antwoord");
    await ana.chooses(/^Uitkomst/, "Gedaan");
    await ana.fills(/^Uitleg voor de inwoner/, "De paal is vandaag vervangen.");
    await ana.submits("Bekijk het bericht");
    await ana.dialog.getByText("“De paal is vandaag vervangen.”").waitFor();
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await noor.reads("De paal is vandaag vervangen.");
    await noor.presses("Ja, dit helpt");
    await noor.reads(/is nu klaar/);
    await ana.opensThread("Mijn zusje");
    await ana.thread.getByText("De inwoner zegt dat het hielp.", { exact: true }).waitFor();
  });

  step("Ana’s Home shows her work and the figures", async () => {
    await ana.opens(/: Home$/);
    await ana.pane.getByText(/Laatste 12 maanden: \d+ keer antwoord gegeven, 100% op tijd/).waitFor();
    await ana.opens(/openbare-ruimte/);
  });

  step("Sam does all of it in English, while everything arrives twice", async () => {
    await middle.breaks("An update arrives twice");
    await sam.comes();
    await sam.starts();
    await middle.hasStruck("An update arrives twice");
    await sam.presses("English");
    await sam.presses("I am 16 or older and take part");
    await sam.presses("Binnenstad");
    await sam.presses("Done");
    await sam.reads("What is going on in your neighbourhood");
    await middle.breaks("An update arrives twice");
    await sam.says(TRICKY);
    await sam.reads("Where is it?");
    await middle.hasStruck("An update arrives twice");
    await sam.says("Kadeplein");
    await sam.presses("No photo");
    await sam.presses("Roads, pavements and traffic");
    await sam.reads("Is this right?");
    await middle.breaks("An update arrives twice");
    await sam.presses("Send");
    await sam.reads("The municipality has your story.");
    await middle.hasStruck("An update arrives twice");
    await nothingLostOrDoubled();
  });

  step("what Sam wrote calls nobody and links to nothing", async () => {
    const card = ana.message("Onveilig");
    await card.getByText(TRICKY, { exact: true }).waitFor();
    expect(await card.getByRole("link").count()).toBe(0);
    expect(await card.locator("[data-user-id], .slack_broadcast").count()).toBe(0);
  });

  step("who may not do something hears that in private, in her own language", async () => {
    await chris.comes();
    await chris.presses("Onveilig", "Geef antwoord");
    await chris.message("Only an official can do this.").getByText("Only visible to you").waitFor();
  });

  step("the page has no barriers, in light and in dark", async () => {
    await ana.comes();
    await ana.opensThread("Onveilig");
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole("button", { name: "Dark" }).click();
    expect(await barriersOn(page)).toEqual([]);
    await noor.comes();
    await ana.closesThread();
    await ana.opensThread("Mijn zusje");
    await picture("playground-dark");
    await page.getByRole("button", { name: "Dark" }).click();
    await ana.closesThread();
    await sam.comes();
  });

  step("Sam types what people type: small talk, danger, and yes to what was asked last", async () => {
    await sam.says("thanks");
    await sam.reads("You're welcome.");
    await sam.says("There is a fire next door");
    await sam.reads("Is this happening now? Call 112.");
    await sam.presses("No, leave it");
    await sam.reads("OK. I have kept nothing. Is there danger after all? Call 112.");
    await sam.says("I don't want to live anymore");
    await sam.reads(/Call 113 \(free, day and night\)/);
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
    await sam.says("no");
    await sam.reads(/Would you like to talk later after all/);
    await sam.says("hello");
    await sam.presses("My reports");
    await sam.reads("You told 1 thing.");
    await nothingLostOrDoubled();
  });

  step("Telegram refuses, and Sam still hears everything once", async () => {
    await middle.breaks("Telegram is too busy (429)");
    await sam.says("/mijn");
    await sam.reads("You told 1 thing.");
    await middle.hasStruck("Telegram is too busy (429)");
    await nothingLostOrDoubled();
  });

  step("the process dies after its commit, and what was decided still goes out once", async () => {
    await middle.breaks("The process dies after the commit");
    await sam.says("The lamp on the corner is out");
    await middle.traced(/The process is killed after its commit/);
    await sam.reads("Where is it?");
    await sam.says("Kadeplein, corner");
    await sam.presses("No photo");
    await sam.presses("Roads, pavements and traffic");
    await sam.presses("Send");
    await ana.message("The lamp on the corner is out").waitFor();
    await nothingLostOrDoubled();
  });

  step("Slack is slow, and nothing comes twice", async () => {
    await middle.breaks("Slack is slow");
    await sam.says("The bench is broken");
    await sam.says("Kadeplein, bench");
    await sam.presses("No photo");
    await sam.presses("Roads, pavements and traffic");
    await sam.presses("Send");
    await ana.message("The bench is broken").waitFor();
    await middle.hasStruck("Slack is slow");
    await middle.traced(/Slack takes 4 seconds/);
    // What comes after the card in the same line comes after every attempt to post it.
    await sam.answersTo("The municipality has your story.", "The seat is loose too");
    await ana.opensThread("The bench is broken");
    await ana.thread.getByText("De inwoner voegt toe: “The seat is loose too”").waitFor();
    await ana.closesThread();
    await nothingLostOrDoubled();
  });

  step("Ana sends news, and Sam, who wanted it, reads it exactly as Ana saw it", async () => {
    await sam.says("/mydata");
    await sam.presses("My choices");
    await sam.presses("Off: news about my area");
    await sam.reads("On: news about my area");
    await sam.presses("Done");
    await ana.comes();
    await ana.says("/samenspel nieuws");
    await ana.fills("Bericht (Nederlands)", "Donderdag is de Kadeplein dicht.");
    await ana.fills("Bericht (English)", "The Kadeplein is closed on Thursday.");
    await ana.submits("Bekijk het bericht");
    await ana.dialog.getByText("News from the municipality of Waterkant.").waitFor();
    await ana.submits("Tel wie het krijgt");
    await ana.formIsGone();
    await ana.message("Klaar om te versturen").getByText("1 inwoner").waitFor();
    await picture("news");
    await ana.presses("Klaar om te versturen", "Verstuur");
    await sam.reads("The Kadeplein is closed on Thursday.");
    await ana.message("Gekregen: 1.").waitFor();
    await nothingLostOrDoubled();
  });

  step("weeks later the desk, its lead and Sam are told that an answer is late", async () => {
    await middle.jumps("+1 week");
    await middle.jumps("+1 week");
    await middle.jumps("+1 week");
    await sam.reads(/We are late with/);
    await ana.opensThread("Onveilig");
    await ana.thread.getByText(/is te laat\. De nieuwe datum voor de inwoner is/).waitFor();
    await ana.closesThread();
    await middle.jumps("+1 week");
    await bram.comes();
    await bram.opens(/^Samenspel Waterkant\b(?!: Home)/);
    await bram.pane
      .getByText(/wacht op antwoord sinds/)
      .first()
      .waitFor();
    await nothingLostOrDoubled();
  });
});
