import { reply, seen } from "../../../core/decision.ts";
import { isOf } from "../../../core/model/contribution.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import { leave } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { mayReopen } from "../answer-deadline.ts";
import { NAME } from "../names.ts";
import { startsGroup } from "../raising/for-group.ts";
import { type OfIssue, readIssue } from "../state.ts";
import { ownActNamed } from "./acts.ts";
import { wholeOf } from "./merged-into.ts";
import { isObjection, objects } from "./objecting.ts";
import { issueWithAnswer, type Own } from "./own-issue.ts";
import { afterOwnQuestion, askedAbout, ownQuestion, questionBefore, reopensNow } from "./own-question.ts";
import { notAgain, reopen } from "./reopening.ts";
import { takeWords } from "./taking-words.ts";
import { isEdit, wordsOf } from "./words.ts";

/** What a resident does with what she raised before: by a button, in words, or at a question that is open. */

/** A question about her issue is open: whatever she says is the answer. */
export function proceedOwn(input: ResidentInput, lane: Lane, context: Context): Decision {
  const ref = askedAbout(lane);
  if (ref === undefined) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  if (input.type === "chose" && input.press.option === "stop") {
    const after = afterOwnQuestion(lane, ref, context);
    return {
      lane: after,
      effects: reply(
        { lines: [say("issue:own.left")], replaces: true },
        ...questionBefore(lane, after, context),
      ),
    };
  }
  // Editing an old message does not answer the question that was just asked.
  if (isEdit(input))
    return { lane, effects: reply({ lines: [say("common:editedUnknown")] }, ownQuestion(lane)) };
  return withOwn(ref, lane, context, (own) =>
    reopensNow(lane) ? saysWhy(input, own) : takeWords(input, own),
  );
}

/** She was asked why it has not helped, or what is not clear. */
function saysWhy(input: ResidentInput, own: Own): Decision {
  const { contribution, lane, context } = own;
  const heard = input.type === "chose" ? { words: "", media: [] } : wordsOf(input);
  if (!heard) return { lane, effects: reply(ownQuestion(lane)) };
  const { whole, ask } = wholeOf(contribution, context);
  if (ask) return ask;
  if (whole && mayReopen(readIssue(whole), context.now)) return reopen(heard, whole, own);
  // Someone else reopened it first, or too much time has passed: what she says is kept all the same.
  return input.type === "chose" ? notAgain(issueWithAnswer(own, whole), own) : takeWords(input, own);
}

/** A button, a reply to one of our messages, an edit, or words that she said belong to this issue. */
export function about(input: ResidentInput, lane: Lane, context: Context): Decision {
  const ref = input.about ?? "";
  if (isObjection(input))
    return withOwn(
      ref,
      lane,
      context,
      ({ contribution, issue }) => objects(input, contribution, issue, lane, context),
      // The issue no longer says whose it was; her lane says that she was paused for it.
      (found) => found.by === undefined && lane.paused?.erased === true && lane.paused.ref === ref,
    );
  if (input.type === "chose" && input.press.step === "group") return startsGroup(lane, context);
  return withOwn(ref, lane, context, (own) => {
    if (input.type !== "chose") return takeWords(input, own);
    return (
      ownActNamed(input.press.option)?.act(own) ?? {
        lane,
        effects: reply({ lines: [say("common:stale.alone")] }),
      }
    );
  });
}

/** Only the maker may act on it: buttons and replies can be forged. */
function withOwn(
  ref: string,
  lane: Lane,
  context: Context,
  act: (own: Own) => Decision,
  isAlsoHers: (contribution: OfIssue) => boolean = () => false,
): Decision {
  const { found, ask } = seen(context, ref);
  if (ask) return ask;
  if (!isOf(found, NAME) || (found.by !== lane.resident && !isAlsoHers(found)))
    return { lane: afterOwnQuestion(lane, ref, context), effects: reply({ lines: [say("common:gone")] }) };
  return act({ contribution: found, issue: readIssue(found), lane, context });
}
