import { type Role, roles } from "../../bot/core/model/staff.ts";
import type { TestOfficial, TestTown } from "./town.ts";

/** The officials of all test towns, and functions that give them roles. */

/** An official, without other roles. */
export const BO = "U0BOO";
/** An organiser, without other roles. */
export const OLA = "U0OLA";
/** The clerk of Waterkant, without other roles. */
export const CHRIS = "U0CHRIS";
/** The lead of the desk for public space; has no role. */
export const BRAM = "U0BRAM";
/** The first administrator. */
export const ANA = "U0ANA";
/** Somebody in the workspace without a role. */
export const NOBODY = "U0NOBODY";

/** Gives somebody exactly these roles, as if an administrator had, whatever she had before. */
export async function hasRoles(town: TestTown, member: string, list: readonly Role[]): Promise<TestOfficial> {
  const { version = 0 } = (await town.store.staff(member)) ?? {};
  await town.store.commit([{ put: { row: "staff", id: member, version: version + 1, roles: [...list] } }]);
  return town.official(member);
}

/** A small town: one person has all roles. */
export function withEveryRole(town: TestTown, member: string): Promise<TestOfficial> {
  return hasRoles(town, member, roles);
}

/** Ana, the first administrator, gives Bo and Ola their roles in Slack. */
export async function staffed(town: TestTown): Promise<{ bo: TestOfficial; ola: TestOfficial }> {
  const ana = town.official(ANA);
  for (const [member, role] of [
    [BO, "official"],
    [OLA, "organiser"],
  ] as const) {
    await ana.command("rollen");
    await ana.submit({ member, roles: [role] });
  }
  return { bo: town.official(BO), ola: town.official(OLA) };
}
