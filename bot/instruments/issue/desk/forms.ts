import { addDays, townClock } from "../../../core/calendar/time.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { type Language, type Message, say } from "../../../core/model/message.ts";
import type { Screen } from "../../../core/model/screen.ts";
import type { Context } from "../../../core/turn.ts";
import { statusForDesk } from "../following/status-line.ts";
import { categoryLabel, deskName } from "../names.ts";
import type { OfIssue } from "../state.ts";
import { declineReasons, type Issue, outcomes } from "../state.ts";
import type { Act, Values } from "./acts.ts";
import { LONGEST_REASON, lastDay, reasonsOf } from "./pause-state.ts";

/** Slack's longest plain text input. */
const LONGEST = 3000;

export interface Preview {
  readonly screen: Screen;
  readonly language: Language;
  readonly seen: string;
  readonly advice?: readonly Message[];
}

/** The form for one act. With a preview its button sends; without, it shows the preview first. */
export function formFor(
  act: Act,
  contribution: OfIssue,
  issue: Issue,
  context: Context,
  values: Values = {},
  preview?: Preview,
  errors?: Form["errors"],
  meanwhile = false,
): Form {
  if (act === "claim" && !preview) return takeOver(contribution, issue);
  const silent = act === "change";
  return {
    id: { instrument: "issue", form: act, ref: contribution.id, seen: preview?.seen },
    title: say(`officials:act.${act}`),
    submit: say(silent ? "officials:save" : preview ? "officials:send" : "officials:see"),
    intro: [
      ...(meanwhile ? [say("officials:meanwhile", { status: statusForDesk(issue.status) })] : []),
      say(`officials:intro.${act}`, {
        number: shownNumber(contribution.id),
        team: deskName(contribution.desk, context.office),
      }),
      ...(act === "unpause" ? reasonsOf(context.seen.history[contribution.id] ?? []) : []),
    ],
    fields: fieldsFor(act, issue, contribution, context, values),
    preview: preview && { screen: preview.screen, language: preview.language, advice: preview.advice },
    errors,
  };
}

/** Of a colleague: the resident is not told, for her nothing changes. */
function takeOver(contribution: OfIssue, issue: Issue): Form {
  const number = shownNumber(contribution.id);
  return {
    id: { instrument: "issue", form: "claim", ref: contribution.id },
    title: say("officials:act.claim"),
    submit: say("officials:go"),
    intro: [
      issue.owner
        ? say("officials:intro.takeOver", { number, member: issue.owner })
        : say("officials:intro.takeUp", { number }),
    ],
    fields: [],
  };
}

function one(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

function long(name: string, values: Values, value?: string, max = LONGEST): Field {
  return {
    kind: "text",
    long: true,
    name,
    label: say(`officials:field.${name}`),
    hint: say(`officials:hint.${name}`),
    max,
    value: one(values, name) ?? value,
  };
}

function fieldsFor(act: Act, issue: Issue, contribution: OfIssue, context: Context, values: Values): Field[] {
  switch (act) {
    case "claim":
    case "start":
    case "council":
      return [];
    case "pause":
      return [
        long("grounds", values, undefined, LONGEST_REASON),
        {
          kind: "day",
          name: "until",
          label: say("officials:field.until"),
          hint: say("officials:hint.until", { day: { day: lastDay(context) } }),
          value: one(values, "until") ?? lastDay(context),
        },
      ];
    case "unpause":
      return [
        {
          kind: "choice",
          name: "ends",
          label: say("officials:field.ends"),
          options: [
            { value: "yes", label: say("officials:pause.ends") },
            { value: "no", label: say("officials:pause.stays") },
          ],
          value: one(values, "ends"),
        },
        long("grounds", values, undefined, LONGEST_REASON),
      ];
    case "ask":
      return [long("question", values)];
    case "plan":
      return [
        {
          kind: "day",
          name: "day",
          label: say("officials:field.day"),
          hint: say("officials:hint.day"),
          value: one(values, "day") ?? addDays(townClock(context.now).day, 7),
        },
      ];
    case "answer":
      return [
        {
          kind: "choice",
          name: "outcome",
          label: say("officials:field.outcome"),
          options: outcomes.map((value) => ({ value, label: say(`officials:outcome.${value}`) })),
          value: one(values, "outcome"),
        },
        long("reason", values),
      ];
    case "forward":
      return [
        {
          kind: "text",
          name: "party",
          label: say("officials:field.party"),
          hint: say("officials:hint.party"),
          max: 150,
          value: one(values, "party"),
        },
      ];
    case "merge":
      return [
        {
          kind: "search",
          name: "into",
          label: say("officials:field.into"),
          hint: say("officials:hint.into"),
        },
      ];
    case "decline":
      return [
        {
          kind: "choice",
          name: "why",
          label: say("officials:field.why"),
          options: declineReasons.map((value) => ({ value, label: say(`officials:decline.${value}`) })),
          value: one(values, "why"),
        },
        long("reason", values),
        {
          kind: "text",
          name: "place",
          label: say("officials:field.place"),
          hint: say("officials:hint.place"),
          max: 300,
          value: one(values, "place"),
        },
      ];
    case "change":
      return [
        {
          kind: "choice",
          name: "category",
          label: say("officials:field.category"),
          options: context.town.categories.map(({ key }) => ({
            value: key,
            label: categoryLabel(key, context.town),
          })),
          value: one(values, "category") ?? issue.category,
        },
        {
          kind: "choice",
          name: "neighbourhood",
          label: say("officials:field.neighbourhood"),
          optional: true,
          options: [
            ...context.town.neighbourhoods.map(({ key, name }) => ({
              value: key,
              label: say("common:as_is", { text: name }),
            })),
            { value: "elsewhere", label: say("common:onboarding.elsewhere") },
          ],
          value: one(values, "neighbourhood") ?? issue.neighbourhood,
        },
        {
          kind: "choice",
          name: "desk",
          label: say("officials:field.desk"),
          options: context.office.desks.map(({ id }) => ({
            value: id,
            label: say("common:as_is", { text: deskName(id, context.office) }),
          })),
          value: one(values, "desk") ?? contribution.desk,
        },
      ];
  }
}
