import { needs, whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Form } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Localized, say } from "../model/message.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import { inEveryLanguage } from "../officials/previews.ts";
import { remarksOn } from "../officials/remarks.ts";
import type { Decision } from "../turn.ts";
import { agreesAs, answered, isAbout } from "./consent.ts";
import { answeredBy } from "./consent-asking.ts";
import { tellsWhoAsked } from "./consent-fallen.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import { memberActing } from "./may-take.ts";
import { fieldsOf } from "./row-form.ts";
import { readFields } from "./row-values.ts";
import { rowOf } from "./rows.ts";
import type { Asked } from "./stage.ts";
import { needsOf } from "./take.ts";
import { isResidentId } from "./telling.ts";

/** Yes or no of a member of the workspace who has to agree. A no has a reason, which whoever asked reads. */

type Chose = Extract<OfficialInput, { type: "chose" }>;
type Sent = Extract<OfficialInput, { type: "submitted" }>;

const AGAINST = ":against";
const base = "process";
const labels = { fields: `officials:${base}.field.against`, choices: `officials:${base}.choice` };

/** The row that a form of this name says no to; undefined when it is another form. */
export function refusesIn(form: string): string | undefined {
  return form.endsWith(AGAINST) ? form.slice(0, -AGAINST.length) : undefined;
}

export function saidByMember(
  kind: AnyKind,
  input: Chose | Sent,
  { standing, item }: { readonly standing: Standing; readonly item?: Item },
): Decision {
  const { context } = standing;
  const [pressed = "", number] = input.type === "chose" ? input.press.option.split(":") : [];
  const name = input.type === "chose" ? pressed : (refusesIn(input.form.form) ?? "");
  const about = input.type === "chose" ? number : item?.row.id;
  const asked = standing.state.asked?.find((one) =>
    isAbout(one, { step: name, ...(about && { item: about }) }),
  );
  const step = rowOf(kind.table, name);
  if (!asked || !step) return whisper(say("officials:process.agree.gone"));
  const unseen = needsOf(kind, { name, step }, standing);
  if (unseen.length > 0) return needs(...unseen);
  const acting = memberActing(input, standing);
  const closed = refusedAsClosed(acting.by, item?.row ?? standing.process, context);
  if (closed) return whisper(closed);
  const as = agreesAs(step, asked, standing, { ...acting, item });
  if (!as) return whisper(say("officials:process.agree.another"));
  if (input.type === "chose")
    return input.press.step === "agree"
      ? answeredBy(kind, answered(asked, acting.by, as, "yes"), item, standing)
      : { effects: [{ do: "open", form: whyForm(kind, asked, standing, {}) }] };
  const { filled, errors } = readFields({ reason: "words" }, input.values, context);
  const again = (more: Parameters<typeof whyForm>[4]): Decision => ({
    effects: [{ do: "open", form: whyForm(kind, asked, standing, input.values, more) }],
  });
  if (Object.keys(errors).length > 0) return again({ errors });
  const why = filled.reason as Localized;
  const seen = fingerprint(JSON.stringify(why));
  const said = answered(asked, acting.by, as, "no", why);
  // What a resident reads is previewed first.
  return asked.by !== undefined && isResidentId(asked.by) && seen !== input.form.seen
    ? again({ seen, said, why })
    : answeredBy(kind, said, item, standing);
}

function whyForm(
  kind: AnyKind,
  { step, item }: Asked,
  { process, context }: Standing,
  values: Sent["values"],
  {
    errors,
    seen,
    said,
    why,
  }: {
    readonly errors?: Form["errors"];
    readonly seen?: string;
    readonly said?: Asked;
    readonly why?: Localized;
  } = {},
): Form {
  const [told] = said ? tellsWhoAsked(kind, said, process) : [];
  const screen = told?.do === "notify" && told.notice.kind === "resident" ? told.notice.screen : undefined;
  const what = say(`officials:${kind.table.name}.act.${step}`);
  return {
    id: {
      instrument: kind.table.name,
      form: `${step}${AGAINST}`,
      ref: item ?? process.id,
      ...(seen !== undefined && { seen }),
    },
    title: say("officials:process.agree.noTitle"),
    submit: say("officials:send"),
    intro: [say("officials:process.agree.why", { what })],
    fields: fieldsOf({ reason: "words" }, labels, values, context),
    ...(screen && {
      preview: {
        ...inEveryLanguage(() => screen, context.town),
        ...(why && { advice: remarksOn(why) }),
      },
    }),
    ...(errors && { errors }),
  };
}
