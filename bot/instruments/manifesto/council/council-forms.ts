import { isDay, townClock } from "../../../core/calendar/time.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { inEveryLanguage } from "../../../core/officials/previews.ts";
import type { Context } from "../../../core/turn.ts";
import { NAME, numberOfItem, onALine } from "../names.ts";
import { type Item, type Manifesto, outcomes, readManifesto } from "../state.ts";
import { type CouncilAct, forItem, itemsFor, rowOfAct } from "./council-acts.ts";
import { writeCouncilForm } from "./form-name.ts";

/** The forms for what officials do between the vote and the end, and the mistakes in what was filled in. */

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

export function mistakes(
  act: CouncilAct,
  item: Item | undefined,
  values: Values,
  { now }: Context,
): Record<string, Message> {
  const errors: Record<string, Message> = {};
  const filled = (name: string) => textIn(values, name) !== "";
  const required = (...names: string[]) => {
    for (const name of names) if (!filled(name)) errors[name] = say("officials:error.required");
  };
  const day = (name: string, ahead: boolean) => {
    const value = typeof values[name] === "string" ? values[name] : "";
    if (!isDay(value)) errors[name] = say("officials:error.day");
    else if (ahead && value < townClock(now).day) errors[name] = say("officials:error.past");
  };
  switch (act) {
    case "write":
      required("action", "addressee");
      break;
    case "handOver":
      required("to");
      day("day", false);
      break;
    case "putOnAgenda":
      day("day", true);
      if (!/^https:\/\/\S+\.\S+$/.test(textIn(values, "link")))
        errors.link = say("officials:manifesto.error.link");
      break;
    case "answer":
      if (!outcomes.some((one) => one === values.outcome)) errors.outcome = say("officials:error.required");
      if (!filled("reason")) errors.reason = say("officials:error.reason");
      if (values.outcome === "accepted" || values.outcome === "partly") {
        required("what", "owner");
        day("due", true);
      }
      break;
    case "progress":
      required("state");
      if ((values.state !== "in_progress" || item?.commitment?.at === "disputed") && !filled("words"))
        errors.words = say("officials:error.reason");
      break;
    case "endEmpty":
    case "forceClose":
      if (!filled("reason")) errors.reason = say("officials:error.reason");
      break;
    default:
      break;
  }
  return errors;
}

export function formFor(
  act: CouncilAct,
  item: Item | undefined,
  process: Process,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly screen: Screen },
  errors?: Form["errors"],
): Form {
  const manifesto = readManifesto(process);
  const asksItem = forItem.some((one) => one === act) && !item;
  const tells =
    act === "confirm" ||
    act === "putOnAgenda" ||
    act === "endEmpty" ||
    act === "forceClose" ||
    act === "answer" ||
    act === "progress";
  return {
    id: {
      instrument: NAME,
      form: writeCouncilForm({ act, ...(item && { item: String(item.n) }) }),
      ref: process.id,
      seen: preview?.seen,
    },
    title: say(`officials:manifesto.act.${rowOfAct(act)}`),
    submit: say(asksItem ? "officials:go" : preview || !tells ? "officials:send" : "officials:see"),
    intro: [
      say(`officials:manifesto.about.${rowOfAct(act)}`),
      ...(item ? [say("common:quote", { text: item.words })] : []),
      ...(item?.commitment
        ? [
            say("officials:manifesto.promiseWas", {
              what: item.commitment.what,
              day: { date: item.commitment.due },
            }),
          ]
        : []),
    ],
    fields: asksItem ? [itemField(act, manifesto)] : fieldsFor(act, item, values),
    preview: preview && inEveryLanguage(() => preview.screen, context.town),
    errors,
  };
}

function itemField(act: CouncilAct, manifesto: Manifesto): Field {
  return {
    kind: "choice",
    name: "item",
    label: say("officials:manifesto.whichItem"),
    options: itemsFor(act, manifesto).map((one) => ({
      value: String(one.n),
      label: say("officials:manifesto.itemOption", { n: numberOfItem(one), words: onALine(one.words) }),
    })),
  };
}

function fieldsFor(act: CouncilAct, item: Item | undefined, values: Values): Field[] {
  const value = (name: string, before?: string) => {
    const one = values[name];
    return typeof one === "string" ? one : before;
  };
  const text = (
    name: string,
    more: { long?: boolean; optional?: boolean; before?: string | undefined } = {},
  ): Field => ({
    kind: "text",
    name,
    label: say(`officials:manifesto.field.${rowOfAct(act)}.${name}`),
    hint: say(`officials:manifesto.fieldHint.${name}`),
    long: more.long,
    optional: more.optional,
    max: more.long ? 1000 : 150,
    value: value(name, more.before),
  });
  const day = (name: string, optional = false): Field => ({
    kind: "day",
    name,
    label: say(`officials:manifesto.field.${rowOfAct(act)}.${name}`),
    optional,
    value: value(name),
  });
  const options = (name: string, list: readonly string[]): Field => ({
    kind: "choice",
    name,
    label: say(`officials:manifesto.field.${rowOfAct(act)}.${name}`),
    options: list.map((one) => ({ value: one, label: say(`officials:manifesto.choice.${name}.${one}`) })),
    value: value(name),
  });
  switch (act) {
    case "write":
      return [
        text("action", { long: true, before: item?.point?.action }),
        text("addressee", { before: item?.point?.addressee }),
      ];
    case "handOver":
      return [day("day"), text("to")];
    case "putOnAgenda":
      return [day("day"), text("link")];
    case "answer":
      return [
        options("outcome", outcomes),
        text("reason", { long: true }),
        text("what", { optional: true }),
        {
          kind: "member",
          name: "owner",
          label: say("officials:manifesto.field.answer.owner"),
          optional: true,
          value: value("owner"),
        },
        day("due", true),
      ];
    case "progress":
      return [
        options("state", ["in_progress", "kept", "broken"]),
        text("words", { long: true, optional: true }),
      ];
    case "endEmpty":
    case "forceClose":
      return [text("reason", { long: true })];
    default:
      return [];
  }
}
