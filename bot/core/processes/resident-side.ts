import { inRows, needs, nothing, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import { entryOf } from "../model/contribution.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import { isProcessId } from "../model/process.ts";
import { button, type Press } from "../model/screen.ts";
import type { Context, Decision } from "../turn.ts";
import { beginning } from "./begin-process.ts";
import { answersSchema, BRINGS, broughtAs, GROUP_VOTES } from "./chat-answers.ts";
import { ballotChoices, showBallot, vote, voteNotOpen, votesIn } from "./chat-ballot.ts";
import { rowChoices } from "./chat-buttons.ts";
import { invited, joined } from "./chat-group.ts";
import { itemChoices, listed, notOpen } from "./chat-items.ts";
import { outcomeOf } from "./chat-outcome.ts";
import { calledHers, childChoices, childrenShown } from "./chat-overview.ts";
import { itemDetail, itemSummary, takesBack } from "./chat-own-item.ts";
import { answersInChat, pressedRow, startAsking } from "./chat-rows.ts";
import { questionScreen } from "./chat-screens.ts";
import { agreesAs, answered, isAbout } from "./consent.ts";
import { answeredBy } from "./consent-asking.ts";
import { erasedItem } from "./erased-item.ts";
import { facilitatorChoices, groupVotesRow, maximumFor, notForGroup } from "./facilitated.ts";
import { groupsTold } from "./group-limits.ts";
import { heardFrom } from "./heard-from.ts";
import { remarked } from "./item-remark.ts";
import { itemAmong } from "./items.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import { leaves } from "./leaving.ts";
import { saidOfMerge } from "./merge-consent.ts";
import { isArgued, reasonsOf } from "./reasons.ts";
import { standingOf } from "./record.ts";
import { doPress } from "./row-button.ts";
import { rowOf, some } from "./rows.ts";
import { sideIn } from "./sides.ts";
import { supported, supportsIn } from "./support.ts";
import { needsOf } from "./take.ts";

/** What a button belongs to that begins a process: there is none yet. */
const NOTHING_YET = "new";

/** What residents do in a process of any kind. */
export function residentSide(kind: AnyKind): ResidentSide {
  const { name } = kind.table;
  return {
    name,
    version: kind.version,
    commands: [],
    starts: () => false,
    resident: (input, lane, context) => resident(kind, input, lane, context),
    current: (lane) => {
      const read = answersSchema.safeParse(lane.dialogue?.answers);
      return read.success ? [questionScreen(kind, read.data, lane.dialogue?.token)] : [];
    },
    summary: (contribution) => itemSummary(kind, contribution),
    detail: (contribution, history, context) => itemDetail(kind, contribution, history, context),
    erase: (contribution, _input, { now }) => ({
      contribution: erasedItem(kind, contribution),
      entry: entryOf(contribution, { at: now, event: "erased", actor: "resident" }),
    }),
    process: {
      // A link to a core group leads to its process, which says whose it is.
      invites: () => false,
      votesIn: (press) => votesIn(press) ?? supportsIn(press),
      answersIn: () => undefined,
      saysAgain: ({ step }) => ["vote", "ballot", "list", "support", "reasons", "under"].includes(step),
      answersNext: () => undefined,
      choices: (process, lane, context) => {
        const standing = standingOf(kind, process, context, lane);
        if (standing.state.closing) return [];
        return [
          ...ballotChoices(kind, standing),
          ...itemChoices(kind, standing),
          ...rowChoices(kind, standing, lane),
          ...facilitatorChoices(kind, standing, lane),
          ...(kind.choices?.(standing, lane) ?? []),
          ...childChoices(kind, standing),
        ];
      },
      called: (process, lane, context) => calledHers(kind, standingOf(kind, process, context), lane),
      outcome: (process, context) => [
        ...groupsTold(kind, standingOf(kind, process, context).state),
        ...outcomeOf(kind, standingOf(kind, process, context)),
      ],
      begins: () => {
        const first = beginning(kind);
        if (!some(first.step.by).includes("resident")) return undefined;
        return button(say(`${name}:do.${first.name}`), {
          ...doPress(kind, first.name, NOTHING_YET),
          step: "begin",
        });
      },
      leaves: (process, lane, context) => leaves(kind, process, lane, context),
    },
  };
}

function resident(kind: AnyKind, input: ResidentInput, lane: Lane, context: Context): Decision {
  if (input.type === "started") return invited(kind, input.campaign ?? "", lane, context);
  if (input.about && input.type !== "chose") return remarked(kind, input, lane, context);
  const inDialogue = lane.dialogue?.instrument === kind.table.name;
  if (input.type !== "chose") return inDialogue ? answersInChat(kind, input, lane, context) : stale(lane);
  if (input.press.step === "say") return inDialogue ? answersInChat(kind, input, lane, context) : stale(lane);
  return pressed(kind, input, lane, context);
}

function stale(lane: Lane): Decision {
  return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
}

/** A button that belongs to a process or to something brought in, and not to a conversation. */
function pressed(
  kind: AnyKind,
  { press }: Extract<ResidentInput, { type: "chose" }>,
  lane: Lane,
  context: Context,
): Decision {
  const { step, option, ref = "" } = press;
  if (step === "begin") {
    const first = beginning(kind);
    // A button can be forged: most processes are begun by the municipality.
    if (first.name !== option || !some(first.step.by).includes("resident")) return stale(lane);
    return startAsking(
      kind,
      { process: "", row: option, values: {}, passed: [] },
      lane,
      context,
      () => nothing,
    );
  }
  const row = isProcessId(ref) ? undefined : context.seen.contribution[ref];
  if (!isProcessId(ref) && row === undefined) return needs({ see: "contribution", id: ref });
  const item = itemAmong(kind, row);
  if (!isProcessId(ref) && !item) return stale(lane);
  const id = item?.state.process ?? ref;
  // A vote changes nothing in the process; any other act has to see its current state.
  const recent = (votesIn(press) ?? supportsIn(press)) !== undefined;
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id, recent });
  if (process === null && recent && !context.seen.fresh.includes(id)) return needs({ see: "process", id });
  if (process?.instrument !== kind.table.name) return stale(lane);
  const standing = standingOf(kind, process, context, lane);
  return heardFrom(kind, pressedIn(kind, press, standing, item, lane), standing);
}

function pressedIn(
  kind: AnyKind,
  press: Press,
  standing: Standing,
  item: Item | undefined,
  lane: Lane,
): Decision {
  const { step, option } = press;
  const { process, context } = standing;
  switch (step) {
    case "ballot":
      return showBallot(kind, option, standing, lane);
    case "vote":
      return vote(kind, option, standing, lane);
    case "under":
      return childrenShown(kind, standing, lane);
    case "list":
      return listed(kind, option, standing, lane);
    case "join":
      return joined(kind, option, process, lane, context);
    case "reasons":
      return item ? reasonsOf(kind, item, standing, lane) : stale(lane);
    case "merge":
      return item ? saidOfMerge(kind, option, item, lane, context) : stale(lane);
    case "support":
      return item ? supported(kind, option, item, standing, lane) : stale(lane);
    case "own":
      return item ? takesBack(kind, option, item, lane, standing) : stale(lane);
    case "agree":
    case "against":
      return said(kind, step, option, standing, lane);
    case "do":
      return option.startsWith(BRINGS) || option === GROUP_VOTES
        ? brings(kind, option, standing, lane, item)
        : pressedRow(kind, option, standing, item, lane);
    default:
      return kind.presses?.[step]?.(press, lane, standing) ?? stale(lane);
  }
}

/** Begins to ask what she brings in, or what a group says. */
function brings(
  kind: AnyKind,
  option: string,
  standing: Standing,
  lane: Lane,
  item: Item | undefined,
): Decision {
  const { process, context } = standing;
  const isVote = option === GROUP_VOTES;
  const { part, byGroup } = broughtAs(option);
  // A reason is about something, and nothing else is.
  const side = sideIn(part);
  const fits = side ? item !== undefined && isArgued(kind, item, side.part) : item === undefined;
  const why = isVote
    ? voteNotOpen(kind, standing)
    : fits
      ? notOpen(kind, part, standing)
      : say("common:stale.alone");
  const what = isVote ? "votes" : "brings";
  const forGroup = isVote || byGroup;
  const refused = (forGroup ? notForGroup(kind, standing, lane, what) : undefined) ?? why;
  if (refused) return { lane, effects: reply({ lines: [refused] }) };
  const paper = isVote ? kind.ballot?.(standing) : undefined;
  if (paper && "needs" in paper) return paper;
  const options = paper?.options ?? [];
  const row = paper ? groupVotesRow(paper) : option;
  const asks = startAsking(
    kind,
    { process: process.id, row, ...(item && { item: item.row.id }), values: {}, passed: [] },
    lane,
    context,
    () => stale(lane),
  );
  if (!forGroup || "needs" in asks || !asks.lane?.dialogue) return asks;
  const rows = options.map(({ n, words }) =>
    say("common:process.facilitated.row", { n: String(n), words: { localized: words } }),
  );
  return {
    ...asks,
    effects: [
      ...reply({
        lines: [
          ...maximumFor(kind, standing, lane, what),
          ...(isVote
            ? [say("common:process.facilitated.list"), ...inRows(rows), say("common:process.facilitated.how")]
            : []),
        ],
      }),
      ...asks.effects,
    ],
  };
}

/** Yes or no of a resident who has to agree. */
function said(kind: AnyKind, step: string, option: string, standing: Standing, lane: Lane): Decision {
  const { state, context } = standing;
  const [name = "", number] = option.split(":");
  const row = number === undefined ? undefined : context.seen.contribution[number];
  if (number !== undefined && row === undefined) return needs({ see: "contribution", id: number });
  const item = itemAmong(kind, row);
  const asked = state.asked?.find((one) =>
    isAbout(one, { step: name, ...(number !== undefined && { item: number }) }),
  );
  const lifecycle = rowOf(kind.table, name);
  const only = (key: string): Decision => ({ lane, effects: reply({ lines: [say(key)], usesUp: true }) });
  if (!asked || !lifecycle) return only("common:process.agree.gone");
  const as = agreesAs(lifecycle, asked, standing, { by: lane.resident, item });
  if (!as) return only("common:process.not.yours");
  const unseen = needsOf(kind, { name, step: lifecycle }, standing);
  if (unseen.length > 0) return needs(...unseen);
  const decision = answeredBy(
    kind,
    answered(asked, lane.resident, as, step === "agree" ? "yes" : "no"),
    item,
    { ...standing, state: { ...state, active: context.now } },
  );
  if ("needs" in decision) return decision;
  const thanks = reply({
    lines: [say(step === "agree" ? "common:process.agree.saidYes" : "common:process.agree.saidNo")],
    usesUp: true,
  });
  return { ...decision, lane, effects: [...thanks, ...decision.effects] };
}
