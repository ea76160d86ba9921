import { type Message, say } from "../model/message.ts";
import type { Municipality } from "../model/municipality.ts";
import { type Attempt, rolesFor } from "../model/official-acts.ts";
import type { Office, Role, Staff } from "../model/staff.ts";
import type { Context } from "../turn.ts";

/**
 * The roles that a member has: those given in the workspace, or else those in the municipality's configuration; plus,
 * always, those that only the configuration gives. Administrators named there are administrators and nothing more.
 */
export function rolesOf(
  member: string,
  { town, office, staff }: { readonly town: Municipality; readonly office: Office; readonly staff?: Staff },
): readonly Role[] {
  const given = staff?.id === member ? staff.roles : rolesInFile(member, town);
  const first: readonly Role[] = town.administrators.includes(member) ? ["admin"] : [];
  const clerk: readonly Role[] = office.clerk === member ? ["clerk"] : [];
  return [...new Set([...first, ...given, ...clerk])];
}

/** The roles somebody starts with; once she has been given roles in the workspace, those count. */
export function rolesInFile(member: string, town: Municipality): readonly Role[] {
  return [
    ...(town.organisers.includes(member) ? (["organiser"] as const) : []),
    ...(town.officials.includes(member) ? (["official"] as const) : []),
  ];
}

/** The role in which somebody may do it: the first of hers that the table row names. Undefined when she may not. */
export function roleFor(act: Attempt, member: string, context: Context): Role | undefined {
  const own = rolesOf(member, context);
  return rolesFor(act)?.find((role) => own.includes(role));
}

/** Why somebody may not do it, with whom she can ask; undefined when she may. */
export function refusedFor(act: Attempt, member: string, context: Context): Message | undefined {
  const row = rolesFor(act);
  if (!row || roleFor(act, member, context)) return undefined;
  const members = { members: { list: administratorsOf(context) } };
  if (rolesOf(member, context).length === 0) return say("officials:refused.role", members);
  if (row.includes("official")) return say("officials:refused.official", members);
  if (row.includes("admin") && row.includes("organiser")) return say("officials:refused.arrange", members);
  if (row.includes("organiser")) return say("officials:refused.organiser", members);
  return row.includes("clerk")
    ? say("officials:refused.clerk", members)
    : say("officials:refused.admin", members);
}

/**
 * The four-eyes principle: why somebody may not do what must be done by another person than the one who did `earlier`;
 * undefined when she is another. Nobody confirms what she handed over herself, or approves what she wrote herself.
 */
export function refusedAsSame(
  act: Attempt,
  member: string,
  earlier: readonly (string | undefined)[],
): Message | undefined {
  if (!earlier.includes(member)) return undefined;
  const members = [...new Set(earlier)].flatMap((one) => one ?? []);
  return say("officials:refused.another", {
    members: { list: members },
    roles: { list: (rolesFor(act) ?? []).map((role) => say(`officials:role.${role}`)) },
  });
}

/** All administrators, those of the municipality's configuration first. */
export function administratorsOf({ town, office }: Pick<Context, "town" | "office">): readonly string[] {
  return [...new Set([...town.administrators, ...office.admins])];
}
