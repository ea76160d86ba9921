import { needs, whisper } from "../decision.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Localized, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import type { Decision } from "../turn.ts";
import { agreesAs, answered, isAbout } from "./consent.ts";
import { answeredBy } from "./consent-asking.ts";
import { tellsWhoAsked } from "./consent-fallen.ts";
import { type DecisionForm, opensDecision, sentDecision } from "./decision-form.ts";
import type { Sent } from "./filled.ts";
import type { AnyKind, Item, Standing, Values } from "./kind.ts";
import { memberActing } from "./may-take.ts";
import { rowOf } from "./rows.ts";
import type { Asked } from "./stage.ts";
import { needsOf } from "./take.ts";
import { isResidentId } from "./telling.ts";

/** Yes or no of a member of the workspace who has to agree. A no has a reason, which whoever asked reads. */

type Chose = Extract<OfficialInput, { type: "chose" }>;

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
  if (input.type === "chose" && input.press.step === "agree")
    return answeredBy(kind, answered(asked, acting.by, as, "yes"), item, standing);
  const no = (why: Localized | undefined) => answered(asked, acting.by, as, "no", why);
  const form = whyForm(kind, asked, standing.process, no);
  return input.type === "chose"
    ? opensDecision(form, {}, context)
    : sentDecision(form, input, context, ({ reason }) =>
        answeredBy(kind, no(reason as Localized), item, standing),
      );
}

/** What a resident reads who asked is previewed first. */
function whyForm(
  kind: AnyKind,
  { step, item, by }: Asked,
  process: Process,
  no: (why: Localized | undefined) => Asked,
): DecisionForm {
  const screen = ({ reason }: Values) => {
    const [told] = tellsWhoAsked(kind, no(reason as Localized | undefined), process);
    return told?.do === "notify" && told.notice.kind === "resident" ? told.notice.screen : undefined;
  };
  return {
    id: { instrument: kind.table.name, form: `${step}${AGAINST}`, ref: item ?? process.id },
    title: say("officials:process.agree.noTitle"),
    intro: [say("officials:process.agree.why", { what: say(`officials:${kind.table.name}.act.${step}`) })],
    asks: { reason: "words" },
    labels,
    screen: by !== undefined && isResidentId(by) ? screen : undefined,
  };
}
