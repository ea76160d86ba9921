import { afterEvent, type BroadcastEvent } from "../../../core/broadcasts/broadcast.ts";
import { townClock } from "../../../core/calendar/time.ts";
import { needs, whisper } from "../../../core/decision.ts";
import { mayBeShown } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import type { Need } from "../../../core/needs.ts";
import { textsIn } from "../../../core/officials/localized-fields.ts";
import { inEveryLanguage } from "../../../core/officials/previews.ts";
import type { Context, Decision, Effect, Turn } from "../../../core/turn.ts";
import { closedFor } from "../answering/taking-part.ts";
import { endOfDay, heardBy } from "../days.ts";
import { response } from "../figures/figures.ts";
import { NAME } from "../names.ts";
import { readSurvey, type Survey } from "../state.ts";
import { takes } from "../taking.ts";

/**
 * Ends a survey early: discarded before anybody answered, or stopped while people are answering. Their answers are
 * counted, and they hear the results as after any close, with the reason.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** Handles the button on the card. */
export function stopPressed(process: Process, context: Context): Decision {
  return opens(process, {}, context);
}

/** Opens the form, which says how many have started: they will read the reason with the results. */
function opens(
  process: Process,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly screen: Screen },
  errors?: Form["errors"],
): Decision {
  const results = context.seen.released[process.id];
  if (!results) return needs({ see: "released", process: process.id });
  const { begun } = response(results);
  const form: Form = {
    id: { instrument: NAME, form: "stop", ref: process.id, seen: preview?.seen },
    title: say("officials:survey.act.stop"),
    submit: say(preview ? "officials:survey.stop" : "officials:see"),
    intro: [
      say("officials:survey.stopIntro"),
      ...(mayBeShown(begun) ? [say("officials:survey.begunAtLeast", { count: begun })] : []),
      say("officials:survey.stopHeard"),
    ],
    fields: context.town.languages.map((one, place): Field => {
      const value = values[`why_${one}`];
      return {
        kind: "text",
        name: `why_${one}`,
        label: say("officials:survey.field.why", { language: say(`common:language.${one}`) }),
        long: true,
        optional: place > 0,
        max: 500,
        value: typeof value === "string" ? value : undefined,
      };
    }),
    preview: preview && inEveryLanguage(() => preview.screen, context.town),
    errors,
  };
  return { effects: [{ do: "open", form }] };
}

export function stopped(input: Submitted, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  // It reached its last day while the form was open: the clock closes it.
  if (endOfDay(survey.closesOn) <= context.now) return whisper(say("officials:survey.staff.closed"));
  const { values } = input;
  const [own = "nl"] = context.town.languages;
  const why = textsIn("why", values, context.town.languages);
  if (why[own] === undefined)
    return opens(process, values, context, undefined, { [`why_${own}`]: say("officials:error.reason") });
  const today = townClock(context.now).day;
  // The day it was stopped becomes its last day: the days for results and retention follow from that.
  const becomes = { closesOn: today, resultsBy: heardBy(today) };
  const filled = { reason: why };
  const stop = { by: input.official, on: context.now, values: filled };
  const next: Survey = { ...survey, ...becomes, at: "stopping", filled: { ...survey.filled, stop } };
  const screen = closedFor(process, next, context) ?? { lines: [] };
  const seen = fingerprint(JSON.stringify(why));
  if (seen !== input.form.seen) return opens(process, values, context, { seen, screen });
  const also = withoutInvitations(survey, input.official, context);
  return "needs" in also ? also : takes("stop", input, process, context, { filled, becomes, also });
}

/** Nobody is invited to, or reminded of, what has stopped: what is on its way is cancelled. */
export function withoutInvitations(
  { invitation, reminder }: Pick<Survey, "invitation" | "reminder">,
  by: string,
  context: Context,
): Pick<Turn, "broadcasts" | "effects"> | { readonly needs: readonly Need[] } {
  const sent = [invitation, reminder].flatMap((id) => id ?? []);
  const unseen = sent.filter((id) => context.seen.broadcast[id] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "broadcast" as const, id })));
  const ended = sent.flatMap((id) => endedBroadcast(id, by, context));
  return {
    broadcasts: ended,
    effects: ended.map(({ id }): Effect => ({ do: "notify", notice: { kind: "broadcast", broadcast: id } })),
  };
}

function endedBroadcast(id: string, by: string, { seen, now, town }: Context) {
  const found = seen.broadcast[id];
  const event: BroadcastEvent =
    found?.status.at === "sending" ? { type: "stop", by, over: true } : { type: "discard", by };
  return (found && afterEvent(found, event, now, town)) ?? [];
}
