import type { Decision } from "../turn.ts";
import { tellsEdits } from "./gathered-edits.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { recorded, showCard } from "./record.ts";

/** Tells everybody who takes part how the card changed, when it is time, or when it is about to end. */
export function editsDue(kind: AnyKind, standing: Standing): Decision | undefined {
  const { process, state, context } = standing;
  const isTime = process.edited && (state.closing !== undefined || process.edited.tellAt <= context.now);
  const told = isTime ? tellsEdits(standing) : undefined;
  if (!told) return undefined;
  const changed = recorded(kind, { process: told.process, context }, state, "editsTold", { actor: "clock" });
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [told.broadcast],
    effects: [showCard(process)],
  };
}
