import type { Ports } from "../../../bot/ports/ports.ts";
import { BO, hasRoles, withEveryRole } from "../../support/staff.ts";
import { createTestTown, type TestOfficial, type TestTown } from "../../support/town.ts";

/** A town in which one desk is closed, and what its members and others read. */

export const SECRET = "Pannenkoekplant";

/** Youth and neighbourhood is a closed desk: Lea leads it, and these are its other members. */
export function youthClosed(members: readonly string[]): (ports: Ports) => Ports {
  return (ports) => ({
    ...ports,
    town: {
      ...ports.town,
      desks: ports.town.desks.map((desk) =>
        desk.key === "youth_neighbourhood"
          ? { ...desk, closed: true, lead: "U0LEA", members: [...members] }
          : desk,
      ),
    },
  });
}

/** Youth and neighbourhood is closed; Lea leads it, Bo is an official of no desk, Eva has every role. */
export async function closedTown() {
  const town = createTestTown({
    ports: youthClosed(["U0MIA"]),
  });
  const eva = await withEveryRole(town, "U0EVA");
  const lea = await hasRoles(town, "U0LEA", ["official"]);
  const bo = await hasRoles(town, BO, ["official"]);
  await hasRoles(town, "U0MIA", ["official"]);
  return { town, eva, lea, bo };
}

/** Everything this member can read at this moment: forms, lists, search results and what she was told. */
export function read(town: TestTown, official: TestOfficial): string {
  const told = town.told.filter(({ member }) => member === official.member).map(({ message }) => message);
  return JSON.stringify([official.form, official.home, official.found, told]);
}

/** Somebody tells the closed desk something. @returns its number */
export async function tellsYouth(town: TestTown, who = "sam"): Promise<string> {
  const sam = await town.resident(who).joins();
  await sam.says(`${SECRET} gestolen`);
  for (const label of ["Sla over", "Geen foto", "Meer", "Voor jongeren", "Verstuur"])
    await (label === "Sla over" ? sam.says(label) : sam.presses(label));
  return sam.lastHeard.about ?? "";
}
