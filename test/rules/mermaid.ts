/**
 * The part of Mermaid that our pictures of lifecycles use. Mermaid itself would weigh ten times as much as everything
 * else the tests install, so this is stricter than Mermaid: what passes here, it draws.
 */

/** The texts of all diagrams on a page. */
export function picturesIn(text: string): readonly string[] {
  return [...text.matchAll(/^```mermaid\n(.*?)\n```$/gmsu)].map(([, inside = ""]) => inside);
}

/** Words by which a statement begins: none of them can be a state. */
const commands =
  "accDescr|accTitle|as|choice|class|classDef|click|default|direction|end|fork|hide|href|join|left|note|of|over|right|scale|state|style|title";
const state = `(?!(?:${commands})\\b)[a-z]\\w*`;
const statements = [
  new RegExp(`^  state "[\\w ]+" as ${state}$`, "u"),
  new RegExp(`^  (?:${state}|\\[\\*\\]) --> ${state} : [\\w ,]+$`, "u"),
  new RegExp(`^  ${state} --> \\[\\*\\]$`, "u"),
];

/** The lines of a state diagram that Mermaid might not draw. */
export function faultsIn(picture: string): readonly string[] {
  const [kind = "", ...lines] = picture.split("\n");
  return [
    ...(kind === "stateDiagram-v2" ? [] : [kind]),
    ...(lines.length > 0 ? [] : ["nothing is drawn"]),
    ...lines.filter((line) => !statements.some((statement) => statement.test(line))),
  ];
}
