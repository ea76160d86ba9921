import type { Chart, Document, Printed } from "../core/model/document.ts";
import { type Language, type Message, type Param, say } from "../core/model/message.ts";
import type { Log } from "../ports/log.ts";
import { isRightToLeft, type Words } from "../text/words.ts";
import { barChart, wordCloud } from "./chart.ts";
import type { PosterOf } from "./poster.ts";
import type { PngOf } from "./svg-to-png.ts";

/** Images that accompany a document: its charts, and a poster with a QR code that links to it. */

/** The tools that make pictures and posters, loaded when first needed. */
export interface Studio {
  readonly paint: PngOf;
  readonly poster: PosterOf;
}

/** Width of a picture in pixels, suited to a phone. */
const WIDTH = 1200;

/**
 * @param town the municipality's name
 * @returns the images that could be made; one that fails does not hold up the others
 */
export function createDrawing(words: Words, log: Log, town: string, { paint, poster }: Studio) {
  const shown = (message: Message, language: Language) => words.render(message, language);
  const filled = (param: Param, language: Language) => shown(say("common:as_is", { text: param }), language);

  function svgOf(chart: Chart, language: Language): string {
    const title = filled(chart.title, language);
    const direction = isRightToLeft(language) ? "rtl" : "ltr";
    return chart.kind === "cloud"
      ? wordCloud({ title, words: chart.words, direction })
      : barChart({
          title,
          direction,
          bars: chart.bars.map(({ label, value, text }) => ({
            label: filled(label, language),
            value,
            text: filled(text, language),
          })),
        });
  }

  return async (document: Document, language: Language): Promise<readonly Printed[]> => {
    const made: Printed[] = [];
    const add = async (name: string, type: string, alt: Message, make: () => Promise<Uint8Array>) => {
      try {
        made.push({ name: `${document.name}-v${document.version}-${name}`, type, bytes: await make(), alt });
      } catch (error) {
        log.error("picture.failed", error);
      }
    };
    for (const chart of document.charts ?? [])
      await add(`${chart.name}.png`, "image/png", chart.alt, () => paint(svgOf(chart, language), WIDTH));
    const sheet = document.poster;
    if (!sheet) return made;
    for (const one of sheet.languages) {
      const alt = say("common:document.poster", {
        title: sheet.title,
        language: say(`common:language.${one}`),
      });
      await add(`poster-${one}.pdf`, "application/pdf", alt, () =>
        poster({
          title: filled(sheet.title, one),
          question: filled(sheet.question, one),
          how: shown(sheet.how, one),
          link: sheet.link,
          language: one,
          municipality: town,
        }),
      );
    }
    await add("code.png", "image/png", say("common:document.code", { link: sheet.link }), async () =>
      (await import("./qr.ts")).qrPng(sheet.link),
    );
    return made;
  };
}
