import type { Role } from "./staff.ts";
import type { Context } from "./turn.ts";

/** What this member may do. The first administrators come from the configuration and may do everything. */
export function rolesOf(member: string, context: Context): readonly Role[] {
  if (context.town.administrators.includes(member)) return ["admin", "organiser", "official", "clerk"];
  const given = context.staff?.id === member ? context.staff.roles : [];
  return context.office.clerk === member && !given.includes("clerk") ? [...given, "clerk"] : given;
}

/** Whether this member may do what any of these roles may. */
export function mayAct(member: string, allowed: readonly Role[], context: Context): boolean {
  return rolesOf(member, context).some((role) => role === "admin" || allowed.includes(role));
}
