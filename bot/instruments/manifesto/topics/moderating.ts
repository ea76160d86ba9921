import { needs, nothing, seen, whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import { type Contribution, type Entry, shownNumber } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Language, type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { refusedAsClosed } from "../../../core/officials/desk-membership.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { refusedAsSame } from "../../../core/officials/permissions.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { NAME, press } from "../names.ts";
import { record, recordTopic, showCard } from "../record.ts";
import { readManifesto, readTopic, refusals, type Topic } from "../state.ts";
import { withTopics } from "./items.ts";

/** A colleague reviews each topic before others see it, and gives a reason when they will not. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];
type Act = "publish" | "refuse";

/** Publish or refuse, pressed on the card. */
export function moderate(option: string, id: string, member: string, context: Context): Decision {
  const opened = openable(option, id, member, context);
  if ("refusal" in opened) return opened.refusal;
  return { effects: [{ do: "open", form: formFor(opened.act, opened.contribution, {}) }] };
}

export function moderated(input: Submitted, context: Context): Decision {
  const id = input.form.ref ?? "";
  const { found, ask } = seen(context, id);
  if (ask) return ask;
  // Slack repeats what got no reply.
  if (found?.handled.includes(input.id)) return nothing;
  const opened = openable(input.form.form, id, input.official, context);
  if ("refusal" in opened) return opened.refusal;
  const { act, contribution } = opened;
  const errors = mistakes(act, readTopic(contribution), input.values);
  if (Object.keys(errors).length > 0)
    return { effects: [{ do: "open", form: formFor(act, contribution, input.values, undefined, errors) }] };
  const topic = afterAct(act, readTopic(contribution), input.values, input.official, context);
  const screen = telling(topic, contribution.id);
  const { by } = contribution;
  const reader = by === undefined ? null : context.seen.reader[by];
  if (reader === undefined && by !== undefined) return needs({ see: "reader", resident: by });
  const language = reader?.language ?? topic.language;
  const shown = fingerprint(JSON.stringify([screen, language]));
  if (shown !== input.form.seen)
    return {
      effects: [
        { do: "open", form: formFor(act, contribution, input.values, { seen: shown, screen, language }) },
      ],
    };
  const text = textIn(input.values, "reason");
  const changed = recordTopic(
    contribution,
    topic,
    act,
    { actor: "official", official: input.official, why: act === "refuse" ? text : undefined },
    context,
  );
  const joined = joinsItems(act, changed.contribution, opened.process, context);
  const turn: Turn = {
    contributions: [changed.contribution],
    processes: joined ? [joined.process] : [],
    entries: [changed.entry, ...(joined ? [joined.entry] : [])],
    effects: [
      ...(by === undefined
        ? []
        : [{ do: "notify" as const, notice: { kind: "resident" as const, resident: by, screen } }]),
      showCard(id),
      ...(joined ? [showCard(joined.process.id)] : []),
    ],
  };
  return turn;
}

function openable(
  option: string,
  id: string,
  member: string,
  context: Context,
): { act: Act; contribution: Contribution; process: Process | undefined } | { refusal: Decision } {
  const { found, ask } = seen(context, id);
  if (ask) return { refusal: ask };
  if (found?.instrument !== NAME) return { refusal: whisper(say("officials:refused.gone")) };
  const closed = refusedAsClosed(member, found, context);
  if (closed) return { refusal: whisper(closed) };
  const act = option === "publish" || option === "refuse" ? option : undefined;
  if (!act) return { refusal: whisper(say("officials:refused.old")) };
  // Somebody else than who refused it looks at what its author objects.
  const same = refusedAsSame(`manifesto.${act}`, member, [readTopic(found).objected?.to]);
  if (same) return { refusal: whisper(same) };
  if (readTopic(found).status.at !== "proposed")
    return { refusal: whisper(say("officials:manifesto.already", { number: shownNumber(id) })) };
  const topic = readTopic(found);
  const process = topic.about ? null : context.seen.process[topic.process];
  if (process === undefined) return { refusal: needs({ see: "process", id: topic.process }) };
  // What is voted on is settled: a person has to tell the author that this came too late.
  if (act === "publish" && process && readManifesto(process).at !== "collecting" && !isClustering(process))
    return { refusal: whisper(say("officials:manifesto.tooLateToShow", { number: shownNumber(id) })) };
  return { act, contribution: found, process: process && isClustering(process) ? process : undefined };
}

function isClustering(process: Process): boolean {
  return readManifesto(process).at === "clustering";
}

/** It was sent in time and reviewed after collecting was closed: it can still be voted on. */
function joinsItems(
  act: Act,
  topic: Contribution,
  process: Process | undefined,
  context: Context,
): { process: Process; entry: Entry } | undefined {
  if (act !== "publish" || !process) return undefined;
  const manifesto = readManifesto(process);
  const items = withTopics(manifesto.themes ?? [], [topic]);
  return record(
    process,
    { ...manifesto, themes: items, asked: undefined },
    "joinsLate",
    { actor: "official", why: shownNumber(topic.id) },
    context,
  );
}

function mistakes(act: Act, topic: Topic, values: Values): Record<string, Message> {
  const filled = (name: string) => textIn(values, name) !== "";
  const errors: Record<string, Message> = {};
  if (act === "publish" && topic.words === "" && !filled("words"))
    errors.words = say("officials:manifesto.error.writeDown");
  if (act === "refuse") {
    if (!refusals.some((one) => one === values.why)) errors.why = say("officials:error.required");
    if (!filled("reason")) errors.reason = say("officials:error.reason");
  }
  return errors;
}

function afterAct(act: Act, topic: Topic, values: Values, member: string, { now }: Context): Topic {
  const text = (name: string) => textIn(values, name);
  if (act === "publish") {
    const writtenDown = topic.words === "";
    const words = writtenDown ? text("words") : topic.words;
    return { ...topic, words, ...(writtenDown && { writtenDown }), status: { at: "shown", on: now } };
  }
  const reason = refusals.find((one) => one === values.why) ?? "other";
  return { ...topic, status: { at: "refused", reason, text: text("reason"), on: now, by: member } };
}

/** What its author is told. */
function telling(topic: Topic, ref: string): Screen {
  const number = shownNumber(ref);
  const { status } = topic;
  if (status.at === "refused")
    return {
      about: ref,
      lines: [
        say(topic.about ? "manifesto:opinion.refused" : "manifesto:notice.refused", { number }),
        ...(topic.words ? [say("common:quote", { text: topic.words })] : []),
        say(`manifesto:refused.${status.reason}`),
        say("common:quote", { text: status.text }),
        say("manifesto:notice.again"),
      ],
      ...(!topic.about && { choices: [[again(topic)]] }),
    };
  return {
    about: ref,
    lines: [
      say(topic.about ? "manifesto:opinion.shown" : "manifesto:notice.shown", { number }),
      ...(topic.writtenDown
        ? [say("manifesto:notice.writtenDown"), say("common:quote", { text: topic.words })]
        : []),
      say(topic.about ? "manifesto:opinion.next" : "manifesto:notice.next"),
    ],
    choices: [
      [
        {
          label: say("manifesto:item.topic.see"),
          press: press("see", "0", topic.process),
        },
      ],
    ],
  };
}

function again({ process, group }: Topic) {
  return group
    ? { label: say("manifesto:group.topic"), press: press("group", "topic", process) }
    : { label: say("manifesto:topic.another"), press: press("topic", "start", process) };
}

function formFor(
  act: Act,
  contribution: Contribution,
  values: Values,
  preview?: { readonly seen: string; readonly screen: Screen; readonly language: Language },
  errors?: Form["errors"],
): Form {
  const topic = readTopic(contribution);
  const value = (name: string) => {
    const one = values[name];
    return typeof one === "string" ? one : undefined;
  };
  const fields: Field[] =
    act === "refuse"
      ? [
          {
            kind: "choice",
            name: "why",
            label: say("officials:manifesto.why"),
            options: refusals.map((one) => ({
              value: one,
              label: say(`officials:manifesto.refusal.${one}`),
            })),
            value: value("why"),
          },
          {
            kind: "text",
            long: true,
            name: "reason",
            label: say("officials:manifesto.reason"),
            hint: say("officials:manifesto.hint.reason"),
            max: 1000,
            value: value("reason"),
          },
        ]
      : topic.words === ""
        ? [
            {
              kind: "text",
              long: true,
              name: "words",
              label: say("officials:manifesto.words"),
              hint: say("officials:manifesto.hint.words"),
              max: 1000,
              value: value("words"),
            },
          ]
        : [];
  return {
    id: { instrument: NAME, form: act, ref: contribution.id, seen: preview?.seen },
    title: say(`officials:manifesto.act.${act}`),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [
      say(`officials:manifesto.intro_${act}`, { number: shownNumber(contribution.id) }),
      ...(topic.words ? [say("common:quote", { text: topic.words })] : []),
    ],
    fields,
    preview: preview && { screen: preview.screen, language: preview.language },
    errors,
  };
}
