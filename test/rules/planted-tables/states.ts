import { bad, type Plant, part, row, state, without } from "./plant.ts";

/** Nobody can get in or out, or somebody waits in silence. */
export const states: readonly Plant[] = [
  bad("poll", 'nobody can begin it: add a row from "new"', row("begin", { from: "open" })),
  bad(
    "poll",
    'row "begin" begins it and leads nowhere: say in which state it begins',
    row("begin", { to: undefined }),
    without("remind"),
    row("count", { due: { silent: "1 week" } }),
  ),
  bad(
    "poll",
    'nothing leads to state "forgotten": add a row that does, or take the state out',
    state("over", "forgotten"),
  ),
  bad(
    "poll",
    'nothing leads from state "stuck" to an end: add a row that does',
    state("open", "stuck"),
    row("hang", { from: "counted", to: "stuck", by: "organiser", tells: "participants" }),
    row("nag", { from: "stuck", by: "clock", due: { every: "1 week" }, tells: "organiser" }),
  ),
  bad("poll", 'state "closed" is named twice: take one of the two out', (draft) => {
    draft.states.over = ["closed", "closed"];
  }),
  bad(
    "experiment",
    'state "proposed" has no term: give one of its rows a due',
    row("mandate", { due: undefined }),
  ),
  bad(
    "challenge",
    'state "submitted" has no term: give one of its rows a due',
    row("receive", { due: undefined }),
  ),
  bad(
    "complaint",
    'in state "clerk_review" people wait for the town in silence: give one of the town\'s rows a due',
    row("answer", { due: undefined }),
    row("nag", { from: "clerk_review", by: "clock", due: { after: "1 week" }, tells: "participants" }),
  ),
  bad(
    "assembly",
    'nothing leads from state "responded" when nothing was promised: add a row that waits for no promise',
    row("close", { from: "following_up", due: { after: "1 year" } }),
    row("nag", { from: "responded", by: "clock", due: { every: "1 month" }, tells: "organiser" }),
  ),
  bad(
    "action-plan",
    'in state "stalled" the town waits for people who may be gone: add a row by the town or the clock that needs nobody\'s yes',
    row("endStalled", { agreed: "clerk" }),
  ),
  bad(
    "survey",
    'row "tellHelpers" has a due in state "acted_on", where nothing has to happen any more: take the due out, or make the state open',
    row("tellHelpers", { due: { silent: "1 week" } }),
  ),
  bad(
    "event",
    'row "begin" tells "public" of state "draft", which is hidden: tell them later',
    row("begin", { tells: "public" }),
  ),
  bad(
    "walk",
    'residents take part by "observation" in state "planned", which is not open: name an open state',
    part("items", { observation: { in: ["planned", "walking"], brings: ["words", "score"] } }),
  ),
];
