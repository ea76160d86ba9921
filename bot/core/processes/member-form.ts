import type { Form } from "../model/card.ts";
import { say } from "../model/message.ts";
import type { Need } from "../needs.ts";
import { inEveryLanguage } from "../officials/previews.ts";
import type { ReadValues, Submitted } from "./filled.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import type { Asks } from "./lifecycle.ts";
import { fieldsOf } from "./row-form.ts";
import { askedOf, isPreviewed, previewOf } from "./row-preview.ts";
import { readFields } from "./row-values.ts";
import { isShared, some } from "./rows.ts";

/** The form of a row for members of the workspace, with what residents will read once it was filled in. */

interface Subject {
  readonly standing: Standing;
  readonly item?: Item;
}

/** What a form shows beside what was filled in. */
export interface Shown {
  readonly seen?: string;
  readonly filled?: Values;
  readonly errors?: Form["errors"];
}

/** Whether there is anything to fill in, to read or to confirm before it is taken. */
export function hasForm(kind: AnyKind, row: Row, standing: Standing): boolean {
  const { says, own } = kind.forms?.[row.name] ?? {};
  const asks = Object.keys(askedOf(kind, row, standing)).length > 0;
  return asks || isPreviewed(kind, row) || says !== undefined || own !== undefined;
}

/** As her button opens it. */
export function freshForm(kind: AnyKind, row: Row, subject: Subject): Form {
  const starts = kind.forms?.[row.name]?.starts;
  return rowForm(kind, row, subject, starts?.(subject.standing) ?? {}, {});
}

export function rowForm(
  kind: AnyKind,
  row: Row,
  { standing, item }: Subject,
  values: Submitted,
  { seen, filled, errors }: Shown,
): Form {
  const { context, process } = standing;
  const base = `officials:${isShared(kind, row) ? "process" : kind.table.name}`;
  const form = kind.forms?.[row.name];
  const labels = {
    fields: `${base}.field.${row.name}`,
    choices: `${base}.choice`,
    hints: form?.hints,
    // A step that is left out is called as its button is.
    ...(row.name === "skip" && isShared(kind, row) && { steps: `officials:${kind.table.name}.act` }),
  };
  const asks = askedOf(kind, row, standing);
  const shown = form?.shows && inEveryLanguage(() => form.shows?.(standing) ?? { lines: [] }, context.town);
  const preview = shown ?? (filled && previewOf(kind, row, standing, filled, item));
  const asked = Object.keys(asks).length > 0;
  const about = form?.says?.(standing) ?? (asked ? [say(`${base}.about.${row.name}`)] : []);
  const sees = isPreviewed(kind, row);
  const sends = form?.preview === undefined && (asked || sees);
  const waits = some(row.step.agreed).length > 0 ? [say("officials:process.agree.first")] : [];
  const version = seen ?? form?.about?.(standing);
  // What sends nothing is confirmed by its own name.
  const last = form?.submit ?? (sends ? "officials:send" : `${base}.act.${row.name}`);
  return {
    id: {
      instrument: kind.table.name,
      form: row.name,
      ref: item?.row.id ?? process.id,
      ...(version !== undefined && { seen: version }),
    },
    title: say(`${base}.act.${row.name}`),
    submit: say(sees && !preview ? "officials:see" : last),
    intro: [...about, ...waits],
    fields: form?.own?.fields(standing, values) ?? fieldsOf(asks, labels, values, context),
    ...(preview && { preview }),
    ...(errors && { errors }),
  };
}

/** What was filled in, and what is wrong with it. `asks`: the fields of the kernel among them. */
export function readForm(
  kind: AnyKind,
  row: Row,
  standing: Standing,
  values: Submitted,
): (ReadValues & { readonly asks: Asks }) | { readonly needs: readonly Need[] } {
  const own = kind.forms?.[row.name]?.own;
  const asks = own ? {} : askedOf(kind, row, standing);
  const read = own?.read(standing, values) ?? readFields(asks, values, standing.context);
  return "needs" in read ? read : { ...read, asks };
}
