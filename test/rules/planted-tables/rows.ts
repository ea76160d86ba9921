import { bad, type Plant, row } from "./plant.ts";

/** Somebody is not told, decides about herself, or is promised nothing in particular. */
export const rows: readonly Plant[] = [
  bad(
    "poll",
    'row "answer" ends it without telling who took part: tell "participants"',
    row("answer", { tells: "public" }),
  ),
  bad(
    "walk",
    'row "assign" moves on in silence when list "observations" is empty: say whom it tells',
    row("assign", { tells: undefined }),
  ),
  bad(
    "walk",
    'item by item, "passOn" and "assign" lead from state "analysing" to "reported_back" and "action_list": let all of them lead to one state',
    row("passOn", { to: "reported_back" }),
  ),
  bad(
    "challenge",
    'in row "decide" "official" agrees with herself: ask somebody else\'s yes',
    row("decide", { agreed: "official" }),
  ),
  bad(
    "commitment",
    'row "settle" lets its owner settle what was doubted: let the organiser or the clerk take it',
    row("settle", { by: ["organiser", "owner"] }),
  ),
  bad(
    "walk",
    'nothing follows from row "remind": say where it leads, what it asks or whom it tells',
    row("remind", { tells: undefined }),
  ),
  bad(
    "support-match",
    'the clock takes row "unrated" and cannot fill in "helped": make a row of its own for the clock',
    row("unrated", { asks: { helped: ["yes", "no"] } }),
  ),
  bad(
    "challenge",
    'row "goOn" leads where "choice" says, which is not asked: ask it as a choice',
    row("goOn", { asks: { reason: "words" } }),
  ),
  bad(
    "challenge",
    'option "wait" of row "goOn" leads nowhere: say where',
    row("goOn", { asks: { choice: ["extend", "end", "wait"], reason: "words" } }),
  ),
  bad(
    "challenge",
    'row "goOn" leads somewhere for "wait", which is no option: add the option',
    row("goOn", {
      asks: { choice: ["extend", "end"], reason: "words" },
      to: { by: "choice", of: { extend: "extended", end: "ended", wait: "evaluated" } },
    }),
  ),
  bad(
    "poll",
    'row "undo" leads back from state "open", where nobody came from: take the state out',
    row("undo", { from: "open", to: "back", by: "organiser", tells: "participants" }),
  ),
  bad(
    "poll",
    "no row gives the answer that the card promises: say at one of them that it answers",
    row("answer", { answers: undefined }),
  ),
  bad(
    "complaint",
    'row "answer" answers, but it has no card that promises one: take it out',
    row("answer", { answers: true }),
  ),
  bad(
    "mediation",
    'row "close" empties "notes", which no row asks or sets: name the field that is',
    row("close", { forgets: ["notes"] }),
  ),
  bad(
    "experiment",
    'row "publish" begins a "lessons", and there is no such table: add it',
    row("publish", { begins: "lessons" }),
  ),
  bad(
    "survey",
    'row "actOn" promises what stands at "promises", which is no field and no row: name one',
    row("actOn", { commits: "promises" }),
  ),
  bad(
    "survey",
    'row "actOn" makes a promise without "owner" and "due": ask it',
    row("actOn", { asks: { actions: [{ what: "words" }] } }),
  ),
  bad(
    "action-plan",
    'row "planDone" promises only the last of row "addAction": let that row add items or take them one by one',
    row("addAction", { adds: undefined }),
    row("oneMore", { adds: "actions" }),
  ),
  bad(
    "participatory-budget",
    'row "grant" makes a promise without "due": ask it',
    row("grant", { asks: { what: "words", owner: "owner" } }),
  ),
  bad(
    "lesson",
    'row "recheck" needs an owner, and nobody names one: ask an owner or a colleague',
    row("begin", { asks: { words: "words" } }),
    row("review", { tells: undefined }),
    row("reuse", { tells: undefined }),
    row("retire", { by: "organiser" }),
  ),
  bad(
    "walk",
    'row "closeEntry" names the author and is about no item: take it item by item, or tell "participants"',
    row("closeEntry", { tells: ["author", "organiser"] }),
  ),
  bad(
    "referendum",
    'row "explain" names the author and is about no item: take it item by item, or tell "participants"',
    row("explain", { from: "requested", by: "author", asks: { words: "words" } }),
  ),
];
