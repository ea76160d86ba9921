import { describe, expect, test } from "vitest";
import { shown } from "../../bot/instruments/registry.ts";
import { diagram } from "../../checks/lifecycles/diagram.ts";
import { olderTables } from "../../checks/lifecycles/older-tables.ts";
import { PAGE, pageOf } from "../../checks/lifecycles/page.ts";
import { outdated, refusals } from "../../checks/lifecycles/refusals.ts";
import { shipped } from "../../checks/lifecycles/shipped.ts";
import { locales } from "../../locales/index.ts";
import { all } from "../core/processes/lifecycles/index.ts";
import { poll } from "../core/processes/lifecycles/poll.ts";
import { page } from "./markdown.ts";
import { faultsIn, picturesIn } from "./mermaid.ts";

/** A newcomer sees on one page how each way of taking part goes. */

const written = pageOf(shipped, olderTables);

describe("somebody who opens the page", () => {
  test("reads what the tables say today", () => {
    expect(outdated(page(PAGE).text, written)).toEqual([]);
  });

  test("sees a picture of everything that ships", () => {
    const pictures = picturesIn(page(PAGE).text);
    expect(pictures.length).toBe(shipped.length + olderTables.length);
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.flatMap(faultsIn)).toEqual([]);
  });

  test("would see a picture of every table that we know", () => {
    const pictures = picturesIn(pageOf(all, []));
    expect(pictures).toHaveLength(all.length);
    expect(pictures.flatMap(faultsIn)).toEqual([]);
  });

  test("reads a row in words", () => {
    expect(pageOf([poll], [])).toContain(`## Poll

One question, one choice each, and what is done with it.

\`\`\`mermaid
stateDiagram-v2
  [*] --> open : begin
  open --> counted : count
  counted --> closed : answer
  closed --> [*]
\`\`\`

| Step | From | To | Who | When | What is asked | What follows | Who hears |
| --- | --- | --- | --- | --- | --- | --- | --- |
| Begin |  | Open | The organiser | Only if: There are two to ten options, and no two are the same. | Options (several, each with option); vote until |  | Those who are invited |
| Remind | Open |  | The clock | 2 days before the day “vote until”. |  |  | Those who have not finished |
| Count | Open | Counted | The clock | When the day “vote until” is over. |  | The ballots are counted | Everybody who takes part and the organiser |
| Answer | Counted | Closed | The organiser | By the end of the day “answer by”. | Answer | This is the answer that the card promised | Everybody who takes part and the town’s page |

## In every process
`);
  });

  test("finds a state whose name Mermaid would take for a command", () => {
    expect(diagram([{ at: "new", to: "note", label: "begin" }], ["note"])).toBe(
      'stateDiagram-v2\n  state "note" as note_\n  [*] --> note_ : begin\n  note_ --> [*]',
    );
  });

  test("sees one arrow for a step that can be taken in many states", () => {
    const ways = ["a", "b", "c", "d", "e"].map((at) => ({ at, to: "gone", label: "leave" }));
    expect(diagram(ways, [])).toContain("several_states --> gone : leave");
    expect(diagram(ways.slice(1), [])).toContain("b --> gone : leave");
  });
});

describe("whoever takes part", () => {
  test("does so by a table that is checked: none of the registry is forgotten", () => {
    const checked = [...shipped, ...olderTables].map(({ name }) => name);
    expect(checked.toSorted()).toEqual(shown.map(({ name }) => name).toSorted());
  });

  test("is left waiting by none of them", () => {
    expect(refusals(shipped, locales)).toEqual([]);
  });
});

describe("somebody who changes a table and forgets the page", () => {
  test("is told what to run", () => {
    const told = ["docs/lifecycles.md is not what the tables say: run `npm run lifecycles` and commit it."];
    expect(outdated(`${written} `, written)).toEqual(told);
    expect(outdated(undefined, written)).toEqual(told);
  });

  test("is told of a fault and of texts that are missing", () => {
    const { answer: _, ...steps } = poll.steps;
    const told = refusals([{ ...poll, name: "newcomer", steps }], locales);
    expect(told).toContain(
      "newcomer: no row gives the answer that the card promises: say at one of them that it answers.",
    );
    expect(told.filter((one) => one.startsWith("locales/nl/newcomer.json lacks"))).not.toEqual([]);
  });
});

test.each([
  ["another kind of diagram", "flowchart TD\n  a --> b : x"],
  ["an arrow that there is not", "stateDiagram-v2\n  a -> b : x"],
  ["two ways on one line", "stateDiagram-v2\n  a --> b : x --> c"],
  ["a state that is a command", "stateDiagram-v2\n  note --> b : x"],
  ["a state of two words", "stateDiagram-v2\n  on agenda --> b : x"],
  ["a way without words", "stateDiagram-v2\n  a --> b :"],
  ["a name that does not close", 'stateDiagram-v2\n  state "on agenda as on_agenda'],
  ["nothing", "stateDiagram-v2"],
])("a picture that nobody would see is found: %s", (_, picture) => {
  expect(faultsIn(picture)).not.toEqual([]);
});
