/**
 * A poll through the page, from `/stemming` to the answer: a resident in Telegram, an organiser in Slack, and weeks that
 * pass. It is the first process that is only its table: what is played here is the kernel. One story, in order.
 */
import { expect } from "vitest";
import type { middleOf, Official, Resident } from "./people.ts";
import { type Stage, story } from "./stage.ts";

const CARD = /^Stemming: |Stemming: Het plein/;

story("a poll in a browser", (step, onStage) => {
  let stage: Stage;
  let noor: Resident;
  let ana: Official;
  let middle: ReturnType<typeof middleOf>;
  onStage((one) => {
    stage = one;
    ({ middle } = one);
    noor = one.resident("Noor");
    ana = one.official("Ana");
  });

  async function day(ahead: number): Promise<string> {
    const now = await middle.pane.getByRole("time").first().getAttribute("datetime");
    return new Date(Date.parse(now ?? "") + ahead * 24 * 3600_000).toISOString().slice(0, 10);
  }

  step("Ana opens it, after she has seen what residents will read", async () => {
    await ana.comes();
    await ana.opens(/jeugd-en-buurt/);
    await ana.says("/stemming");
    for (const [field, dutch, english] of [
      ["Naam", "Het plein", "The square"],
      ["De vraag", "Wat komt er op het plein?", "What comes on the square?"],
      ["Wat nog kan veranderen", "Wat er op het plein komt.", "What comes on the square."],
      ["Wat vastligt, en waarom", "Er is 20.000 euro.", "There is 20,000 euros."],
      ["Wie beslist", "het college", "the executive"],
      ["Wie antwoord geeft", "de wethouder", "the alderman"],
      ["Keuzes", "Een bankje\nEen boom", "A bench\nA tree"],
    ] as const) {
      await ana.fills(`${field} (Nederlands)`, dutch);
      await ana.fills(`${field} (English)`, english);
    }
    await ana.chooses(/^Hoe inwoners meedoen/, /^Meedenken/);
    await ana.chooses(/^Fase van het beleid/, /^Voorbereiding/);
    await ana.picks(/^Uiterste dag van het antwoord/, await day(30));
    await ana.picks(/^Laatste dag om te stemmen/, await day(7));
    await ana.submits("Bekijk het bericht");
    await ana.dialog.getByText("Dit kan nog veranderen: Wat er op het plein komt.").waitFor();
    await ana.submits("Open het");
    await ana.formIsGone();
    await ana.message(CARD).getByText("Inwoners kunnen stemmen").waitFor();
  });

  step("Noor finds it, chooses, and changes her mind", async () => {
    await noor.comes();
    await noor.starts();
    await noor.presses("Nederlands");
    await noor.presses("Ik ben 16 of ouder en doe mee");
    await noor.presses("Havenkwartier");
    await noor.presses("Klaar");
    await noor.says("/meedoen");
    await noor.reads("De vraag: Wat komt er op het plein?");
    await noor.presses("Stem");
    await noor.presses("Een boom");
    await noor.reads(/Jouw stem:\s*Een boom/);
    await noor.presses("Een bankje");
    await noor.reads(/Jouw stem:\s*Een bankje/);
  });

  step("it is counted by itself, Noor hears the result and Ana what she owes", async () => {
    for (let days = 0; days < 9; days++) await middle.jumps("+1 day");
    await noor.reads("De stemming over “Het plein” is geteld.");
    await noor.reads(/Dan zeggen we niets over de uitslag/);
    await ana.comes();
    await ana.message(CARD).getByText("Geteld. Inwoners wachten op antwoord").waitFor();
    await ana
      .message(CARD)
      .getByText(/antwoord geven op de uitslag: uiterlijk/)
      .waitFor();
  });

  step("Ana answers, Noor reads it word for word, and then it is over", async () => {
    await ana.presses(CARD, "Geef antwoord");
    await ana.fills("Het antwoord (Nederlands)", "Er komt een bankje. Het staat er voor de zomer.");
    await ana.fills("Het antwoord (English)", "There will be a bench, before summer.");
    await ana.submits("Bekijk het bericht");
    await ana.dialog.getByText(/Dit is het antwoord van de gemeente/).waitFor();
    await ana.submits("Verstuur");
    await ana.formIsGone();
    await middle.jumps("+1 hour");
    await noor.comes();
    await noor.reads(/Er komt een bankje\. Het staat er voor de zomer\./);
    await middle.jumps("+1 hour");
    await ana.comes();
    await ana.message(CARD).getByText("Afgerond", { exact: true }).waitFor();
    await stage.nothingLostOrDoubled();
    expect(await ana.message(CARD).getByRole("button", { name: "Geef antwoord" }).count()).toBe(0);
  });
});
