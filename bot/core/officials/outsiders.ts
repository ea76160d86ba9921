import { needs } from "../decision.ts";
import { type Message, say } from "../model/message.ts";
import type { Context, Decision } from "../turn.ts";

/**
 * People in the workspace who do not work here: bots, guests, people from another workspace, and members who have left.
 * None of them acts as staff, whatever role she once had, and none can be given a role, duty or a desk.
 */

/** Why somebody may not act at all; undefined for a colleague, or when Slack could not be asked about her. */
export function refusedAsOutsider({ outsider }: Context): Message | undefined {
  return outsider ? say(`officials:refused.outsider.${outsider}`) : undefined;
}

/**
 * Whether all of these can be staff.
 * @returns what is wrong with the first who cannot, or what has to be looked up first
 */
export function allColleagues(
  members: readonly string[],
  { seen }: Pick<Context, "seen">,
): { readonly problem?: Message } | { readonly decision: Decision } {
  const unseen = members.filter((member) => seen.member[member] === undefined);
  if (unseen.length > 0)
    return { decision: needs(...unseen.map((member) => ({ see: "member" as const, member }))) };
  const bad = members.find((member) => seen.member[member] !== null);
  return bad === undefined
    ? {}
    : { problem: say(`officials:error.outsider.${seen.member[bad] ?? "unknown"}`, { member: bad }) };
}

/**
 * The same for a form in which members were chosen, each in its own field.
 * @param chosen a member's id by field; "" where nobody was chosen
 * @returns what is wrong, by field; or what has to be looked up first
 */
export function strangersIn(
  chosen: Readonly<Record<string, string>>,
  context: Pick<Context, "seen">,
): { readonly errors: Readonly<Record<string, Message>> } | { readonly decision: Decision } {
  const errors: Record<string, Message> = {};
  const all = Object.entries(chosen).filter(([, member]) => member !== "");
  const looked = allColleagues([...new Set(all.map(([, member]) => member))], context);
  if ("decision" in looked) return looked;
  for (const [field, member] of all) {
    const found = allColleagues([member], context);
    if ("problem" in found && found.problem) errors[field] = found.problem;
  }
  return { errors };
}
