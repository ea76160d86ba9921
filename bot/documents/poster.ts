import { typesetterIn } from "./typst.ts";

/**
 * A poster to hang where people are: one sheet of A4, black and dark blue on white, with a QR code large enough to scan
 * from two steps away. Tagged, so that the same file suits someone who uses a screen reader.
 */
export interface Poster {
  readonly title: string;
  /** The question people are asked. */
  readonly question: string;
  /** What to do: "Scan de code met je telefoon". */
  readonly how: string;
  /** The link in the code, also printed below it for people without a camera. */
  readonly link: string;
  /** The language of all these texts, such as "nl". */
  readonly language: string;
  /** The municipality that asks: people do not trust a question without a sender. */
  readonly municipality: string;
}

/**
 * The template: a short text is set large and a long one small, so that it always fits one sheet; words are broken only
 * as a last resort. The code keeps its size.
 */
const TEMPLATE = `
#let poster = json("poster.json")
#let ink = rgb("#123a5a")
#let code = 9.5cm
#let broken(words) = words.split("\\n").map(line => text(line)).join(linebreak())
#set document(title: poster.title, author: poster.municipality, date: none)
#set text(lang: poster.language, font: ("Noto Sans", "Noto Sans Arabic", "Noto Emoji"), hyphenate: false)
#set par(leading: 0.72em)
#set page(paper: "a4", margin: (x: 2cm, top: 2cm, bottom: 1.6cm))
#let title-in(scale, body) = {
  set par(leading: 0.6em)
  text(size: 40pt * scale, weight: "bold", fill: ink, body)
}
#let question-in(scale, body) = text(size: 25pt * scale, body)
#let how-in(scale, body) = text(size: 17pt * scale, weight: "bold", body)
#let words-of(scale, most) = {
  block(below: 26pt * scale, text(size: 16pt * scale, weight: "bold", par(broken(poster.municipality))))
  show heading: it => block(above: 0pt, below: 30pt * scale, title-in(calc.min(scale, most.title), it.body))
  heading(level: 1, broken(poster.title))
  block(question-in(calc.min(scale, most.question), par(broken(poster.question))))
}
#let code-of(scale, most) = {
  set align(center)
  block(how-in(calc.min(scale, most.how), par(broken(poster.how))))
  // Black on white, with the quiet zone a code needs.
  block(spacing: 0.2cm, image("code.svg", width: code, alt: poster.link))
  // People may copy it by hand, so it stays readable. Addresses run from left to right in every language.
  block(text(size: 13pt, dir: ltr, par(link(poster.link, poster.link))))
}
#layout(size => {
  let most-of(set-in, words) = {
    let widths = words.split().map(word => measure(set-in(1, word)).width)
    if widths.len() == 0 { 1 } else { size.width / calc.max(1pt, ..widths) }
  }
  let most = (
    title: most-of(title-in, poster.title),
    question: most-of(question-in, poster.question),
    how: most-of(how-in, poster.how),
  )
  let high(part) = measure(block(width: size.width, part)).height
  let fits(scale) = high(words-of(scale, most)) + high(code-of(scale, most)) + 1.6cm < size.height
  let scale = range(32, 4, step: -1).map(twentieths => twentieths / 20).find(fits)
  let scale = if scale == none { 0.2 } else { scale }
  words-of(scale, most)
  v(1fr)
  line(length: 100%, stroke: 3pt + ink)
  v(0.4cm)
  code-of(scale, most)
})
`;

/**
 * Makes a poster as a one-page PDF; the same input gives the same bytes. @throws Error when it cannot be typeset, or
 * the link does not fit in a code
 */
export type PosterOf = (poster: Poster) => Promise<Uint8Array>;

/** @param folder where the `typesettingFiles` are; they are read, and the compiler started, with the first poster */
export function createPosterPrinter(folder: string): PosterOf {
  return async (poster) => {
    const { qrSvg } = await import("./qr.ts");
    return typesetterIn(folder)(TEMPLATE, {
      "poster.json": new TextEncoder().encode(JSON.stringify(poster)),
      "code.svg": new TextEncoder().encode(qrSvg(poster.link)),
    });
  };
}
