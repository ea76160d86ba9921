import { isDay } from "../../../core/calendar/time.ts";
import { needs, nothing, seen, whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import { shortened } from "../../../core/model/characters.ts";
import {
  type Actor,
  type Contribution,
  isOf,
  readNumber,
  shownNumber,
} from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { actNamed, type OfficialAct } from "../../../core/model/official-acts.ts";
import type { Screen } from "../../../core/model/screen.ts";
import type { Office } from "../../../core/model/staff.ts";
import {
  deskOf,
  desksOf,
  maySee,
  refusedAsClosed,
  refusedAsOtherDesk,
} from "../../../core/officials/desk-membership.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { refusedAsSame, refusedFor, roleFor } from "../../../core/officials/permissions.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { endOfDay } from "../answer-deadline.ts";
import { statusForDesk } from "../following/status-line.ts";
import { path } from "../lifecycle.ts";
import { categoryName, NAME } from "../names.ts";
import { people } from "../notices.ts";
import type { OfIssue } from "../state.ts";
import { declineReasons, type Issue, isOpen, outcomes, readIssue } from "../state.ts";
import { type Act, acts, type Values } from "./acts.ts";
import { formFor, type Preview } from "./forms.ts";
import { goesAlong, MOST_ALONG } from "./merged-along.ts";
import { isObjectedTo, isPaused, lastDay } from "./pause-state.ts";
import { perform, prepare } from "./perform.ts";
import type { Prepared } from "./prepared.ts";

/** What it is in the table of who may do what. */
export function actOf(input: OfficialInput): OfficialAct | undefined {
  switch (input.type) {
    case "chose":
      return actNamed("issue", input.press.option);
    case "submitted": {
      const { act } = input.values;
      if (input.form.form !== "overview") return actNamed("issue", input.form.form);
      return typeof act === "string" ? actNamed("issue", act) : "issue.show";
    }
    case "searched":
      return "issue.search";
    default:
      return undefined;
  }
}

/** What officials do with an issue: press a button on the card, fill in the form, see exactly what is sent, send. */
export function official(input: OfficialInput, context: Context): Decision {
  switch (input.type) {
    case "chose":
      return pressed(input, context);
    case "submitted":
      return submitted(input, context);
    case "searched":
      return searched(input, context);
    default:
      return nothing;
  }
}

function pressed(input: Extract<OfficialInput, { type: "chose" }>, context: Context): Decision {
  const id = input.press.ref ?? "";
  const { found, ask } = seen(context, id);
  if (ask) return ask;
  if (!isOf(found, NAME)) return whisper(say("officials:refused.gone"));
  const issue = readIssue(found);
  const closed = closedTo(input.press.option, input.official, found, issue, context);
  if (closed) return whisper(closed);
  if (input.press.option === "show") {
    return { effects: [{ do: "open", form: overview(found, issue, input.official, context) }] };
  }
  const act = acts.find((one) => one === input.press.option);
  if (!act) return whisper(say("officials:refused.old"));
  const actor = actorFor(act, input.official, context);
  const refusal = refused(act, actor, input.official, found, issue, context);
  if (refusal || !actor) return whisper(refusal ?? say("officials:refused.old"));
  if (act === "unpause" && !context.seen.history[id]) return needs({ see: "history", id });
  // Where there is nothing to fill in, the form shows at once what the resident will read.
  const prepared =
    act === "claim" || act === "start" || act === "council"
      ? prepare(act, found, issue, {}, input.official, actor, context)
      : undefined;
  return withPreview(prepared, found, context, (preview) => ({
    effects: [{ do: "open", form: formFor(act, found, issue, context, {}, preview) }],
  }));
}

/**
 * Why this is only for members of the desk; nothing when she is one. The clerk answers an objection to a pause also at a
 * closed desk: she reads why it is there and what is said against it, and nothing of what was told.
 */
function closedTo(
  act: string,
  member: string,
  contribution: OfIssue,
  issue: Issue,
  context: Context,
): Message | undefined {
  const asClerk = act === "unpause" && roleFor("issue.unpause", member, context) === "clerk";
  return asClerk && isObjectedTo(issue, context.now)
    ? undefined
    : refusedAsClosed(member, contribution, context);
}

/** From the start page: the words, where it stands and what can be done. */
function overview(contribution: OfIssue, issue: Issue, member: string, context: Context) {
  return {
    id: { instrument: "issue", form: "overview", ref: contribution.id },
    title: say("officials:card.title", { number: shownNumber(contribution.id) }),
    submit: say("officials:go"),
    intro: [
      statusForDesk(issue.status),
      say("common:as_is", { text: shortened(issue.words, 2000) || say("officials:card.noWords") }),
      say("officials:overview.how"),
    ],
    fields: [
      {
        kind: "choice" as const,
        name: "act",
        label: say("officials:overview.act"),
        options: acts
          .filter(
            (act) =>
              refused(act, actorFor(act, member, context), member, contribution, issue, context) ===
              undefined,
          )
          .map((act) => ({ value: act, label: say(`officials:act.${act}`) })),
      },
    ],
  };
}

/** Whether an act fits how the issue stands. */
export function possible(act: Act, contribution: OfIssue, context: Pick<Context, "town" | "now">): boolean {
  const issue = readIssue(contribution);
  const { at } = issue.status;
  switch (act) {
    case "claim":
    case "change":
      return isOpen(at);
    // Who answers without a name cannot be paused.
    case "pause":
      return isOpen(at) && contribution.by !== undefined && !isPaused(issue, context.now);
    case "unpause":
      // Also of who had herself erased: the pause goes on, and she can object to it.
      return isPaused(issue, context.now);
    case "ask":
      // Only the one who raised it is asked, so she has to be there.
      return contribution.by !== undefined && !issue.left && path(act, at, "official") !== undefined;
    case "council":
      return isOpen(at) && !issue.council && people(contribution) >= context.town.councilThreshold;
    default:
      return path(act, at, "official") !== undefined;
  }
}

/** The role in which this member may do it. */
function actorFor(act: Act, member: string, context: Context): Actor | undefined {
  const role = roleFor(`issue.${act}`, member, context);
  return role === "admin" ? undefined : role;
}

function refused(
  act: Act,
  actor: Actor | undefined,
  member: string,
  contribution: OfIssue,
  issue: Issue,
  context: Context,
): Message | undefined {
  const number = shownNumber(contribution.id);
  if (!actor) return refusedFor(`issue.${act}`, member, context);
  if (act === "claim" && issue.owner === member && issue.status.at !== "reopened")
    return say("officials:refused.alreadyYours", { number });
  if (act === "pause") {
    const other = refusedAsOtherDesk(member, contribution, context);
    if (other) return other;
  }
  if (act === "unpause" && issue.pause?.objection && !issue.pause.objection.answered) {
    const same = refusedAsSame("issue.unpause", member, [issue.pause.by]);
    if (same) return same;
  }
  if (!possible(act, contribution, context))
    return say("officials:refused.state", { number, status: statusForDesk(issue.status) });
  return undefined;
}

/** A colleague was first: who fills in a form for it reads what the other one did. */
function overtaken(
  refusal: Message | undefined,
  contribution: OfIssue,
  { status }: Issue,
): Message | undefined {
  if (refusal?.key !== "officials:refused.state") return undefined;
  const text = "text" in status ? status.text : "question" in status ? status.question : undefined;
  const about = { number: shownNumber(contribution.id), status: statusForDesk(status) };
  return text
    ? say("officials:refused.overtakenBy", { ...about, text: shortened(text, MOST_QUOTED) })
    : say("officials:refused.overtaken", about);
}

/** So much of what a colleague wrote is read at the field of a form. */
const MOST_QUOTED = 300;

function submitted(input: Extract<OfficialInput, { type: "submitted" }>, context: Context): Decision {
  const id = input.form.ref ?? "";
  const { found, ask } = seen(context, id);
  if (ask) return ask;
  if (!isOf(found, NAME)) return whisper(say("officials:refused.gone"));
  // The workspace repeats what it got no answer to: it was done the first time.
  if (found.handled.includes(input.id)) return nothing;
  const issue = readIssue(found);
  const closed = closedTo(input.form.form, input.official, found, issue, context);
  if (closed) return whisper(closed);
  const chosen = input.form.form === "overview" ? input.values.act : input.form.form;
  const act = acts.find((one) => one === chosen);
  if (!act) {
    const form = overview(found, issue, input.official, context);
    return input.form.form === "overview"
      ? { effects: [{ do: "open", form: { ...form, errors: { act: say("officials:error.required") } } }] }
      : whisper(say("officials:refused.old"));
  }
  const actor = actorFor(act, input.official, context);
  const refusal = refused(act, actor, input.official, found, issue, context);
  if (refusal || !actor)
    return whisper(overtaken(refusal, found, issue) ?? refusal ?? say("officials:refused.old"));
  if (input.form.form === "overview")
    return pressed(
      {
        ...input,
        type: "chose",
        press: { instrument: "issue", version: 1, step: "card", option: act, ref: id },
      },
      context,
    );
  if (act === "unpause" && !context.seen.history[id]) return needs({ see: "history", id });
  const { values } = input;
  const checked = check(act, values, found, issue, input.official, context);
  if ("needs" in checked) return checked;
  if (Object.keys(checked.errors).length > 0) {
    return {
      effects: [{ do: "open", form: formFor(act, found, issue, context, values, undefined, checked.errors) }],
    };
  }
  const prepared = prepare(act, found, issue, values, input.official, actor, context);
  if (!prepared.screen) {
    // She wanted to pick up what was nobody's, and a colleague was first. Taking over is another question.
    if (act === "claim" && input.form.seen)
      return whisper(say("officials:refused.taken", { number: shownNumber(id), member: issue.owner ?? "" }));
    return perform(prepared, context);
  }
  const meanwhile = input.form.seen !== undefined && !input.form.seen.endsWith(`.${found.entries}`);
  return withPreview(prepared, found, context, (preview) =>
    // Only what was seen is sent. After a change, of the text or of the issue itself, it is shown first.
    preview && preview.seen === input.form.seen
      ? perform(prepared, context)
      : {
          effects: [
            {
              do: "open",
              form: formFor(act, found, issue, context, values, preview, undefined, meanwhile),
            },
          ],
        },
  );
}

/** Adds in which language the resident will read it; that needs a look at her lane. */
function withPreview(
  prepared: Prepared | undefined,
  contribution: OfIssue,
  context: Context,
  then: (preview: Preview | undefined) => Decision,
): Decision {
  if (!prepared?.screen) return then(undefined);
  const { by } = contribution;
  const reader = by === undefined ? null : context.seen.reader[by];
  if (reader === undefined && by !== undefined) return needs({ see: "reader", resident: by });
  const language = reader?.language ?? readIssue(contribution).language;
  return then({
    screen: prepared.screen,
    language,
    seen: seenAs(prepared.screen, language, contribution),
    advice: prepared.advice,
  });
}

/** What was shown, and after how many events: so that nothing is sent that somebody else has overtaken. */
function seenAs(screen: Screen, language: string, contribution: OfIssue): string {
  return `${fingerprint(JSON.stringify([screen, language]))}.${contribution.entries}`;
}

/** What is wrong with what was filled in, by field. */
function check(
  act: Act,
  values: Values,
  contribution: OfIssue,
  issue: Issue,
  member: string,
  context: Context,
): { errors: Record<string, Message> } | Extract<Decision, { needs: unknown }> {
  const errors: Record<string, Message> = {};
  const required = (name: string) => {
    if (!textIn(values, name)) errors[name] = say("officials:error.required");
  };
  switch (act) {
    case "ask":
      required("question");
      break;
    case "plan": {
      const day = textIn(values, "day");
      if (!isDay(day)) errors.day = say("officials:error.day");
      else if (endOfDay(day) <= context.now) errors.day = say("officials:error.past");
      break;
    }
    case "pause": {
      const day = textIn(values, "until");
      if (!textIn(values, "grounds")) errors.grounds = say("officials:error.reason");
      if (!isDay(day)) errors.until = say("officials:error.day");
      else if (endOfDay(day) <= context.now) errors.until = say("officials:error.past");
      else if (day > lastDay(context))
        errors.until = say("officials:error.pauseTooLong", { day: { day: lastDay(context) } });
      break;
    }
    case "unpause":
      required("ends");
      if (!textIn(values, "grounds")) errors.grounds = say("officials:error.reason");
      break;
    case "answer":
      if (!outcomes.some((one) => one === textIn(values, "outcome")))
        errors.outcome = say("officials:error.required");
      if (!textIn(values, "reason")) errors.reason = say("officials:error.reason");
      break;
    case "forward":
      required("party");
      break;
    case "decline":
      if (!declineReasons.some((one) => one === textIn(values, "why")))
        errors.why = say("officials:error.required");
      if (!textIn(values, "reason")) errors.reason = say("officials:error.reason");
      // Who is refused for how something was said need not be sent elsewhere.
      if (textIn(values, "why") !== "house_rules") required("place");
      break;
    case "change":
      if (!context.town.categories.some((one) => one.key === textIn(values, "category")))
        errors.category = say("officials:error.required");
      if (!context.office.desks.some((one) => one.id === textIn(values, "desk")))
        errors.desk = say("officials:error.required");
      else {
        const along = goesAlong(issue, contribution, textIn(values, "desk"), context);
        const unseen = along.filter((id) => context.seen.contribution[id] === undefined);
        if (along.length > MOST_ALONG)
          errors.desk = say("officials:error.tooManyAlong", { count: MOST_ALONG });
        else if (unseen.length > 0)
          return needs(...unseen.map((id) => ({ see: "contribution" as const, id })));
      }
      break;
    case "merge": {
      const into = textIn(values, "into");
      if (!into) return { errors: { into: say("officials:error.required") } };
      const { found, ask } = seen(context, into);
      if (ask && "needs" in ask) return { needs: ask.needs };
      const seenBy = found && maySee(member, found, context.office) ? found : null;
      const problem = mergeProblem(contribution, issue, seenBy, context.office);
      if (problem) errors.into = problem;
      break;
    }
    default:
      break;
  }
  return { errors };
}

/** Everybody who joined hears each step by a commit of at most four megabytes, and stands in the row of the whole. */
const MOST_JOINED = 200;

/** Only what is about the same subject and the same neighbourhood belongs together. */
function mergeProblem(
  contribution: OfIssue,
  issue: Issue,
  target: Contribution | null,
  office: Office,
): Message | undefined {
  if (!isOf(target, NAME)) return say("officials:error.noSuchIssue");
  if (target.id === contribution.id) return say("officials:error.itself");
  const other = readIssue(target);
  if (!isOpen(other.status.at))
    return say("officials:error.notOpen", { status: statusForDesk(other.status) });
  // What is told to a closed desk does not go on at another; it can be moved first, by somebody who sees it.
  const crosses = deskOf(target.desk, office)?.id !== deskOf(contribution.desk, office)?.id;
  const isClosed = [target, contribution].some((one) => deskOf(one.desk, office)?.closed);
  if (crosses && isClosed) return say("officials:error.closedDesk");
  if (other.joined.length + issue.joined.length >= MOST_JOINED) return say("officials:error.tooMany");
  if (other.category !== issue.category) return say("officials:error.otherSubject");
  const bothKnown = other.neighbourhood && issue.neighbourhood;
  if (bothKnown && other.neighbourhood !== issue.neighbourhood) return say("officials:error.otherArea");
  return undefined;
}

/**
 * Looking for an issue to merge into: by number, or by words among the open issues. Never at a closed desk that she does
 * not belong to. Whoever belongs to a desk finds by words what is at her desks; at others only what is about the same
 * subject, because nothing else can be merged.
 */
function searched(input: Extract<OfficialInput, { type: "searched" }>, context: Context): Decision {
  const { desks } = context.office;
  const own = input.form.ref ?? "";
  const { found: merged, ask } = seen(context, own);
  if (ask) return ask;
  // Only the form in which an issue is merged has such a field; any other that asks is none of ours.
  if (input.form.form !== "merge" || input.field !== "into" || !isOf(merged, NAME))
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

function foundIssues(list: readonly OfIssue[], own: string, member: string, context: Context): Decision {
  const options = list
    .filter((one) => one.id !== own && maySee(member, one, context.office))
    .slice(0, 20)
    .map((one) => {
      const issue = readIssue(one);
      return {
        value: one.id,
        label: say("officials:searchRow", {
          number: shownNumber(one.id),
          category: categoryName(issue.category, context.town),
          words: shortened(issue.words, 40) || say("officials:card.noWords"),
        }),
      };
    });
  const effects: Effect[] = [{ do: "found", options }];
  return { effects };
}
