import type { Paper } from "../ports/paper.ts";
import { isRightToLeft } from "../text/words.ts";

/** Escapes what people typed, so that it is never markup. An apostrophe stays as it is, as in earlier documents. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const withBreaks = (text: string) => escaped(text).replaceAll("\n", "<br>");

/** The page's style: contrast above 7:1, no meaning conveyed by colour, and each item kept on one sheet of paper. */
const STYLE = `
:root { color-scheme: light dark; }
body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1.5rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.5rem; margin-block-start: 2.5rem; } h3 { font-size: 1.2rem; margin-block-end: .25rem; }
ol { list-style: none; padding: 0; } li { break-inside: avoid; border-block-start: 1px solid #767676; padding-block: .5rem 1rem; }
dt { font-weight: 700; margin-block-start: .5rem; } dd { margin: 0; }
footer { margin-block-start: 3rem; font-size: 1rem; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { body { color: #f2f2f2; background: #1a1a1a; } li { border-color: #a0a0a0; } }
@media print { body { max-width: none; padding: 0; font-size: 11pt; color: #000; background: #fff; } h2 { break-after: avoid; } @page { margin: 2cm; } }
`;

/**
 * Renders a document as one self-contained HTML page: readable without JavaScript, in light and dark mode, and on
 * paper.
 */
export function html({ language, title, sections, about }: Paper): string {
  const parts = sections.map((section, index) => {
    const id = `s${index + 1}`;
    const lines = section.lines.map((line) => `<p>${withBreaks(line)}</p>`);
    const items = section.items.map(({ heading, facts }) => {
      const terms = facts.map(({ term, text }) => `<dt>${escaped(term)}</dt><dd>${withBreaks(text)}</dd>`);
      return `<li><h3>${withBreaks(heading)}</h3><dl>${terms.join("")}</dl></li>`;
    });
    return [
      `<section aria-labelledby="${id}"><h2 id="${id}">${escaped(section.heading)}</h2>`,
      ...lines,
      ...(items.length > 0 ? [`<ol>${items.join("\n")}</ol>`] : []),
      "</section>",
    ].join("\n");
  });
  const direction = isRightToLeft(language) ? "rtl" : "ltr";
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>
${parts.join("\n")}
</main><footer><p>${escaped(about)}</p></footer></body></html>
`;
}
