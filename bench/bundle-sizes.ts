import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Bundle, OwnBundles, PeerBundles } from "./bundles.ts";
import { compared, type Figure, only, sample } from "./figures.ts";

/** How much has to be read and compiled at a cold start, in kilobytes of 1000 bytes, as in `infra/functions.ts`. */
export function bundleSizes(own: OwnBundles, peers: PeerBundles): Figure[] {
  const size = ({ bytes }: Bundle) => sample([bytes / 1000]);
  return [
    compared("size.telegram", "Telegram's bundle", "KB", size(own.telegram), size(peers.telegram)),
    only("size.telegram.kilobytes", "Telegram's bundle, with all languages", "KB", size(own.telegram)),
    only(
      "size.telegram.sentences",
      "Sentences of other languages than English in that bundle: with them it would grow with each language",
      "",
      sample([sentencesIn(own.telegram)]),
    ),
    compared("size.slack", "Slack's bundle", "KB", size(own.slack), size(peers.slack)),
    only(
      "size.texts",
      "The texts that Telegram's function can be asked to read, in one language",
      "KB",
      sample([textsBeside(own.telegram) / 1000]),
      undefined,
      "a file for each part, read when it is first needed; the peer's few texts are in its bundle",
    ),
  ];
}

/** Bytes, in the language that has most of them. No resident reads what is for officials. */
function textsBeside({ path }: Bundle): number {
  const folder = join(dirname(path), "texts");
  const inLanguage = (language: string) =>
    readdirSync(join(folder, language))
      .filter((name) => name !== "officials.json")
      .reduce((bytes, name) => bytes + statSync(join(folder, language, name)).size, 0);
  return Math.max(...readdirSync(folder).map(inLanguage));
}

/** Shorter texts, such as “Ja”, are words that code has too. Characters (our limit). */
const SENTENCE = 25;

/** How many of the texts beside a bundle are also in it. */
function sentencesIn({ path, code }: Bundle): number {
  const bundle = readFileSync(code, "utf8");
  const folder = join(dirname(path), "texts");
  // What programmers read is in English too, and may happen to be what a text says.
  const others = readdirSync(folder).filter((language) => language !== "en");
  const texts = others.flatMap((language) =>
    readdirSync(join(folder, language)).flatMap((name) =>
      leaves(JSON.parse(readFileSync(join(folder, language, name), "utf8"))),
    ),
  );
  return texts.filter((text) => text.length >= SENTENCE && bundle.includes(text)).length;
}

/** All texts in a file of texts, however deep. */
function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}
