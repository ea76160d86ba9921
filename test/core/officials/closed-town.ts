import { roles } from "../../../bot/core/model/staff.ts";
import { createTestTown, type TestOfficial, type TestTown } from "../../support/town.ts";

/** A town in which one desk is closed, and what people of it and of elsewhere read. */

export const SECRET = "Pannenkoekplant";

/** Youth and neighbourhood is closed; Lea leads it, Bo is an official of no desk, Eva has every role. */
export async function closedTown() {
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      town: {
        ...ports.town,
        desks: ports.town.desks.map((desk) =>
          desk.key === "youth_neighbourhood"
            ? { ...desk, closed: true, lead: "U0LEA", members: ["U0MIA"] }
            : desk,
        ),
      },
    }),
  });
  const staff = { U0LEA: ["official"], U0MIA: ["official"], U0BOO: ["official"], U0EVA: [...roles] } as const;
  for (const [id, list] of Object.entries(staff))
    await town.store.commit([{ put: { row: "staff", id, version: 1, roles: [...list] }, expect: "new" }]);
  const [eva, lea, bo] = [town.official("U0EVA"), town.official("U0LEA"), town.official("U0BOO")];
  return { town, eva, lea, bo };
}

/** All that this member can read at this moment: forms, lists, what was found and what was told. */
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
