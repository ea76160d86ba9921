import { decodePress } from "../../bot/slack/action-value.ts";
import type { SlackMessage, SlackValue } from "../../local/playground/api.ts";
import type { Playground } from "../../local/playground/world.ts";
import type { Figures } from "./figures.ts";

/** How often somebody tries again what did not go through, as long as a run may wait. */
const ATTEMPTS = 12;
/** Milliseconds she waits for what she did to show before she looks at her form again. */
const PATIENCE = 20_000;
const GLANCE = 100;
/** Pages of a form: what is filled in, and what residents will read. */
const PAGES = 2;

export type Fields = Readonly<Record<string, string>>;
type Press = ReturnType<typeof decodePress>;

/** What a member of the workspace does with forms and buttons: again and again, until it went through. */
export function openHands(
  member: string,
  parts: { playground: Playground; figures: Figures; note: (line: string) => void },
) {
  const { slack } = parts.playground;
  const form = () => slack.view().modals[member]?.at(-1);
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  async function sees<Found>(look: () => Found | undefined, most = PATIENCE): Promise<Found | undefined> {
    for (const until = performance.now() + most; performance.now() < until; await pause(GLANCE)) {
      const found = look();
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Fills in the open form, the fields in the order in which they stand, and sends it; then what is seen beforehand. */
  async function submits(fields: Fields): Promise<void> {
    for (let page = 0; page < PAGES; page++) {
      const open = form();
      if (!open) return;
      const state: Record<string, Record<string, SlackValue>> = {};
      for (const block of open.view.blocks) {
        if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
        const { type, action_id: id } = block.element;
        state[block.block_id] = { [id]: slackValue(type, fields[block.block_id] ?? "") };
      }
      await slack.submits(member, open.id, state);
    }
  }

  /** Repeats an act until `seen` says that it went through; whatever fails on the way is tried again. */
  async function insists<Found>(
    what: string,
    act: () => Promise<void>,
    seen: () => Found | undefined,
  ): Promise<Found> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        await act();
        parts.figures["officials' acts"] += 1;
      } catch (error) {
        parts.figures["officials' presses that failed"] += 1;
        parts.note(`${member}, ${what}: ${error instanceof Error ? error.message : error}`);
      }
      // With a form still open it surely did not go through, and the same form can be sent again.
      const found = await sees(seen, form() ? 1000 : PATIENCE);
      if (found !== undefined) return found;
    }
    throw new Error(`${member} could not ${what}: ${JSON.stringify(form() ?? "no form").slice(0, 600)}`);
  }

  /** Presses it on the card, whether it is a button or stands in the menu. */
  async function presses(card: SlackMessage, found: FoundButton): Promise<void> {
    const { value, ...place } = found;
    await slack.presses(
      member,
      card.ts,
      found.type === "button" ? { ...place, value } : { ...place, selected_option: chosen(value) },
      { channel: card.channel },
    );
  }

  async function closesForms(): Promise<void> {
    for (const open of (slack.view().modals[member] ?? []).toReversed()) await slack.closes(member, open.id);
  }

  /** The cards in channels, oldest first. */
  const cards = () => slack.messages().filter((one) => one.blocks && !one.thread_ts && !one.dm_with);

  return { slack, form, sees, submits, insists, presses, closesForms, cards, pause };
}

interface FoundButton {
  readonly type: "button" | "overflow";
  readonly block_id: string;
  readonly action_id: string;
  readonly value: string;
}

/** A button on a card, or what stands in its menu, by what it says to the town. */
export function buttonOn(
  card: SlackMessage,
  is: (press: NonNullable<Press>) => boolean,
): FoundButton | undefined {
  const fits = (value = "") => {
    const press = decodePress(value);
    return press !== undefined && is(press);
  };
  for (const block of card.blocks ?? []) {
    if (block.type !== "actions") continue;
    for (const one of block.elements) {
      const place = { block_id: block.block_id ?? "", action_id: one.action_id ?? "" };
      if (one.type === "button" && fits(one.value))
        return { type: "button", ...place, value: one.value ?? "" };
      const option = one.type === "overflow" ? one.options.find(({ value }) => fits(value)) : undefined;
      if (option) return { type: "overflow", ...place, value: option.value ?? "" };
    }
  }
  return undefined;
}

function slackValue(type: string, text: string): SlackValue {
  if (type === "datepicker") return { type, selected_date: text };
  if (type === "plain_text_input") return { type, value: text };
  if (type === "users_select") return { type, selected_user: text };
  if (type.startsWith("multi") || type === "checkboxes") return { type, selected_options: [] };
  return { type, selected_option: chosen(text) };
}

const chosen = (value: string) => ({ value, text: { type: "plain_text" as const, text: value } });
