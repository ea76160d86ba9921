/**
 * A survey through the page, from `/peiling` to what is done with it: two residents in Telegram, one by a link and in
 * another language, an organiser and a reviewing colleague in Slack, and weeks that pass. One story, in order.
 */
import { expect } from "vitest";
import { readPdf } from "../support/pdf.ts";
import type { middleOf, Official, Resident } from "./people.ts";
import { type Stage, story } from "./stage.ts";

const CARD = /Peiling: /;

story("a survey in a browser", (step, onStage) => {
  let stage: Stage;
  let noor: Resident;
  let sam: Resident;
  let ana: Official;
  let chris: Official;
  let middle: ReturnType<typeof middleOf>;
  let link = "";
  onStage((one) => {
    stage = one;
    ({ middle } = one);
    [noor, sam] = [one.resident("Noor"), one.resident("Sam")];
    [ana, chris] = [one.official("Ana"), one.official("Chris")];
  });

  async function day(ahead: number): Promise<string> {
    const now = await middle.pane.getByRole("time").first().getAttribute("datetime");
    return new Date(Date.parse(now ?? "") + ahead * 24 * 3600_000).toISOString().slice(0, 10);
  }

  step("Ana begins it with a template, and a colleague looks along", async () => {
    await ana.comes();
    await ana.opens(/jeugd-en-buurt/);
    await ana.says("/peiling");
    await ana.chooses(/^Begin met/, /^Hoe is het in jouw buurt/);
    for (const [field, dutch, english] of [
      ["Naam", "Hoe is het in jouw buurt?", "How is your neighbourhood?"],
      ["De vraag", "Wat moet er beter in jouw buurt?", "What should be better in your neighbourhood?"],
      ["Wat nog kan veranderen", "Wat we volgend jaar doen.", "What we do next year."],
      [
        "Wat vastligt, en waarom",
        "Het bedrag: dat heeft de raad bepaald.",
        "The amount: the council set it.",
      ],
      ["Wie beslist", "het college", "the executive"],
      ["Wie antwoord geeft", "de wijkmanager", "the neighbourhood manager"],
    ] as const) {
      await ana.fills(`${field} (Nederlands)`, dutch);
      await ana.fills(`${field} (English)`, english);
    }
    await ana.chooses(/^Hoe inwoners meedoen/, /^Meedenken/);
    await ana.chooses(/^Fase van het beleid/, /^Voorbereiding/);
    await ana.picks(/^Uiterste dag van het antwoord/, await day(60));
    await ana.picks(/^Laatste dag/, await day(14));
    await ana.submits("Bekijk het bericht");
    await ana.submits("Bewaar");
    await ana.formIsGone();
    await ana.presses(CARD, "Laat meekijken");
    await ana.dialog.getByText(/7\. Wil je zelf meehelpen/).waitFor();
    await ana.submits("Laat meekijken");
    await ana.formIsGone();
    await chris.comes();
    await chris.opens(/jeugd-en-buurt/);
    await chris.presses(CARD, "Keur goed");
    await chris.submits("Approve");
    await chris.formIsGone();
    await middle.jumps("+1 day");
    await ana.comes();
    await ana.message(CARD).getByText("Open.", { exact: true }).waitFor();
    const typed = await ana
      .message(CARD)
      .getByText(/\/start s-/)
      .textContent();
    link = /s-P\d{7}-[0-9a-f]{16}/.exec(typed ?? "")?.[0] ?? "";
    expect(link).not.toBe("");
  });

  step("Noor answers tap by tap, and goes back to change her mind", async () => {
    await noor.comes();
    await noor.starts();
    await noor.presses("Nederlands");
    await noor.presses("Ik ben 16 of ouder en doe mee");
    await noor.presses("Havenkwartier");
    await noor.presses("Klaar");
    await noor.says(`/start ${link}`);
    await noor.presses("Begin");
    await noor.reads("Vraag 1 van 7");
    await noor.says("gezellig");
    await noor.reads("Vraag 2 van 7");
    await noor.presses("🙂 Fijn");
    await noor.reads("Vraag 3 van 7");
    await noor.presses("Vorige");
    await noor.reads("Je antwoord: 🙂 Fijn");
    await noor.presses("😀 Heel fijn");
    await noor.reads("Vraag 3 van 7");
    await noor.presses("Meestal");
    await noor.reads("Vraag 4 van 7");
    await noor.presses("Groen en speelplekken");
    await noor.reads("Gekozen: Groen en speelplekken");
    await stage.picture("survey");
    await noor.presses("Verder");
    await noor.reads("Vraag 5 van 7");
    await noor.presses("Ja");
    await noor.reads("Vraag 6 van 7");
    await noor.presses("Ja, maar ik kreeg geen antwoord");
    await noor.reads("Vraag 7 van 7");
    await noor.presses("Ja, één keer");
    await noor.reads("Dank je. Dit was de laatste vraag.");
  });

  step("Sam comes by the link, is asked what everybody is asked, and switches halfway", async () => {
    await sam.comes();
    await sam.starts();
    await sam.says(`/start ${link}`);
    await sam.presses("Nederlands");
    await sam.presses("Ik ben 16 of ouder en doe mee");
    await sam.presses("Sla over");
    await sam.presses("Klaar");
    await sam.presses("Begin");
    await sam.says("quiet");
    await sam.reads("Vraag 2 van 7");
    await sam.says("/taal");
    await sam.presses("English");
    await sam.reads("How do you like living here?");
    await sam.says("3");
    await sam.reads("Question 3 of 7");
  });

  step("Ana sees how it stands, and enters a sheet of paper", async () => {
    await ana.comes();
    await ana.presses(CARD, "Voer papier in");
    await ana.fills(/^1\. Welk woord/, "rustig");
    await ana.submits("Bewaar");
    await ana.formIsGone();
    await ana.presses(CARD, "Resultaten");
    await ana.dialog.getByText("Vanaf 20 antwoorden zie je hier cijfers.").waitFor();
    await ana.submits("Gezien");
    await ana.formIsGone();
  });

  step("a colleague answers the same in Slack, in another channel and without a name", async () => {
    await ana.presses(CARD, "Vraag collega's");
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await chris.comes();
    await chris.opens(/openbare-ruimte/);
    await chris.presses(/Vraag aan collega's/, "Vul in");
    await chris.chooses(/^2\. How do you like living here/, /Good$/);
    await chris.submits("Send");
    await chris.formIsGone();
    await chris.presses(/Vraag aan collega's/, "Vul in");
    const chosen = chris.dialog.getByRole("combobox", { name: /^2\. How do you like/ });
    await chosen.waitFor();
    if (process.env.SHOT) await stage.page.screenshot({ path: process.env.SHOT });
    expect(await chosen.inputValue()).toMatch(/Good$/);
    await chris.dialog.getByRole("button", { name: "Cancel", exact: true }).click();
    await chris.formIsGone();
    await ana.comes();
    await ana.opens(/jeugd-en-buurt/);
    await ana.presses(CARD, "Resultaten");
    await ana.dialog.getByText("Vanaf 20 antwoorden zie je hier cijfers.").waitFor();
    // One colleague is not told of either.
    expect(await ana.dialog.getByText("Collega's die antwoordden").count()).toBe(0);
    await ana.submits("Gezien");
    await ana.formIsGone();
  });

  step("after the last day everybody hears what was heard, and then what is done with it", async () => {
    await middle.jumps("+1 week");
    for (let days = 0; days < 5; days++) await middle.jumps("+1 day");
    await sam.comes();
    await sam.reads(/You can still take part in “How is your neighbourhood\?”/);
    for (let days = 0; days < 3; days++) await middle.jumps("+1 day");
    await ana.comes();
    await ana.message(CARD).getByText("Gesloten. De uitslag is nog niet gedeeld.").waitFor();
    await ana.presses(CARD, "Deel de uitslag");
    await ana.submits("Bekijk het bericht");
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await noor.comes();
    await noor.reads("Dit hoorden we bij “Hoe is het in jouw buurt?”. Er deden minder dan 10 inwoners mee.");
    await noor.presses("Leg mijn antwoord ernaast");
    await noor.reads("Jij: 😀 Heel fijn");
    await ana.comes();
    await ana.presses(CARD, "Zeg wat we doen");
    await ana.fills("Wat we doen, 1 (Nederlands)", "Tien lantaarns erbij");
    await ana.chooses(/^Wie het doet \(1\)/, "Ana");
    await ana.picks(/^Uiterlijk \(1\)/, await day(30));
    await ana.submits("Bekijk het bericht");
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await noor.comes();
    await noor.reads(/Tien lantaarns erbij, uiterlijk/);
    await middle.jumps("+1 hour");
    await ana.comes();
    await ana.message(CARD).getByText("Klaar: iedereen die meedeed, hoorde wat we doen.").waitFor();
    await ana.opensThread(CARD);
    const file = ana.thread.getByRole("link", { name: /versie 4, als PDF/ });
    const address = await file.getAttribute("href");
    const bytes = await (await fetch(new URL(address ?? "", stage.page.url()))).arrayBuffer();
    const pdf = await readPdf(new Uint8Array(bytes));
    expect(pdf).toMatchObject({ marked: true, title: "Hoe is het in jouw buurt?", languages: ["nl"] });
    expect(pdf.text).toContain("Tien lantaarns erbij");
    await stage.nothingLostOrDoubled();
  });
});
