import { needs, nothing, seen, whisper } from "../../../core/decision.ts";
import type { Form } from "../../../core/model/card.ts";
import { isOf } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { actNamed, type OfficialAct } from "../../../core/model/official-acts.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { LOOKS_UP, lookedUp } from "../counter/looking-up.ts";
import { WRITES_DOWN, written } from "../counter/writing-down.ts";
import { NAME } from "../names.ts";
import { readIssue } from "../state.ts";
import type { ActName, Attempt, Problems, Values } from "./act.ts";
import { deskActOf } from "./acts.ts";
import { deskActNamed } from "./buttons.ts";
import { formFor, OVERVIEW, overview, type Preview } from "./forms.ts";
import { type Prepared, perform, prepare } from "./perform.ts";
import { actorFor, overtakenBy, refusalAtClosedDesk, refusalOf } from "./permitted.ts";
import { searched } from "./searching.ts";
import { printOf, readPreview, writePreview } from "./shown-preview.ts";

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** The act in core's table of permissions. */
export function permissionOf(input: OfficialInput): OfficialAct | undefined {
  switch (input.type) {
    case "commanded":
      return input.command === "balie" ? "issue.raise" : "issue.lookUp";
    case "chose":
      return actNamed(NAME, input.press.option);
    case "submitted": {
      const { act } = input.values;
      if (input.form.form !== OVERVIEW) return actNamed(NAME, input.form.form);
      return typeof act === "string" ? actNamed(NAME, act) : "issue.show";
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
      return withIssue(input.press.ref, input.official, {}, context, (attempt) =>
        pressed(input.press.option, attempt),
      );
    case "submitted":
      if (input.form.form === WRITES_DOWN) return written(input, context);
      if (input.form.form === LOOKS_UP) return lookedUp(input, context);
      return withIssue(input.form.ref, input.official, input.values, context, (attempt) =>
        submitted(input, attempt),
      );
    case "searched":
      return searched(input, context);
    default:
      return nothing;
  }
}

function withIssue(
  id: string | undefined,
  member: string,
  values: Values,
  context: Context,
  then: (attempt: Attempt) => Decision,
): Decision {
  const { found, ask } = seen(context, id ?? "");
  if (ask) return ask;
  return isOf(found, NAME)
    ? then({ contribution: found, issue: readIssue(found), member, values, context })
    : whisper(say("officials:refused.gone"));
}

/** A button on the card, or on the start page. */
function pressed(option: string, attempt: Attempt): Decision {
  const closed = refusalAtClosedDesk(option, attempt);
  if (closed) return whisper(closed);
  if (option === "show") return opens(overview(attempt));
  const name = deskActNamed(option);
  return name ? opened(name, attempt) : whisper(say("officials:refused.old"));
}

/** The form of an act. Where there is nothing to fill in it shows at once what the resident will read. */
function opened(name: ActName, attempt: Attempt): Decision {
  const actor = actorFor(name, attempt.member, attempt.context);
  const refusal = refusalOf(name, attempt);
  if (refusal || !actor) return whisper(refusal ?? say("officials:refused.old"));
  const act = deskActOf(name);
  const unseen = act.sees?.(attempt) ?? [];
  if (unseen.length > 0) return needs(...unseen);
  if (act.fields) return opens(formFor(name, attempt));
  return withPreview(prepare(name, attempt, actor), (preview) => opens(formFor(name, attempt, { preview })));
}

function submitted(input: Submitted, attempt: Attempt): Decision {
  const { contribution, issue, member, values, context } = attempt;
  const { form, seen } = input.form;
  // Slack repeats what got no reply: it was done the first time.
  if (contribution.handled.includes(input.id)) return nothing;
  const closed = refusalAtClosedDesk(form, attempt);
  if (closed) return whisper(closed);
  const name = deskActNamed(form === OVERVIEW ? values.act : form);
  if (!name)
    return form === OVERVIEW
      ? opens({ ...overview(attempt), errors: { act: say("officials:error.required") } })
      : whisper(say("officials:refused.old"));
  const actor = actorFor(name, member, context);
  const refusal = refusalOf(name, attempt);
  if (refusal || !actor)
    return whisper(overtakenBy(refusal, contribution, issue) ?? refusal ?? say("officials:refused.old"));
  if (form === OVERVIEW) return pressed(name, { ...attempt, values: {} });
  const act = deskActOf(name);
  const unseen = act.sees?.(attempt) ?? [];
  if (unseen.length > 0) return needs(...unseen);
  const errors = errorsIn(act.check?.(attempt) ?? {});
  if (Object.keys(errors).length > 0) return opens(formFor(name, attempt, { errors }));
  const prepared = prepare(name, attempt, actor);
  if (!prepared.screen) return seen && act.overtaken ? whisper(act.overtaken(attempt)) : perform(prepared);
  const meanwhile = seen !== undefined && readPreview(seen)?.entries !== contribution.entries;
  return withPreview(prepared, (preview) =>
    // Only what was seen is sent. After a change, of the text or of the issue itself, it is shown first.
    preview && preview.seen === seen
      ? perform(prepared)
      : opens(formFor(name, attempt, { preview, meanwhile })),
  );
}

function errorsIn(problems: Problems): Record<string, Message> {
  return Object.fromEntries(
    Object.entries(problems).flatMap(([field, problem]) => (problem ? [[field, problem]] : [])),
  );
}

function opens(form: Form): Decision {
  return { effects: [{ do: "open", form }] };
}

/** Adds the language in which the resident will read it, which her lane knows. */
function withPreview(
  { screen, attempt: { contribution, issue, context }, outcome }: Prepared,
  then: (preview: Preview | undefined) => Decision,
): Decision {
  if (!screen) return then(undefined);
  const { by, entries } = contribution;
  const reader = by === undefined ? null : context.seen.reader[by];
  if (reader === undefined && by !== undefined) return needs({ see: "reader", resident: by });
  const language = reader ?? issue.language;
  return then({
    screen,
    language,
    seen: writePreview({ print: printOf(screen, language), entries }),
    advice: outcome.advice,
  });
}
