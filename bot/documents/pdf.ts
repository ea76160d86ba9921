import type { Typeset } from "../ports/paper.ts";
import { typesetterIn } from "./typst.ts";

/**
 * Renders a document as a PDF, tagged for screen readers, with its title and language. What people typed is passed in
 * as data and never read as markup.
 */

/**
 * The template: contrast of 11:1 on white, no meaning conveyed by colour, and each item kept on one page when it fits.
 */
const TEMPLATE = `
#let paper = json("paper.json")
#let ink = rgb("#123a5a")
#let day = paper.day.split("-").map(int)
#set document(title: paper.title, date: datetime(year: day.at(0), month: day.at(1), day: day.at(2)))
#set text(lang: paper.language, font: ("Noto Sans", "Noto Sans Arabic", "Noto Emoji"), size: 11pt)
#set par(leading: 0.75em, spacing: 1em)
#set page(
  paper: "a4",
  margin: (x: 2.4cm, top: 2.4cm, bottom: 2.6cm),
  footer: context {
    set text(size: 9pt, fill: luma(70))
    grid(columns: (1fr, auto), paper.title, counter(page).display("1 / 1", both: true))
  },
)
#let broken(words) = words.split("\\n").map(line => text(line)).join(linebreak())
#show title: set text(size: 27pt, fill: ink, hyphenate: false)
#show heading.where(level: 1): set text(size: 17pt, fill: ink)
#show heading.where(level: 1): set block(above: 2.2em, below: 1em)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 2): set block(above: 0pt, below: 0.9em)
#set terms(separator: linebreak(), hanging-indent: 0pt, tight: false, spacing: 1.25em)
#title()
#line(length: 100%, stroke: 2pt + ink)
#for section in paper.sections {
  heading(level: 1, text(section.heading))
  for words in section.lines { par(broken(words)) }
  for item in section.items {
    block(
      width: 100%,
      breakable: true,
      stroke: (left: 3pt + ink),
      inset: (left: 1em, y: 0.4em),
      above: 1.5em,
      below: 1.5em,
      {
        block(breakable: false, sticky: item.facts.len() > 0, heading(level: 2, broken(item.heading)))
        if item.facts.len() > 0 {
          terms(..item.facts.map(fact => terms.item(text(fact.term), broken(fact.text))))
        }
      },
    )
  }
}
#v(1.5em)
#line(length: 100%, stroke: 0.5pt + luma(110))
#text(size: 9pt, paper.about)
`;

/** @param folder where the `typesettingFiles` are; they are read, and the compiler started, with the first document */
export function createPdfTypesetter(folder: string): Typeset {
  return async (paper) =>
    typesetterIn(folder)(TEMPLATE, { "paper.json": new TextEncoder().encode(JSON.stringify(paper)) });
}
