import { whisper } from "../../../core/decision.ts";
import type { Form } from "../../../core/model/card.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { readPaper } from "../../../core/model/paper-code.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { mayReopen } from "../answer-deadline.ts";
import type { Values } from "../desk/act.ts";
import { choiceField, longText, shortText } from "../desk/fields.ts";
import { reopened } from "../following/reopen.ts";
import { NAME } from "../names.ts";
import { showCard } from "../notices.ts";
import { collected, erasing, openedBy, standing } from "../paper/standing.ts";
import { type OfIssue, readIssue } from "../state.ts";
import { atCounter } from "./at-counter.ts";

/**
 * Somebody comes back to a desk with her paper. The number and its code show where the report stands and what was
 * answered: nothing of what was told, whichever desk it is at.
 */

/** The form, by its name. */
export const LOOKS_UP = "lookUp";

const wishes = ["show", "print", "notYet", "erase"] as const;
/** Characters of a number or a code, as people write them. */
const LONGEST_CODE = 20;

export function lookingUpForm(
  values: Values,
  more: Pick<Form, "errors"> & { readonly seen?: string } = {},
): Form {
  const { seen, errors } = more;
  return {
    id: { instrument: NAME, form: LOOKS_UP, ...(seen !== undefined && { seen }) },
    title: say("officials:counter.lookUp"),
    submit: say("officials:go"),
    intro: [say(seen === undefined ? "officials:counter.lookUpIntro" : "officials:counter.eraseSure")],
    fields: [
      shortText("number", values, LONGEST_CODE),
      shortText("code", values, LONGEST_CODE),
      choiceField(
        "wish",
        values,
        wishes.map((value) => ({ value, label: say(`officials:counter.wish.${value}`) })),
        "show",
      ),
      { ...longText("missing", values), optional: true },
    ],
    ...(errors && { errors }),
  };
}

export function lookedUp(input: Extract<OfficialInput, { type: "submitted" }>, context: Context): Decision {
  const { values, official, form } = input;
  const opens = (more: Parameters<typeof lookingUpForm>[1]): Decision => ({
    effects: [{ do: "open", form: lookingUpForm(values, more) }],
  });
  const paper = readPaper(`${textIn(values, "number")} ${textIn(values, "code")}`);
  const found = paper && openedBy(paper, context);
  if (found && "needs" in found) return found;
  if (!paper || !found) return opens({ errors: { code: say("officials:counter.wrong") } });
  if (found.handled.includes(input.id)) return { effects: [] };
  const stands = standing(found, context);
  if ("needs" in stands) return stands;
  const by = atCounter("issue.lookUp", official, context);
  const shows = (line: Message, ...others: Effect[]): Decision => {
    const heard = collected(found, by, context);
    return {
      ...(heard && { contributions: [heard.contribution], entries: heard.entries }),
      effects: [{ do: "whisper", message: line }, ...others, ...(heard ? [showCard(found.id)] : [])],
    };
  };
  const number = shownNumber(found.id);
  switch (textIn(values, "wish")) {
    case "print":
      return shows(say("officials:counter.printed", { number }), {
        do: "notify",
        notice: { kind: "paper", contribution: found.id, is: "answer", member: official },
      });
    case "notYet":
      return opensAgain(textIn(values, "missing"), found, stands.whole, context);
    case "erase": {
      if (form.seen !== found.id) return opens({ seen: found.id });
      const gone = erasing(found, by, context);
      return {
        contributions: [gone.contribution],
        entries: gone.entries,
        effects: [{ do: "whisper", message: say("officials:counter.erased", { number }) }],
      };
    }
    default:
      return shows(say("common:rows", { rows: { rows: stands.lines } }));
  }
}

/** It has not helped, or is not clear: it opens again, as when she says so in the chat. */
function opensAgain(why: string, own: OfIssue, whole: OfIssue, context: Context): Decision {
  const issue = readIssue(whole);
  const number = shownNumber(own.id);
  if (!mayReopen(issue, context.now)) return whisper(say("officials:counter.notAgain", { number }));
  const by = own.id === whole.id ? {} : { by: own.id };
  const { next, turn } = reopened(why, whole, { ...issue, unheard: undefined }, context, by);
  const day = { moment: next.dueAt ?? context.now };
  return {
    ...turn,
    effects: [{ do: "whisper", message: say("officials:counter.again", { number, day }) }, ...turn.effects],
  };
}
