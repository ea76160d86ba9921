import { describe, expect, test } from "vitest";
import { hasRoles } from "../../support/staff.ts";
import { createTestTown, type TestTown } from "../../support/town.ts";

/** Who gives roles, who is told, and what is recorded about it. */

async function gives(town: TestTown, by: string, member: string, roles: readonly string[]): Promise<void> {
  const official = town.official(by);
  await official.command("rollen");
  await official.submit({ member, roles });
}

const rolesNow = async (town: TestTown, member: string) => (await town.store.staff(member))?.roles;

describe("an organiser", () => {
  test("gives a colleague the roles of organiser and official", async () => {
    const town = createTestTown();
    await hasRoles(town, "U0OLA", ["organiser"]);
    await gives(town, "U0OLA", "U0BOO", ["official", "organiser"]);
    expect(await rolesNow(town, "U0BOO")).toEqual(["organiser", "official"]);
    expect(town.official("U0BOO").told).toEqual(["officials:roles.given"]);
    expect(town.official("U0ANA").told).toEqual(["officials:roles.told"]);
  });

  test.each(["clerk", "admin"])("makes nobody %s", async (role) => {
    const town = createTestTown();
    await hasRoles(town, "U0OLA", ["organiser"]);
    for (const member of ["U0BOO", "U0OLA"]) {
      await gives(town, "U0OLA", member, ["organiser", role]);
      expect(town.official("U0OLA").told.at(-1)).toBe("officials:refused.onlyAdminGives");
    }
    expect(await rolesNow(town, "U0BOO")).toBeUndefined();
    expect((await town.store.office())?.clerk).toBeUndefined();
  });

  test("takes the role of clerk from nobody, also when the file named her", async () => {
    const town = createTestTown();
    await hasRoles(town, "U0OLA", ["organiser"]);
    await gives(town, "U0OLA", "U0CHRIS", ["official"]);
    expect(town.official("U0OLA").told.at(-1)).toBe("officials:refused.onlyAdminGives");
  });

  test("gives herself nothing more, and can give something up", async () => {
    const town = createTestTown();
    await hasRoles(town, "U0OLA", ["organiser"]);
    await gives(town, "U0OLA", "U0OLA", ["organiser", "official"]);
    expect(town.official("U0OLA").told.at(-1)).toBe("officials:refused.ownRoles");
    await gives(town, "U0OLA", "U0OLA", []);
    expect(await rolesNow(town, "U0OLA")).toEqual([]);
  });
});

describe("an administrator", () => {
  test("gives herself a role in sight of the others: they hear, and it is written down", async () => {
    const town = createTestTown();
    await gives(town, "U0ANA", "U0EVA", ["admin"]);
    await gives(town, "U0EVA", "U0EVA", ["admin", "organiser"]);
    expect(await rolesNow(town, "U0EVA")).toEqual(["admin", "organiser"]);
    expect(town.official("U0ANA").told.at(-1)).toBe("officials:roles.told");
    expect(await town.store.history("OFFICE")).toMatchObject([
      { n: 1, event: "roles", official: "U0ANA", about: "U0EVA", from: "", to: "admin", actor: "organiser" },
      { n: 2, event: "roles", official: "U0EVA", about: "U0EVA", from: "admin", to: "admin, organiser" },
    ]);
  });

  test("who is the only one has her changes reported to the clerk", async () => {
    const town = createTestTown();
    await gives(town, "U0ANA", "U0ANA", ["admin", "organiser"]);
    expect(town.official("U0CHRIS").told).toEqual(["officials:roles.told"]);
  });

  test("does not make herself clerk, and appoints somebody else", async () => {
    const town = createTestTown();
    await gives(town, "U0ANA", "U0ANA", ["organiser", "official", "clerk"]);
    expect(town.official("U0ANA").told.at(-1)).toBe("officials:refused.ownClerk");
    await gives(town, "U0ANA", "U0EVA", ["clerk"]);
    expect(await town.store.office()).toMatchObject({ clerk: "U0EVA" });
    expect((await town.store.history("OFFICE")).map((one) => one.event)).toEqual(["roles", "clerk"]);
  });

  test("reads in Slack who changed what, and nobody else does", async () => {
    const town = createTestTown();
    const ana = town.official("U0ANA");
    await gives(town, "U0ANA", "U0BOO", ["official"]);
    await ana.command("koppel", { channel: "C0AFVAL", channelName: "afval" });
    await ana.submit({ which: "new", name: "Afvalteam", categories: ["waste"], default: "yes" });
    await ana.command("dienst");
    await ana.submit({ desk_afvalteam: ["U0BOO"] });
    await ana.command("logboek");
    const text = (ana.form?.intro ?? []).map((one) => town.render(one)).join("\n");
    expect(text).toContain("maandag 4 mei: U0ANA veranderde de rollen van U0BOO van geen in ambtenaar.");
    expect(text).toContain("veranderde wie bij team Afvalteam dienst heeft van geen in U0BOO.");
    expect(text).toContain("veranderde wat bij team Afvalteam komt van geen in waste.");
    await town.official("U0BOO").command("log");
    expect(town.official("U0BOO").told.at(-1)).toBe("officials:refused.admin");
  });

  test("of a fresh town is told on the start page which roles to give first", async () => {
    const town = createTestTown({
      ports: (ports) => ({ ...ports, town: { ...ports.town, organisers: [], officials: [] } }),
    });
    const ana = town.official("U0ANA");
    await ana.opensHome();
    expect(ana.home?.sections[0]?.heading.key).toBe("officials:home.fresh");
    await gives(town, "U0ANA", "U0OLA", ["organiser"]);
    await ana.opensHome();
    expect(ana.home?.sections[0]?.heading.key).toBe("officials:home.mine");
  });
});
