import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  HomeView,
  ImageBlock,
  KnownBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  SectionBlock,
} from "@slack/types";
import type { Card, CardAction, Home } from "../core/model/card.ts";
import { shownNumber } from "../core/model/contribution.ts";
import { type Language, type Message, say } from "../core/model/message.ts";
import type { Words } from "../text/words.ts";
import { encodePress } from "./action-value.ts";
import { limits, withinLimits } from "./limits.ts";
import { cut, escapeMrkdwn, mrkdwn, plain, rendered, split, value, weight } from "./mrkdwn.ts";

/** A card as Slack shows it. `text` is what notifications show and screen readers read. */
export interface CardMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/**
 * Our limit: characters of a resident's words on a card; the rest is in the thread. Leaves room under Slack's 3,000.
 */
const SHOWN_WORDS = 2500;

/** Our limit: photos on a card. The rest are in the thread only, so that the buttons stay in view. */
const SHOWN_PHOTOS = 10;

/**
 * Characters of an option's value: Slack's documentation allows 150, the types of its SDK 75. A longer press becomes a
 * button.
 */
const SHORT_PRESS = 75;

/** The only image types Slack can show in a card (docs.slack.dev, Slack file object). */
const showable = new Set(["image/png", "image/jpeg", "image/jpg", "image/gif"]);

/** @param files ids of files in the workspace, by key in the media bucket */
export function cardMessage(
  card: Card,
  files: Readonly<Record<string, string>>,
  words: Words,
  language: Language,
): CardMessage {
  const shown = (message: Message) => plain(words, message, language);
  const title = shown(card.title);
  const status = rendered(
    words,
    card.urgent ? say("officials:urgent", { text: card.status }) : card.status,
    language,
  );
  // Only markup can show a colleague by name.
  const line = status.mentions
    ? ({ type: "mrkdwn", text: mrkdwn(cut(status.marked, SHOWN_WORDS)), verbatim: true } as const)
    : plainText(cut(status.plain, SHOWN_WORDS));
  const blocks: KnownBlock[] = [
    header(title),
    card.urgent ? { type: "section", text: line } : { type: "context", elements: [line] },
  ];
  const said = card.words?.trim();
  if (said) {
    blocks.push(section(cut(said, SHOWN_WORDS)));
    if (weight(said) > SHOWN_WORDS) blocks.push(context(shown(say("officials:card.shortened"))));
  }
  blocks.push(
    ...facts(card, words, language),
    ...media(card, files, words, language),
    ...actions(card.actions, shown),
  );
  return withinLimits("message", {
    text: escapeMrkdwn(cut(`${title}\n${status.plain}`, SHOWN_WORDS)),
    blocks,
  });
}

/** The same card without its photos: Slack rejects the whole message when one file is not ready or is gone. */
export function withoutPhotos(message: CardMessage): CardMessage {
  return { text: message.text, blocks: message.blocks.filter((block) => block.type !== "image") };
}

function facts(card: Card, words: Words, language: Language): SectionBlock[] {
  const fields = card.facts.map((fact): MrkdwnElement => {
    // Half of Slack's limit for a field, which leaves room for both label and link.
    const label = cut(plain(words, fact.label, language), 200);
    const shown = cut(value(words, fact.value, language).marked, limits.field / 2);
    const text = fact.link === undefined ? mrkdwn(shown) : link(fact.link, shown);
    return { type: "mrkdwn", text: `*${escapeMrkdwn(label)}*\n${text}`, verbatim: true };
  });
  return chunks(fields, limits.fields).map((some) => ({ type: "section", fields: some }));
}

/** A link of ours with anybody's words as its text. A link that is not a web address, or is very long, is left out. */
function link(address: string, shown: string): string {
  if (!URL.canParse(address)) return mrkdwn(shown);
  const url = new URL(address);
  const href = url.href
    .replaceAll("|", "%7C")
    .replaceAll("<", "%3C")
    .replaceAll(">", "%3E")
    .replaceAll("&", "&amp;");
  if (!/^https?:$/.test(url.protocol) || href.length > 600) return mrkdwn(shown);
  // A link cannot contain a mention or a line break.
  return `<${href}|${escapeMrkdwn(shown.replaceAll(/[\s\uE000\uE001|]+/g, " ").trim() || url.host)}>`;
}

function media(
  card: Card,
  files: Readonly<Record<string, string>>,
  words: Words,
  language: Language,
): KnownBlock[] {
  const shown = (message: Message) => plain(words, message, language);
  const photos = card.media.filter((one) => one.kind === "photo");
  const images = photos.flatMap((photo, index): ImageBlock[] => {
    const file = photo.stored === undefined ? undefined : files[photo.stored];
    // A file that could not be transferred is recorded with a word that is not a file id.
    if (file === undefined || !/^F[A-Z0-9]+$/.test(file)) return [];
    if (photo.type !== undefined && !showable.has(photo.type)) return [];
    const alt = shown(say("officials:card.photo", { number: index + 1, ref: shownNumber(card.ref) }));
    return [{ type: "image", slack_file: { id: file }, alt_text: cut(alt, limits.altText) }];
  });
  const visible = images.slice(0, SHOWN_PHOTOS);
  const lines: Message[] = [];
  if (visible.length < photos.length)
    lines.push(say("officials:card.photos", { count: photos.length - visible.length }));
  for (const voice of card.media) {
    if (voice.kind === "voice") lines.push(say("officials:card.voice", { seconds: voice.seconds ?? 0 }));
  }
  const remark = lines.map(shown).join("\n");
  return remark === "" ? visible : [...visible, context(cut(remark, SHOWN_WORDS))];
}

/** The main action first, then the plain ones; the rest go in the "…" menu, as far as they fit. */
function actions(all: readonly CardAction[], shown: (message: Message) => string): ActionsBlock[] {
  const more = all.filter((action) => action.rank === "more");
  // The menu holds five short values; a menu of one becomes a button. The first actions stay in view.
  const menu = more
    .filter((action) => encodePress(action.press).length <= SHORT_PRESS)
    .slice(-limits.overflowOptions);
  const inMenu = new Set(menu.length > 1 ? menu : []);
  const buttons = [
    ...all.filter((action) => action.rank === "main"),
    ...all.filter((action) => action.rank === "plain"),
    ...more.filter((action) => !inMenu.has(action)),
  ];
  const elements: (Button | Overflow)[] = buttons.map((action, index) =>
    button(action, `press-${index + 1}`, shown),
  );
  if (inMenu.size > 0) {
    const options = [...inMenu].map((action) => ({
      text: plainText(cut(shown(action.label), limits.optionText)),
      value: encodePress(action.press),
    }));
    elements.push({ type: "overflow", action_id: "press-more", options });
  }
  return chunks(elements, limits.actions).map((some) => ({ type: "actions", elements: some }));
}

function button(action: CardAction, id: string, shown: (message: Message) => string): Button {
  return {
    type: "button",
    action_id: id,
    text: plainText(cut(shown(action.label), limits.button)),
    value: encodePress(action.press),
    ...(action.rank === "main" ? { style: "primary" } : {}),
  };
}

/** An official's start page. What does not fit in Slack's 100 blocks is counted in a last line. */
export function homeView(home: Home, words: Words, language: Language): HomeView {
  const shown = (message: Message) => plain(words, message, language);
  const blocks: KnownBlock[] = [header(shown(home.title))];
  let left = 0;
  let presses = 0;
  for (const one of home.sections) {
    const rows = one.rows ?? [];
    // Leave room for the heading, its lines and the last line of the page.
    const lines = (one.lines ?? []).map(shown).join("\n");
    const heading: KnownBlock[] = [{ type: "divider" }, header(shown(one.heading))];
    if (lines !== "") heading.push(...split(lines, SHOWN_WORDS).map(section));
    if (rows.length === 0 && one.empty) heading.push(context(shown(one.empty)));
    const room = limits.viewBlocks - 1 - blocks.length - heading.length;
    if (room < 0) {
      left += rows.length;
      continue;
    }
    const visible = rows.slice(0, room);
    left += rows.length - visible.length;
    blocks.push(...heading);
    for (const row of visible) {
      const text = shown(row.urgent ? say("officials:urgent", { text: row.text }) : row.text);
      blocks.push({
        ...section(cut(text, SHOWN_WORDS)),
        ...(row.action && { accessory: button(row.action, `press-${++presses}`, shown) }),
      });
    }
  }
  if (left > 0) blocks.push(context(shown(say("officials:home.more", { count: left }))));
  return withinLimits("home", { type: "home", blocks });
}

/** A Slack plain-text object. `emoji: false` keeps ":smile:" as typed. */
export function plainText(text: string): PlainTextElement {
  // Texts stored earlier may contain half a character, for which Slack would reject everything.
  return { type: "plain_text", text: text.trim() === "" ? "–" : text.toWellFormed(), emoji: false };
}

export function header(text: string): HeaderBlock {
  return { type: "header", text: plainText(cut(text.replaceAll(/\s+/g, " "), limits.header)) };
}

/** A section of plain text. Slack allows at most 3,000 characters. */
export function section(text: string): SectionBlock {
  return { type: "section", text: plainText(cut(text, limits.text)) };
}

export function context(text: string): ContextBlock {
  return { type: "context", elements: [plainText(cut(text, limits.text))] };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < all.length; start += size) parts.push(all.slice(start, start + size));
  return parts;
}
