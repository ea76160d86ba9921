import { afterEvent, type Broadcast, isTooSmall } from "../broadcasts/broadcast.ts";
import { newsScreen } from "../broadcasts/broadcast-screen.ts";
import { canBePaid } from "../broadcasts/pace.ts";
import { after, MINUTE } from "../calendar/time.ts";
import { needs, nothing, whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Field, Form } from "../model/card.ts";
import { upTo } from "../model/characters.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { readNewsPreview, writeNewsPreview } from "./form-refs.ts";
import { textsIn } from "./localized-fields.ts";
import { inEveryLanguage } from "./previews.ts";

/** News from an organiser to everybody who allows it: written, previewed, counted, sent, and stopped if necessary. */

/** Characters. Telegram allows 4,096 in one message; the sentences around the news need some of them. */
const LONGEST = 2500;
/** Milliseconds. If the audience has not been counted by then, the clock hands it over again (our limit). */
const COUNTED_BY = 15 * MINUTE;

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

export function newsCommand(
  input: Extract<OfficialInput, { type: "commanded" }>,
  context: Context,
): Decision {
  if (!input.channel) return whisper(say("officials:news.noChannel"));
  return { effects: [{ do: "open", form: newsForm(input.channel, context, {}) }] };
}

export function newsSubmitted(input: Submitted, context: Context): Decision {
  const channel = input.form.ref ?? "";
  const { values } = input;
  const [own = "nl"] = context.town.languages;
  const texts = textsIn("text", values, context.town.languages);
  if (texts[own] === undefined) {
    const errors = { [`text_${own}`]: say("officials:error.required") };
    return { effects: [{ do: "open", form: newsForm(channel, context, values, undefined, errors) }] };
  }
  const neighbourhoods = chosen(values, context);
  // Only what was previewed is sent: after any change it is shown again first.
  const print = fingerprint(JSON.stringify([texts, neighbourhoods]));
  const shown = readNewsPreview(input.form.seen ?? "");
  if (shown.print !== print) {
    const seen = writeNewsPreview({ print, moment: context.now.replaceAll(/\D/g, "") });
    return { effects: [{ do: "open", form: newsForm(channel, context, values, { seen, texts }) }] };
  }
  // Taken from the moment of the preview, so that ids sort by age and a repeated form gives the same id.
  const id = `B${upTo(shown.moment, 17)}-${fingerprint(`${input.id}#${input.official}`)}`;
  const known = context.seen.broadcast[id];
  if (known === undefined) return needs({ see: "broadcast", id });
  // Slack repeats what got no reply: it was created the first time.
  if (known) return nothing;
  const broadcast: Broadcast = {
    row: "broadcast",
    id,
    version: 0,
    created: context.now,
    author: input.official,
    texts,
    neighbourhoods,
    channel,
    status: { at: "counting" },
    wakeAt: after(context.now, COUNTED_BY),
  };
  return { broadcasts: [broadcast], effects: [] };
}

/** Handles the buttons on the card: send, discard, stop, or retry what was set aside. */
export function newsPressed(input: Extract<OfficialInput, { type: "chose" }>, context: Context): Decision {
  const id = input.press.ref ?? "";
  const found = context.seen.broadcast[id];
  if (found === undefined) return needs({ see: "broadcast", id });
  if (!found) return whisper(say("officials:news.gone"));
  const { option } = input.press;
  // Nobody is invited to something that is over.
  if ((option === "send" || option === "sendPaid") && found.invites && found.invites.until <= context.now)
    return whisper(say("officials:process.over"));
  const event = eventOf(option, input.official);
  if (!event) return whisper(say("officials:refused.old"));
  if (event.type === "send" && isTooSmall(found, context.town))
    return whisper(say("officials:process.tooSmall", { least: context.town.leastInvited }));
  // The town no longer pays for it since the card was shown.
  if (event.paid && found.status.at === "ready" && !canBePaid(found, context.town))
    return whisper(say("officials:news.notPaid"));
  const next = afterEvent(found, event, context.now, context.town);
  if (!next) return whisper(say(`officials:news.already.${found.status.at}`));
  const turn: Turn = {
    broadcasts: [next],
    effects: [{ do: "notify", notice: { kind: "broadcast", broadcast: id } }],
  };
  return turn;
}

/** What a button on the card makes happen; undefined for one that there is no longer. */
function eventOf(option: string, by: string) {
  switch (option) {
    case "send":
      return { type: option, by, paid: undefined } as const;
    case "sendPaid":
      return { type: "send", by, paid: true } as const;
    case "discard":
    case "stop":
    case "again":
      return { type: option, by, paid: undefined } as const;
    default:
      return undefined;
  }
}

function chosen(values: Values, { town }: Context): string[] {
  const picked = values.neighbourhoods ?? [];
  return town.neighbourhoods.map((one) => one.key).filter((key) => picked.includes(key));
}

function newsForm(
  channel: string,
  context: Context,
  values: Values,
  preview?: { readonly seen: string; readonly texts: Broadcast["texts"] },
  errors?: Form["errors"],
): Form {
  const { town } = context;
  const [own = "nl"] = town.languages;
  const texts = town.languages.map((language): Field => {
    const name = `text_${language}`;
    const value = values[name];
    return {
      kind: "text",
      long: true,
      name,
      label: say("officials:news.text", { language: say(`common:language.${language}`) }),
      hint: say(language === own ? "officials:news.textHint" : "officials:news.otherHint"),
      optional: language !== own,
      max: LONGEST,
      value: typeof value === "string" ? value : undefined,
    };
  });
  return {
    id: { instrument: "core", form: "news", ref: channel, seen: preview?.seen },
    title: say("officials:news.title"),
    submit: say(preview ? "officials:news.count" : "officials:see"),
    intro: [say("officials:news.intro")],
    fields: [
      ...texts,
      {
        kind: "choices",
        name: "neighbourhoods",
        label: say("officials:news.where"),
        hint: say("officials:news.whereHint"),
        optional: true,
        options: town.neighbourhoods.map((one) => ({
          value: one.key,
          label: say("common:as_is", { text: one.name }),
        })),
        value: chosen(values, context),
      },
    ],
    preview: preview && inEveryLanguage((language) => newsScreen(preview.texts, language, town), town),
    errors,
  };
}
