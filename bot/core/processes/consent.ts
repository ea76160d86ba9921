import type { Localized } from "../model/message.ts";
import type { Role } from "../model/staff.ts";
import { changedSinceApproved } from "./four-eyes.ts";
import type { Item, Row, Standing, Values } from "./kind.ts";
import type { Consent, Step } from "./lifecycle.ts";
import { some } from "./rows.ts";
import type { Asked, Stage } from "./stage.ts";

/**
 * Rows that count when others have said yes too: most of the core group, a colleague, the clerk, an author. Whoever takes
 * the row never says that yes.
 */

/** Of a group, at least so many have to have answered when the others are not waited for any longer (our limit). */
const LEAST = 3;

/** Puts a row before those who have to agree. Their answer to an earlier question about it is void. */
export function asking(
  state: Stage,
  { row, filled, by, item }: { row: Row; filled: Values; by: string; item?: Item | undefined },
  { now }: Standing["context"],
): Stage {
  const asked: Asked = {
    step: row.name,
    ...(item && { item: item.row.id }),
    by,
    on: now,
    values: { ...filled },
    yes: [],
    no: [],
  };
  return {
    ...state,
    asked: [...(state.asked ?? []).filter((one) => !isAbout(one, asked)), asked],
    active: now,
  };
}

/** Whether it is the same row of the same item. */
export function isAbout(one: Pick<Asked, "step" | "item">, other: Pick<Asked, "step" | "item">): boolean {
  return one.step === other.step && one.item === other.item;
}

/** What somebody can agree as: the consents that a row needs and that fit her. */
export function agreesAs(
  step: Step,
  asked: Pick<Asked, "by">,
  standing: Pick<Standing, "process" | "state">,
  who: { readonly by: string; readonly roles?: readonly Role[]; readonly item?: Item | undefined },
): Consent | undefined {
  if (who.by === asked.by) return undefined;
  const { state } = standing;
  return some(step.agreed).find((consent) => {
    switch (consent) {
      case "group":
        return state.group?.members.some(({ resident }) => resident === who.by) ?? false;
      case "author":
        return who.item?.row.by === who.by;
      case "owner":
        return state.owner === who.by;
      case "colleague":
        return (
          (who.roles?.some((role) => role !== "admin") ?? false) &&
          !changedSinceApproved(standing).has(who.by)
        );
      default:
        return who.roles?.includes(consent) ?? false;
    }
  });
}

/** With her yes or no; a second one replaces the first. */
export function answered(
  asked: Asked,
  by: string,
  as: Consent,
  says: "yes" | "no",
  why?: Localized | undefined,
): Asked {
  const others = <One extends { readonly by: string }>(list: readonly One[]) =>
    list.filter((one) => one.by !== by);
  return {
    ...asked,
    yes: [...others(asked.yes), ...(says === "yes" ? [{ by, as }] : [])],
    no: [...others(asked.no), ...(says === "no" ? [{ by, as, ...(why && { why }) }] : [])],
  };
}

/**
 * Whether it is decided: everybody who has to has said yes, somebody has said no, or it still waits.
 * @param last nobody is waited for any longer: of a group, those who answered decide
 */
export function decision(
  step: Step,
  asked: Asked,
  standing: Pick<Standing, "state">,
  last: boolean,
): "yes" | "no" | "waits" {
  const each = some(step.agreed).map((consent) => one(consent, asked, standing, last));
  if (each.includes("no")) return "no";
  return each.every((found) => found === "yes") ? "yes" : "waits";
}

function one(
  consent: Consent,
  { yes, no, by }: Asked,
  { state }: Pick<Standing, "state">,
  last: boolean,
): "yes" | "no" | "waits" {
  const said = (list: Asked["yes"]) => list.filter(({ as }) => as === consent).length;
  const [agreed, against] = [said(yes), said(no)];
  if (consent !== "group") return agreed > 0 ? "yes" : against > 0 ? "no" : "waits";
  const members = state.group?.members ?? [];
  // Everybody has left: nobody is there to ask, and whoever else has to agree decides.
  if (members.length === 0) return "yes";
  // Whoever asks among them is for it.
  const asks = members.some(({ resident }) => resident === by) ? 1 : 0;
  if ((agreed + asks) * 2 > members.length) return "yes";
  if (against * 2 >= members.length && against > 0) return "no";
  if (!last) return "waits";
  const enough = agreed + asks + against >= Math.min(LEAST, members.length);
  return enough && agreed + asks > against ? "yes" : "no";
}
