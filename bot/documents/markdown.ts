import type { Paper } from "../ports/paper.ts";

/** Renders a document as Markdown, for copying into something else. */
export function markdown({ title, sections, about }: Paper): string {
  const parts = sections.map((section) =>
    [
      `## ${plain(section.heading)}`,
      ...section.lines.map(plainLines),
      ...section.items.map(({ heading, facts }) =>
        [
          `### ${plain(heading)}`,
          ...facts.map(({ term, text }) => `**${plain(term)}**  \n${plainLines(text)}`),
        ].join("\n\n"),
      ),
    ].join("\n\n"),
  );
  return [`# ${plain(title)}`, ...parts, "---", plain(about)].join("\n\n").concat("\n");
}

/** Escapes characters that Markdown would take for markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, "\\$&");
}

const plainLines = (text: string) => plain(text).replaceAll("\n", "  \n");
