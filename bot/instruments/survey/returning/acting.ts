import { isDay, townClock } from "../../../core/calendar/time.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Localized, type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { strangersIn } from "../../../core/officials/outsiders.ts";
import { inEveryLanguage } from "../../../core/officials/previews.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import type { Act, Acted } from "../state.ts";
import { takes } from "../taking.ts";
import { actScreen } from "./result-screen.ts";

/** What is done with the results: actions with an owner and a day, or why nothing is done. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** Actions that the form has room for. */
const MOST_ACTIONS = 3;

/** The form for actions with an owner and a day, or for why nothing is done. */
export function actForm(
  process: Process,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly screen: Screen; readonly missing: readonly string[] },
  errors?: Form["errors"],
): Form {
  const value = (name: string) => {
    const one = values[name];
    return typeof one === "string" ? one : undefined;
  };
  const fields = Array.from({ length: MOST_ACTIONS }, (_, at): Field[] => {
    const n = at + 1;
    return [
      ...context.town.languages.map(
        (one, place): Field => ({
          kind: "text",
          name: named(`what${n}`, one, place),
          label: say("officials:survey.field.what", { n: plain(n), language: say(`common:language.${one}`) }),
          optional: true,
          max: 300,
          value: value(named(`what${n}`, one, place)),
        }),
      ),
      {
        kind: "member",
        name: `owner${n}`,
        label: say("officials:survey.field.owner", { n: plain(n) }),
        optional: true,
        value: value(`owner${n}`),
      },
      {
        kind: "day",
        name: `due${n}`,
        label: say("officials:survey.field.due", { n: plain(n) }),
        optional: true,
        value: value(`due${n}`),
      },
    ];
  }).flat();
  return {
    id: { instrument: NAME, form: "actOn", ref: process.id, seen: preview?.seen },
    title: say("officials:survey.act.actOn"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [say("officials:survey.actIntro")],
    fields: [
      ...fields,
      ...context.town.languages.map(
        (one, place): Field => ({
          kind: "text",
          name: named("because", one, place),
          label: say("officials:survey.field.because", { language: say(`common:language.${one}`) }),
          ...(place === 0 && { hint: say("officials:survey.hint.because") }),
          long: true,
          optional: true,
          max: 1000,
          value: value(named("because", one, place)),
        }),
      ),
    ],
    preview: preview && {
      ...inEveryLanguage(() => preview.screen, context.town),
      advice: preview.missing.map((one) =>
        say("officials:survey.warning.acts", { language: say(`common:language.${one}`) }),
      ),
    },
    errors,
  };
}

export function actedOn(input: Submitted, process: Process, context: Context): Decision {
  const { values } = input;
  const { acts, because, errors } = readActs(values, context);
  if (errors)
    return { effects: [{ do: "open", form: actForm(process, values, context, undefined, errors) }] };
  const owners = Object.fromEntries(
    Array.from({ length: MOST_ACTIONS }, (_, at) => [`owner${at + 1}`, textIn(values, `owner${at + 1}`)]),
  );
  const strangers = strangersIn(owners, context);
  if ("decision" in strangers) return strangers.decision;
  if (Object.keys(strangers.errors).length > 0)
    return {
      effects: [{ do: "open", form: actForm(process, values, context, undefined, strangers.errors) }],
    };
  const filled: Acted = { actions: [...acts], ...(because && { because }) };
  const screen = actScreen(process, filled);
  const seen = fingerprint(JSON.stringify(screen));
  if (seen !== input.form.seen)
    return {
      effects: [
        {
          do: "open",
          form: actForm(process, values, context, {
            seen,
            screen,
            missing: untranslated(acts, because, context.town.languages),
          }),
        },
      ],
    };
  return takes("actOn", input, process, context, { filled });
}

/** The languages in which part of it is untranslated. */
function untranslated(
  acts: readonly Act[],
  because: Localized | undefined,
  languages: readonly string[],
): string[] {
  const texts = [...acts.map(({ what }) => what), ...(because ? [because] : [])];
  return languages.filter((language) => texts.some((text) => text[language] === undefined));
}

/** The name of a field: plain for the town's own language, with the language appended for others. */
function named(field: string, language: string, place: number): string {
  return place === 0 ? field : `${field}_${language}`;
}

function readActs(
  values: Values,
  { now, town }: Context,
): { acts: readonly Act[]; because?: Localized; errors?: Record<string, Message> } {
  const inLanguages = (field: string): Localized =>
    Object.fromEntries(
      town.languages.flatMap((language, place) => {
        const words = text(named(field, language, place));
        return words === "" ? [] : [[language, words]];
      }),
    );
  const text = (name: string) => textIn(values, name);
  const errors: Record<string, Message> = {};
  const acts: Act[] = [];
  let filled = 0;
  for (let n = 1; n <= MOST_ACTIONS; n++) {
    const [what, owner, due] = [text(`what${n}`), text(`owner${n}`), text(`due${n}`)];
    if (what === "" && owner === "" && due === "") continue;
    filled++;
    if (what === "") errors[`what${n}`] = say("officials:error.required");
    if (owner === "") errors[`owner${n}`] = say("officials:error.required");
    if (!isDay(due)) errors[`due${n}`] = say("officials:error.day");
    else if (due < townClock(now).day) errors[`due${n}`] = say("officials:error.past");
    if (isDay(due)) acts.push({ what: inLanguages(`what${n}`), owner, due });
  }
  const because = text("because");
  if (filled === 0 && because === "") errors.because = say("officials:error.reason");
  return Object.keys(errors).length > 0
    ? { acts, errors }
    : { acts, ...(because !== "" && { because: inLanguages("because") }) };
}
