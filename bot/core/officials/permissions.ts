import { type Message, say } from "../model/message.ts";
import type { Municipality } from "../model/municipality.ts";
import { type OfficialAct, rolesFor } from "../model/official-acts.ts";
import type { Office, Role, Staff } from "../model/staff.ts";
import type { Context } from "../turn.ts";

/**
 * The roles that a member has: what was given in the workspace, or else what the municipality's file says; and always
 * those that the file alone gives. The administrators of the file are administrators and nothing more.
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

/** With what roles somebody begins; once roles were given to her in the workspace, those count. */
export function rolesInFile(member: string, town: Municipality): readonly Role[] {
  return [
    ...(town.organisers.includes(member) ? (["organiser"] as const) : []),
    ...(town.officials.includes(member) ? (["official"] as const) : []),
  ];
}

/** In which of her roles somebody may do it: the first that its row names. Undefined when she may not. */
export function roleFor(act: OfficialAct, member: string, context: Context): Role | undefined {
  const own = rolesOf(member, context);
  return rolesFor(act)?.find((role) => own.includes(role));
}

/** Why somebody may not do it, with whom she can ask; nothing when she may. */
export function refusedFor(act: OfficialAct, member: string, context: Context): Message | undefined {
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
 * Two people see more than one: why somebody may not do what another person has to do after `earlier`; nothing when
 * she is another. Whoever handed something over does not confirm it, whoever wrote something does not approve it.
 */
export function refusedAsSame(
  act: OfficialAct,
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

/** Everybody who is an administrator, those of the municipality's file first. */
export function administratorsOf({ town, office }: Pick<Context, "town" | "office">): readonly string[] {
  return [...new Set([...town.administrators, ...office.admins])];
}
