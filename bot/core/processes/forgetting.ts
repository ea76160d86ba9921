import type { Decision } from "../turn.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { recorded } from "./record.ts";
import { isForResidents, rowOf } from "./rows.ts";
import type { Kept, Stage } from "./stage.ts";
import { isResidentId } from "./telling.ts";

/** What remains of a process when nothing may lead to a person any more, and of one that a resident leaves. */

/**
 * Its term is over: what residents filled in goes, and who was in the core group. Results, documents, answers and
 * promises stay.
 */
export function forgotten(kind: AnyKind, standing: Standing): Decision {
  const { state } = standing;
  const { group, facilitated, owner, ...rest } = state;
  const filled = Object.fromEntries(
    Object.entries(state.filled).map(([row, kept]) => {
      const step = rowOf(kind.table, row);
      return [row, step && isForResidents(step) ? { on: kept.on } : kept];
    }),
  );
  const next: Stage = {
    ...rest,
    filled,
    ...(group && { group: { code: "", members: [] } }),
    ...(facilitated && { facilitated: { code: "", workers: [] } }),
    ...(owner !== undefined && !isResidentId(owner) && { owner }),
    forgotten: true,
  };
  const changed = recorded(kind, standing, next, "forget", { actor: "clock" });
  return { processes: [changed.process], entries: [changed.entry], effects: [] };
}

/**
 * A resident has herself erased: her values, her name at them, her yes or no and her place in the group go; what she was
 * to do goes to the organiser.
 * @returns undefined when nothing in it is hers
 */
export function withoutResident(
  kind: AnyKind,
  { process, state }: Pick<Standing, "process" | "state">,
  resident: string,
): { readonly state: Stage; readonly tooSmall: boolean } | undefined {
  const hers = (one: Pick<Kept, "by">) => one.by === resident;
  const filled = Object.fromEntries(
    Object.entries(state.filled).map(([row, kept]) => [row, hers(kept) ? { on: kept.on } : kept]),
  );
  const others = <One extends { readonly by: string }>(list: readonly One[]) =>
    list.filter(({ by }) => by !== resident);
  const asked = (state.asked ?? [])
    .filter((one) => !hers(one))
    .map((one) => ({ ...one, yes: others(one.yes), no: others(one.no) }));
  const { group, facilitated } = state;
  const members = group?.members.filter((one) => one.resident !== resident) ?? [];
  const workers = facilitated?.workers.filter((one) => one.resident !== resident) ?? [];
  const next: Stage = {
    ...state,
    filled,
    ...(state.asked && { asked }),
    ...(group && { group: { ...group, members } }),
    ...(facilitated && { facilitated: { ...facilitated, workers } }),
    ...(state.owner === resident && { owner: process.organiser }),
  };
  if (JSON.stringify(next) === JSON.stringify(state)) return undefined;
  const least = kind.table.parts?.group?.least ?? 0;
  return { state: next, tooSmall: members.length < least && (group?.members.length ?? 0) >= least };
}
