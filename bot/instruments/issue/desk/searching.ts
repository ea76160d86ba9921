import { needs, seen } from "../../../core/decision.ts";
import { shortened } from "../../../core/model/characters.ts";
import { isOf, readNumber, shownNumber } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import { desksOf, maySee } from "../../../core/officials/desk-membership.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { categoryName, NAME } from "../names.ts";
import { type OfIssue, readIssue } from "../state.ts";
import type { ActName } from "./act.ts";

/** The form that has a search field, by its name. */
const SEARCHES: ActName = "merge";

/**
 * Looking for an issue to merge into: by number, or by words among the open issues. Never at a closed desk that she does
 * not belong to. Somebody who belongs to a desk finds by words what is at her desks; at others only what is about the
 * same subject, because nothing else can be merged.
 */
export function searched(input: Extract<OfficialInput, { type: "searched" }>, context: Context): Decision {
  const { desks } = context.office;
  const own = input.form.ref ?? "";
  const { found: merged, ask } = seen(context, own);
  if (ask) return ask;
  // Only the form in which an issue is merged has such a field; any other that asks is none of ours.
  if (input.form.form !== SEARCHES || input.field !== "into" || !isOf(merged, NAME))
    return foundIssues([], own, input.official, context);
  const number = readNumber(input.words);
  if (number) {
    const { found, ask } = seen(context, number);
    return ask ?? foundIssues(isOf(found, NAME) ? [found] : [], own, input.official, context);
  }
  const subject = readIssue(merged).category;
  const bound = desksOf(input.official, context.office);
  const near = (one: OfIssue) =>
    bound.length === 0 || bound.some(({ id }) => id === one.desk) || readIssue(one).category === subject;
  const missing = desks.filter((one) => context.seen.desk[one.id] === undefined);
  if (missing.length > 0) return needs(...missing.map((one) => ({ see: "desk" as const, desk: one.id })));
  const words = input.words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one: OfIssue) => {
    if (!maySee(input.official, one, context.office) || !near(one)) return false;
    const issue = readIssue(one);
    const text = `${one.id} ${shownNumber(one.id)} ${issue.words} ${issue.place?.words ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const open = desks.flatMap((one) => context.seen.desk[one.id] ?? []).filter((one) => isOf(one, NAME));
  return foundIssues(open.filter(fits), own, input.official, context);
}

/** Rows that are offered while somebody types. */
const MOST_FOUND = 20;
/** Characters of the resident's words in such a row. */
const WORDS_IN_ROW = 40;

function foundIssues(list: readonly OfIssue[], own: string, member: string, context: Context): Decision {
  const options = list
    .filter((one) => one.id !== own && maySee(member, one, context.office))
    .slice(0, MOST_FOUND)
    .map((one) => {
      const issue = readIssue(one);
      return {
        value: one.id,
        label: say("officials:searchRow", {
          number: shownNumber(one.id),
          category: categoryName(issue.category, context.town),
          words: shortened(issue.words, WORDS_IN_ROW) || say("officials:card.noWords"),
        }),
      };
    });
  return { effects: [{ do: "found", options }] };
}
