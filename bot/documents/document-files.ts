import { createHash } from "node:crypto";
import { type Document, type Printed, saidSchema, type TableCell } from "../core/model/document.ts";
import { type Language, type Message, type Param, say } from "../core/model/message.ts";
import type { Log } from "../ports/log.ts";
import type { Paper, Typeset } from "../ports/paper.ts";
import { type CsvCell, FILE_MARK, writeCsv } from "../text/csv.ts";
import type { Words } from "../text/words.ts";
import { html } from "./html.ts";
import { markdown } from "./markdown.ts";

/**
 * Renders a document as files: a PDF to hand over, a page (HTML, WCAG 2.1 AA, prints well), plain text (Markdown) and
 * data (JSON). All carry the checksum of the data, so that a copy can be checked against the original. Files in several
 * languages have the language in their name, after the version; data and tables are the same in all.
 * @param typeset without it there is no PDF; if it fails the other files are still made
 * @param draw makes the accompanying charts and poster; without it there are none
 */
export function createDocumentFiles(
  words: Words,
  log: Log,
  typeset?: Typeset,
  draw?: (document: Document, language: Language) => Promise<readonly Printed[]>,
): (document: Document, language: Language) => Promise<readonly Printed[]> {
  return async (document, language) => {
    const said = (cell: unknown) => {
      const { data } = saidSchema.safeParse(cell);
      return data ? words.render(data.said, data.language) : cell;
    };
    const inTable = (cell: TableCell): CsvCell =>
      typeof cell === "object" ? words.render(cell.said, cell.language) : cell;
    const json = JSON.stringify(
      { version: document.version, made: document.day, ...wrapped(document.data) },
      (_, value: unknown) => said(value),
      2,
    );
    const checksum = createHash("sha256").update(json).digest("hex");
    const name = `${document.name}-v${document.version}`;
    const utf8 = (text: string) => new TextEncoder().encode(text);
    const readIn = async (one: Language): Promise<Printed[]> => {
      const paper = readOut(document, one, words, checksum);
      const isOwn = one === language;
      const title = isOwn
        ? document.title
        : say("common:document.inLanguage", {
            title: document.title,
            language: say(`common:language.${one}`),
          });
      const file = (ending: string, type: string, bytes: Uint8Array, kind: string): Printed => ({
        name: `${name}${isOwn ? "" : `-${one}`}.${ending}`,
        type,
        bytes,
        alt: say(`common:document.${kind}`, { title, version: document.version }),
      });
      const pdf = typeset && (await set(paper, typeset, log));
      return [
        ...(pdf ? [file("pdf", "application/pdf", pdf, "pdf")] : []),
        file("html", "text/html", utf8(html(paper)), "page"),
        file("md", "text/markdown", utf8(markdown(paper)), "text"),
      ];
    };
    const made = await readIn(language);
    // Sequentially: they share one typesetter.
    for (const one of document.languages ?? []) if (one !== language) made.push(...(await readIn(one)));
    return [
      ...made,
      {
        name: `${name}.json`,
        type: "application/json",
        bytes: utf8(`${json}\n`),
        alt: say("common:document.data", { title: document.title, version: document.version }),
      },
      ...(document.tables ?? []).map(
        ({ name: table, rows, form }): Printed => ({
          name: `${name}-${table}.csv`,
          type: "text/csv",
          bytes: utf8(
            FILE_MARK +
              writeCsv(
                rows.map((row) => row.map(inTable)),
                form,
              ),
          ),
          alt: say("common:document.table", { title: document.title, version: document.version }),
        }),
      ),
      ...(draw ? await draw(document, language) : []),
    ];
  };
}

async function set(paper: Paper, typeset: Typeset, log: Log): Promise<Uint8Array | undefined> {
  try {
    return await typeset(paper);
  } catch (error) {
    log.error("paper.failed", error);
    return undefined;
  }
}

/** Renders all texts of a document in one language. */
function readOut(document: Document, language: Language, words: Words, checksum: string): Paper {
  const shown = (message: Message) => words.render(message, language);
  const filled = (param: Param) => shown(say("common:as_is", { text: param }));
  return {
    language,
    title: filled(document.title),
    day: document.day,
    sections: document.sections.map(({ heading, lines = [], items = [] }) => ({
      heading: shown(heading),
      lines: lines.map(shown),
      items: items.map((item) => ({
        heading: shown(item.heading),
        facts: item.facts.map(({ term, text }) => ({ term: shown(term), text: filled(text) })),
      })),
    })),
    about: shown(
      say("common:document.version", {
        version: document.version,
        // With the year, because a document outlasts a chat.
        day: { date: document.day },
        checksum: checksum.slice(0, 16),
      }),
    ),
  };
}

function wrapped(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null ? { ...data } : { data };
}
