import { createHash } from "node:crypto";
import type { Document, Printed } from "./core/document.ts";
import { type Language, type Message, type Param, say } from "./core/message.ts";
import { isRightToLeft, type Words } from "./text.ts";

/**
 * Files of a document: a page (HTML, WCAG 2.1 AA, prints well), plain text (Markdown) and data (JSON). All three
 * carry the checksum of the data, so that a copy can be held against the original.
 */
export function createPrinter(words: Words): (document: Document, language: Language) => readonly Printed[] {
  return (document, language) => {
    const json = JSON.stringify(
      { version: document.version, made: document.day, ...wrapped(document.data) },
      null,
      2,
    );
    const checksum = createHash("sha256").update(json).digest("hex");
    const shown = (message: Message) => words.render(message, language);
    const filled = (param: Param) => shown(say("common:as_is", { text: param }));
    const about = say("common:document.version", {
      version: document.version,
      // With the year: a document is kept longer than a chat.
      day: document.day,
      checksum: checksum.slice(0, 16),
    });
    const file = (ending: string, type: string, text: string, kind: string): Printed => ({
      name: `${document.name}-v${document.version}.${ending}`,
      type,
      bytes: new TextEncoder().encode(text),
      alt: say(`common:document.${kind}`, { title: document.title, version: document.version }),
    });
    const parts: Parts = { document, language, shown, filled, about: shown(about) };
    return [
      file("html", "text/html", html(parts), "page"),
      file("md", "text/markdown", markdown(parts), "text"),
      file("json", "application/json", `${json}\n`, "data"),
    ];
  };
}

interface Parts {
  readonly document: Document;
  readonly language: Language;
  readonly shown: (message: Message) => string;
  readonly filled: (param: Param) => string;
  readonly about: string;
}

function wrapped(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null ? { ...data } : { data };
}

/** What people typed is text and never markup. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const withBreaks = (text: string) => escaped(text).replaceAll("\n", "<br>");

/** Colours with a contrast above 7:1; no meaning by colour. Each item stays on one sheet of paper. */
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

function html({ document, language, shown, filled, about }: Parts): string {
  const title = escaped(filled(document.title));
  const sections = document.sections.map((section, index) => {
    const id = `s${index + 1}`;
    const lines = (section.lines ?? []).map((line) => `<p>${withBreaks(shown(line))}</p>`);
    const items = (section.items ?? []).map(({ heading, facts }) => {
      const terms = facts.map(
        ({ term, text }) => `<dt>${escaped(shown(term))}</dt><dd>${withBreaks(filled(text))}</dd>`,
      );
      return `<li><h3>${withBreaks(shown(heading))}</h3><dl>${terms.join("")}</dl></li>`;
    });
    return [
      `<section aria-labelledby="${id}"><h2 id="${id}">${escaped(shown(section.heading))}</h2>`,
      ...lines,
      ...(items.length > 0 ? [`<ol>${items.join("\n")}</ol>`] : []),
      "</section>",
    ].join("\n");
  });
  const direction = isRightToLeft(language) ? "rtl" : "ltr";
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
${sections.join("\n")}
</main><footer><p>${escaped(about)}</p></footer></body></html>
`;
}

/** Signs that Markdown would take for markup are written so that they stay themselves. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, "\\$&");
}

function markdown({ document, shown, filled, about }: Parts): string {
  const sections = document.sections.map((section) =>
    [
      `## ${plain(shown(section.heading))}`,
      ...(section.lines ?? []).map((line) => plain(shown(line)).replaceAll("\n", "  \n")),
      ...(section.items ?? []).map(({ heading, facts }) =>
        [
          `### ${plain(shown(heading))}`,
          ...facts.map(
            ({ term, text }) =>
              `**${plain(shown(term))}**  \n${plain(filled(text)).replaceAll("\n", "  \n")}`,
          ),
        ].join("\n\n"),
      ),
    ].join("\n\n"),
  );
  return [`# ${plain(filled(document.title))}`, ...sections, "---", plain(about)].join("\n\n").concat("\n");
}
