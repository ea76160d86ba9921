import type { Lifecycle } from "../../../bot/core/processes/lifecycle.ts";
import { bad, type Plant, row } from "./plant.ts";

/** Names and descriptions that make no text. */
export const names: readonly Plant[] = [
  {
    table: "mediation",
    fault: 'the name "Mediation" of the table is not in kebab-case: write it in small letters and dashes',
    plant: (draft) => [{ ...draft, name: "Mediation" }] as unknown as Lifecycle[],
  },
  bad("poll", '"unused" is described and no row uses it: use it, or take it out', (draft) => {
    draft.guards.unused = "It is never asked.";
  }),
  bad("walk", '"nobody" is described and no row uses it: use it, or take it out', (draft) => {
    draft.lists.nobody = "It is never asked.";
  }),
  bad("poll", "what says of it is no sentence: write one, from a capital to a full stop", (draft) => {
    draft.what = "one question";
  }),
  bad(
    "poll",
    'what says of "choosable" is no sentence: write one, from a capital to a full stop',
    (draft) => {
      draft.guards.choosable = "";
    },
  ),
  bad(
    "poll",
    'row "edit" is one that every process has: give it another name, or take it out',
    row("edit", { from: "open", by: "organiser", tells: "participants" }),
  ),
  bad(
    "poll",
    'the name "the options" cannot stand in a key: use letters and digits',
    row("begin", { asks: { "the options": "words", voteUntil: "day" } }),
  ),
  bad(
    "challenge",
    'the name "some_other" ends as a plural form of a text does: give it another',
    row("decide", {
      asks: { outcome: ["granted", "partly", "refused"], decidedBy: ["board", "some_other"] },
    }),
  ),
  {
    table: "poll",
    fault: 'another table has the name "poll" too: give one of them another',
    plant: (draft) => [draft, structuredClone(draft)] as unknown as Lifecycle[],
  },
  bad(
    "poll",
    'field "options" of row "begin" is a list of nothing: say what each holds',
    row("begin", { asks: { options: [{}], voteUntil: "day" } }),
  ),
  bad(
    "poll",
    'field "options" of row "begin" is a list of lists, which no form shows: make the inner one a row of its own',
    row("begin", { asks: { options: [{ option: [{ text: "words" }] }], voteUntil: "day" } }),
  ),
  bad(
    "complaint",
    'field "to" of row "refer" has nothing to choose: give it two options or more',
    row("refer", { asks: { to: ["ombudsman"], reason: "words" } }),
  ),
  bad(
    "complaint",
    'field "to" of row "refer" offers one option twice: take one out',
    row("refer", { asks: { to: ["ombudsman", "ombudsman"], reason: "words" } }),
  ),
];
