import { expect, test } from "vitest";
import { html } from "../../bot/documents/html.ts";

const page = (text: string) =>
  html({
    language: "nl",
    title: text,
    day: "2026-05-04",
    sections: [{ heading: text, lines: [text], items: [{ heading: text, facts: [{ term: text, text }] }] }],
    about: text,
  });

test.each([
  ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  ['"><img src=x onerror="x">', "&quot;&gt;&lt;img src=x onerror=&quot;x&quot;&gt;"],
  ["&amp; &lt;b&gt;", "&amp;amp; &amp;lt;b&amp;gt;"],
  // A copy has to be the same, letter by letter, as the one that was handed over before.
  ["zo'n brug, 's avonds", "zo'n brug, 's avonds"],
])("what people typed is text in a page, everywhere: %s", (typed, written) => {
  const shown = page(typed);
  // The title twice, heading, line, the item's heading, term and text, and the foot.
  expect(shown.split(written)).toHaveLength(9);
  if (written !== typed) expect(shown).not.toContain(typed);
});
