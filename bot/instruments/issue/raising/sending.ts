import { reply } from "../../../core/decision.ts";
import { numberFrom, shownNumber } from "../../../core/model/contribution.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { wroteInto } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { shownCode } from "../../../core/model/paper-code.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button, corePress } from "../../../core/model/screen.ts";
import { leave } from "../../../core/residents/dialogue-state.ts";
import { formalWay } from "../../../core/residents/formal-objection.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { showCard } from "../notices.ts";
import { paperNameOf } from "../paper/paper-name.ts";
import { type Draft, draftWords } from "../state.ts";
import { missing, next } from "./asking.ts";
import { groupChoice } from "./for-group.ts";
import { newReport } from "./new-report.ts";

/** Everything is there: the issue exists from this commit on, with a number and a date. */
export function send(draft: Draft, lane: Lane, context: Context): Turn {
  const lacking = missing(draft);
  if (lacking !== "preview") return next(draft, lane, context);
  const id = numberFrom(context.seed);
  const { size, language = lane.language } = draft.group ?? {};
  const { contribution, entry, dueAt } = newReport(
    {
      words: draftWords(draft),
      media: draft.media,
      place: draft.place,
      category: draft.category ?? "other",
      neighbourhood: draft.neighbourhood,
      language,
      campaign: lane.campaign,
      ...(size !== undefined && { via: { is: "group", size, worker: lane.worker, paper: 1 } }),
    },
    id,
    { resident: lane.resident, actor: "resident" },
    context,
  );
  // A later edit of one of these messages finds its way to the issue.
  const messages = [...draft.pieces.map(({ message }) => message), draft.placeMessage];
  const album = draft.media.findLast((one) => one.album)?.album;
  const done: Lane = {
    ...wroteInto(leave(lane), id, messages),
    album: album ? { id: album, ref: id } : lane.album,
  };
  const lines: Message[] = [
    say("issue:receipt.thanks", { number: shownNumber(id) }),
    say("issue:receipt.promise", { day: { moment: dueAt } }),
    ...formalWay(draftWords(draft), context),
  ];
  const [code] = (size !== undefined && context.codesOf?.(paperNameOf(contribution) ?? "")) || [];
  if (code !== undefined && lane.worker !== undefined)
    return {
      lane: done,
      contributions: [contribution],
      entries: [entry],
      effects: [
        ...reply({
          lines: [...lines, say("issue:group.receipt", { code: shownCode(code) })],
          choices: [[groupChoice(lane.worker)]],
          about: id,
          usesUp: true,
        }),
        {
          do: "notify",
          notice: { kind: "paper", contribution: id, is: "receipt", resident: lane.resident },
        },
        showCard(id),
      ],
    };
  // What she sent stays above it to be read again, without its buttons.
  const receipt: Screen = lane.stopped
    ? {
        lines: [...lines, say("issue:receipt.stopped")],
        about: id,
        usesUp: true,
        choices: [[button(say("common:stop.undo"), corePress("stop", "undo"))]],
      }
    : { lines: [...lines, say("issue:receipt.follow")], about: id, usesUp: true };
  return {
    lane: done,
    contributions: [contribution],
    entries: [entry],
    effects: [{ do: "reply", screen: receipt }, showCard(id)],
  };
}
