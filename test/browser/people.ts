/** What people do on the playground's page, located by the roles and names that a screen reader would give. */
import type { Locator, Page } from "playwright-core";

export type Resident = ReturnType<typeof residentOn>;
export type Official = ReturnType<typeof officialOn>;

/** A resident at her phone. Only one is on the page at a time. */
export function residentOn(page: Page, name: string) {
  const pane = page.getByRole("region", { name: /^Telegram, as/ });
  const chat = pane.getByRole("log");
  const box = pane.getByRole("textbox", { name: "Message", exact: true });

  async function attach(what: "Photo" | "Location"): Promise<Locator> {
    await pane.getByRole("button", { name: "Attach" }).click();
    await pane.getByRole("button", { name: what, exact: true }).click();
    return pane.getByRole("dialog");
  }

  return {
    pane,
    box,
    async comes() {
      await pane.getByRole("button", { name: new RegExp(`^${name}\\b`) }).click();
      await page.getByRole("region", { name: `Telegram, as ${name} sees it` }).waitFor();
    },
    async starts() {
      await pane.getByRole("button", { name: "Start", exact: true }).click();
    },
    async says(text: string) {
      await box.fill(text);
      await pane.getByRole("button", { name: "Send", exact: true }).click();
    },
    /** Presses the newest button with these words. */
    async presses(label: string | RegExp) {
      await chat
        .getByRole("button", typeof label === "string" ? { name: label, exact: true } : { name: label })
        .last()
        .click();
    },
    /** Waits until the newest message with these words is there. */
    async reads(text: string | RegExp) {
      await chat.getByText(text).last().waitFor();
    },
    async answersTo(text: string | RegExp, words: string) {
      const row = chat.locator(".bubble-place").filter({ hasText: text }).last();
      await row.getByRole("button", { name: /^Reply to/ }).click();
      await this.says(words);
    },
    async sendsPhoto(sample: string) {
      const dialog = await attach("Photo");
      await dialog.getByRole("checkbox", { name: sample }).check();
      await dialog.getByRole("button", { name: "Send 1 photo" }).click();
    },
    async sendsPlace(spot: string) {
      const dialog = await attach("Location");
      await dialog.getByRole("radio", { name: spot }).check();
      await dialog.getByRole("checkbox", { name: "With name and address" }).check();
      await dialog.getByRole("button", { name: "Send this location" }).click();
    },
  };
}

/** An official in Slack. Only one is on the page at a time. */
export function officialOn(page: Page, name: string) {
  const pane = page.getByRole("region", { name: /^Slack, as/ });
  const dialog = pane.getByRole("dialog");
  const thread = pane.getByRole("region", { name: "Thread", exact: true });

  return {
    pane,
    dialog,
    thread,
    /** The newest message in the open channel with these words. */
    message: (text: string | RegExp) =>
      pane.locator(".channel").getByRole("article").filter({ hasText: text }).last(),
    async comes() {
      await pane.getByRole("group", { name: "You are" }).getByRole("button", { name }).click();
      await page.getByRole("region", { name: `Slack, as ${name} sees it` }).waitFor();
    },
    async opens(place: string | RegExp) {
      await pane.getByRole("navigation").getByRole("button", { name: place }).first().click();
    },
    /** On the card itself, or in the menu behind its three dots. */
    async presses(card: string | RegExp, label: string) {
      const own = this.message(card).getByRole("button", { name: label, exact: true });
      const more = this.message(card).getByRole("button", { name: "More actions", exact: true });
      // A card that is about to change still shows its old buttons: its menu is opened only once it stays the same.
      await own.waitFor({ timeout: 4000 }).catch(() => more.click());
      await own.click();
    },
    /** Types in the open channel. */
    async says(text: string) {
      await pane.locator(".channel").getByRole("textbox").fill(text);
      await pane.locator(".channel").getByRole("button", { name: "Send now", exact: true }).click();
    },
    async opensThread(card: string | RegExp) {
      await this.message(card)
        .getByRole("button", { name: /in thread$|repl(y|ies)$/ })
        .click();
      await thread.waitFor();
    },
    async closesThread() {
      await thread.getByRole("button", { name: "Close thread" }).click();
    },
    async chooses(field: string | RegExp, option: string | RegExp) {
      await dialog.getByRole("combobox", { name: field }).click();
      await dialog
        .getByRole("option", typeof option === "string" ? { name: option, exact: true } : { name: option })
        .click();
    },
    /** @param day "2026-12-01" */
    async picks(field: string | RegExp, day: string) {
      await dialog.getByLabel(field).fill(day);
    },
    async fills(field: string | RegExp, words: string) {
      await dialog.getByRole("textbox", { name: field }).fill(words);
    },
    async submits(label: string) {
      await dialog.getByRole("button", { name: label, exact: true }).click();
    },
    async formIsGone() {
      await dialog.waitFor({ state: "detached" });
    },
  };
}

/** The middle of the page: the clock, the switches and the tally. */
export function middleOf(page: Page) {
  const pane = page.getByRole("region", { name: "What happened" });
  const tally = pane.getByRole("region", { name: "Tally" });
  return {
    pane,
    tally,
    async jumps(by: "+1 hour" | "+1 day" | "+1 week") {
      const before = await pane.getByRole("time").first().getAttribute("datetime");
      await pane.getByRole("button", { name: by }).click();
      await page.waitForFunction(
        `document.querySelector(".clock-now time")?.dateTime !== ${JSON.stringify(before)}`,
      );
    },
    async breaks(name: string) {
      const choice = pane.getByRole("switch", { name });
      if (!(await choice.isVisible())) await pane.getByText("Break something").click();
      await choice.click();
      await pane.getByRole("switch", { name, checked: true }).waitFor();
    },
    /** Waits until a switch that works once has done its work. */
    async hasStruck(name: string) {
      await pane.getByRole("switch", { name, checked: false }).waitFor();
    },
    traced: (text: string | RegExp) => pane.getByRole("log").getByText(text).last().waitFor(),
  };
}
