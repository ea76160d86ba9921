import { needs, nothing, seen, whisper } from "../../../core/decision.ts";
import type { OfficialSide } from "../../../core/instrument.ts";
import type { Form } from "../../../core/model/card.ts";
import { isOf, numberFromCause } from "../../../core/model/contribution.ts";
import { linkAddress } from "../../../core/model/deep-link.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { actNamed } from "../../../core/model/official-acts.ts";
import { writePaperLink } from "../../../core/model/paper-code.ts";
import { refusedAsClosed } from "../../../core/officials/desk-membership.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { canHappen } from "./lifecycle.ts";
import { changed, written } from "./record.ts";
import { workerShown } from "./shown-side.ts";
import { linkNameOf, linkUntil, NAME, type OfWorker, readWorker, type Worker } from "./state.ts";

/** Organisers let youth workers in by name, each with a link of her own, and take them out. */
export const workerOfficial = {
  ...workerShown,
  commands: { jongerenwerker: () => opensForm({}) },
  act: (input: OfficialInput) => {
    switch (input.type) {
      case "commanded":
      case "submitted":
        return "worker.admit";
      case "chose":
        return actNamed(NAME, input.press.option);
      default:
        return undefined;
    }
  },
  official,
  stands: (contribution: OfWorker) => say(`officials:worker.at.${readWorker(contribution).at}`),
} satisfies OfficialSide;

/** Characters of a name. */
const LONGEST = 80;

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

function opensForm(values: Values, errors?: Form["errors"]): Decision {
  const field = (name: "name" | "organisation") => ({
    kind: "text" as const,
    name,
    label: say(`officials:worker.field.${name}`),
    max: LONGEST,
    value: textIn(values, name) || undefined,
  });
  return {
    effects: [
      {
        do: "open",
        form: {
          id: { instrument: NAME, form: "admit" },
          title: say("officials:worker.form"),
          submit: say("officials:worker.admit"),
          intro: [say("officials:worker.intro")],
          fields: [field("name"), field("organisation")],
          ...(errors && { errors }),
        },
      },
    ],
  };
}

function official(input: OfficialInput, context: Context): Decision {
  if (input.type === "submitted") return admitted(input, context);
  if (input.type !== "chose") return nothing;
  const { found, ask } = seen(context, input.press.ref ?? "");
  if (ask) return ask;
  if (!isOf(found, NAME)) return whisper(say("officials:refused.gone"));
  const closed = refusedAsClosed(input.official, found, context);
  if (closed) return whisper(closed);
  const worker = readWorker(found);
  const event = input.press.option === "renew" ? "renew" : "revoke";
  if (!canHappen(event, worker.at)) return whisper(say("officials:refused.old"));
  if (event === "renew") {
    const more = { link: worker.link + 1, linkedOn: context.now };
    return linked(changed(found, event, input.official, context, more), context);
  }
  const out = changed(found, event, input.official, context);
  const tells: Effect[] =
    found.by === undefined
      ? []
      : [
          {
            do: "notify",
            notice: { kind: "resident", resident: found.by, screen: { lines: [say("issue:worker.out")] } },
          },
        ];
  return {
    contributions: [out.contribution],
    entries: [out.entry],
    effects: [...tells, { do: "notify", notice: { kind: "card", contribution: found.id } }],
  };
}

function admitted(input: Extract<OfficialInput, { type: "submitted" }>, context: Context): Decision {
  const { values, official } = input;
  const name = textIn(values, "name");
  const organisation = textIn(values, "organisation");
  const required = say("officials:error.required");
  const errors: Record<string, Message> = {
    ...(name === "" && { name: required }),
    ...(organisation === "" && { organisation: required }),
  };
  if (Object.keys(errors).length > 0) return opensForm(values, errors);
  // The same form handed in twice lets in one person.
  const id = numberFromCause(`${input.id}#${official}`);
  const known = context.seen.contribution[id];
  if (known === undefined) return needs({ see: "contribution", id });
  if (known) return known.handled.includes(input.id) ? nothing : whisper(say("officials:refused.old"));
  const { now, office } = context;
  const worker: Worker = { at: "invited", name, organisation, admittedBy: official, link: 1, linkedOn: now };
  const blank: OfWorker = {
    row: "contribution",
    id,
    instrument: NAME,
    version: 0,
    desk: office.defaultDesk,
    open: false,
    state: worker,
    handled: [],
    created: now,
    changed: now,
    entries: 0,
  };
  const begins = { event: "invite", actor: "organiser" as const, official, from: undefined };
  return linked(written(blank, worker, begins, context), context);
}

/** Whoever asked reads her link, which is kept nowhere, and hands it over. */
function linked(next: ReturnType<typeof written>, context: Context): Decision {
  const worker = readWorker(next.contribution);
  const { id } = next.contribution;
  const [code = ""] = context.codesOf?.(linkNameOf(next.contribution)) ?? [];
  const link = writePaperLink("worker", { id, code });
  return {
    contributions: [next.contribution],
    entries: [next.entry],
    effects: [
      {
        do: "whisper",
        message: say("officials:worker.link", {
          name: worker.name,
          link: linkAddress(context.town, link) ?? `/start ${link}`,
          day: { moment: linkUntil(worker) },
        }),
      },
      { do: "notify", notice: { kind: "card", contribution: id } },
    ],
  };
}
