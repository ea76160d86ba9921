import type { Actor } from "../../../core/model/contribution.ts";
import { roleFor } from "../../../core/officials/permissions.ts";
import type { Context } from "../../../core/turn.ts";

/** How the history names whoever serves somebody at a desk: an administrator serves like any colleague. */
export function atCounter(
  act: "issue.raise" | "issue.lookUp",
  official: string,
  context: Context,
): { readonly actor: Actor; readonly official: string } {
  const role = roleFor(act, official, context);
  return { actor: role === undefined || role === "admin" ? "official" : role, official };
}
