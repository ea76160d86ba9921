import { reply } from "../../../core/decision.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import { type OnPaper, readPaper, readPaperLink, writePaperLink } from "../../../core/model/paper-code.ts";
import { button, type Screen } from "../../../core/model/screen.ts";
import { stored } from "../../../core/residents/dialogue-state.ts";
import { comeIn } from "../../../core/residents/onboarding.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME, press } from "../names.ts";
import { showCard } from "../notices.ts";
import { record } from "../record.ts";
import { type OfIssue, readIssue } from "../state.ts";
import { collected, erasing, openedBy, standing } from "./standing.ts";

/**
 * Somebody has the number and the code of a report, by a link or typed, and need not be known here: she reads where it
 * stands. A guess counts like anything else that one person sends.
 */

const STEP = "paper";

/** What a paper opens; undefined when this is about none. */
export function asked(input: ResidentInput, lane: Lane, context: Context): Decision | undefined {
  const paper = paperIn(input);
  if (!paper) return undefined;
  const found = openedBy(paper, context);
  if (found && "needs" in found) return found;
  // The link holds the code, which is kept nowhere.
  const hers = stored({ ...lane, campaign: undefined });
  if (!found) return { lane: hers, effects: reply({ lines: [say("issue:paper.wrong")] }) };
  const option = input.type === "chose" ? input.press.option : "show";
  switch (option) {
    case "follow":
      return follows(input, paper, found, hers, context);
    case "erase":
      return { lane: hers, effects: reply(eraseQuestion(paper)) };
    case "erase_yes": {
      const gone = erasing(found, { actor: "resident" }, context);
      return {
        lane: hers,
        contributions: [gone.contribution],
        entries: gone.entries,
        effects: reply({ lines: [say("issue:paper.erased", numberOf(found))], replaces: true }),
      };
    }
    default:
      return shows(paper, found, hers, context);
  }
}

function paperIn(input: ResidentInput): OnPaper | undefined {
  switch (input.type) {
    case "started":
      return input.campaign === undefined ? undefined : readPaperLink("report", input.campaign);
    case "said":
      return input.edited ? undefined : readPaper(input.text);
    case "chose":
      return input.press.instrument === NAME && input.press.step === STEP
        ? readPaper(input.press.ref ?? "")
        : undefined;
    default:
      return undefined;
  }
}

const numberOf = ({ id }: OfIssue) => ({ number: shownNumber(id) });
const onPaper = (option: string, { id, code }: OnPaper) => press(STEP, option, `${id}${code}`);

function shows(paper: OnPaper, found: OfIssue, lane: Lane, context: Context): Decision {
  const stands = standing(found, context);
  if ("needs" in stands) return stands;
  const heard = collected(found, { actor: "resident" }, context);
  const screen: Screen = {
    lines: [...stands.lines, say("issue:paper.again")],
    choices: [
      ...(found.by === undefined ? [[button(say("issue:paper.followIt"), onPaper("follow", paper))]] : []),
      [button(say("issue:paper.eraseIt"), onPaper("erase", paper))],
    ],
  };
  return {
    lane,
    ...(heard && { contributions: [heard.contribution], entries: heard.entries }),
    effects: [...reply(screen), ...(heard ? [showCard(found.id)] : [])],
  };
}

function eraseQuestion(paper: OnPaper): Screen {
  return {
    lines: [say("issue:paper.eraseAsk", { number: shownNumber(paper.id) })],
    // Whoever does not press it leaves everything as it is, and says so to nobody.
    choices: [[button(say("issue:paper.eraseYes"), onPaper("erase_yes", paper))]],
  };
}

/** From now on it is hers, like a report that she raised here. Somebody new comes in first, and says that she is 16. */
function follows(
  { id, at }: ResidentInput,
  paper: OnPaper,
  found: OfIssue,
  lane: Lane,
  context: Context,
): Decision {
  if (lane.stage !== "member")
    return comeIn({ type: "started", id, at, campaign: writePaperLink("report", paper) }, lane, context);
  if (found.by !== undefined && found.by !== lane.resident)
    return { lane, effects: reply({ lines: [say("issue:paper.followed")] }) };
  const issue = { ...readIssue(found), unheard: undefined, heard: context.now };
  const changed = record(
    { ...found, by: lane.resident },
    issue,
    ["followed"],
    { actor: "resident" },
    context,
  );
  return {
    lane,
    contributions: [changed.contribution],
    entries: changed.entries,
    becomeHers: [found.id],
    effects: [
      ...reply({ lines: [say("issue:paper.hers", numberOf(found))], about: found.id, replaces: true }),
      showCard(found.id),
    ],
  };
}
