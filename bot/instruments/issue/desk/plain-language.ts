import { type Message, say } from "../../../core/model/message.ts";

/** Advice on plain language, which never stops anybody: long sentences, and words that only officials use. */

/** Words of a sentence, on average: the aim of B1 Dutch in the town's style guide. */
const LONG_SENTENCE = 15;
/** Remarks on one text. */
const MOST_ADVICE = 5;

/** Official word → what people say. */
const jargon: Readonly<Record<string, string>> = {
  aangaande: "over",
  alsmede: "en",
  betreffende: "over",
  conform: "volgens",
  derhalve: "daarom",
  desalniettemin: "toch",
  dienaangaande: "daarover",
  echter: "maar",
  "in het kader van": "voor",
  inzake: "over",
  middels: "met",
  "met betrekking tot": "over",
  "naar aanleiding van": "door",
  nader: "meer",
  omtrent: "over",
  "op basis van": "door",
  realiseren: "maken",
  reeds: "al",
  "te allen tijde": "altijd",
  "ten aanzien van": "over",
  teneinde: "om",
  tevens: "ook",
  thans: "nu",
  verzoeken: "vragen",
  "zorg dragen voor": "zorgen voor",
};

export function adviceOn(text: string): Message[] {
  const advice: Message[] = [];
  const sentences = text
    .split(/[.!?\n]+/)
    .map((one) => one.trim().split(/\s+/).filter(Boolean))
    .filter((words) => words.length > 0);
  const words = sentences.reduce((sum, one) => sum + one.length, 0);
  const average = sentences.length === 0 ? 0 : Math.round(words / sentences.length);
  if (average > LONG_SENTENCE) advice.push(say("officials:advice.long", { count: average }));
  const lower = ` ${text.toLowerCase().replace(/[^\p{L}]+/gu, " ")} `;
  for (const [official, plain] of Object.entries(jargon)) {
    if (lower.includes(` ${official} `)) advice.push(say("officials:advice.jargon", { official, plain }));
  }
  return advice.slice(0, MOST_ADVICE);
}
