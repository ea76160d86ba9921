import type { Ports } from "../../bot/ports/ports.ts";
import { BO, hasRoles, withEveryRole } from "../support/staff.ts";
import { createTestTown, type TestTown } from "../support/town.ts";

/** A town in which the desk for public space gets another channel, and what can be read in the old one. */

/** A word in everything residents say. */
export const SECRET = "Pannenkoekplant";
export const OLD = "#openbare-ruimte";
/** Slack's id of that channel: the municipality's file knows its name. */
export const OLD_ID = "C0OLD";
export const NEW = "C0NEW";
export const DESK = "public_space";

/** As in Slack: posting in a channel by its name returns its id. */
function withIds(ports: Ports): Ports {
  return {
    ...ports,
    workplace: {
      ...ports.workplace,
      postCard: async (room, ...given) => {
        const at = await ports.workplace.postCard(room, ...given);
        return { ...at, channel: room === OLD ? OLD_ID : at.channel };
      },
    },
  };
}

/** Eva has every role; Bo is an official. */
export async function movingTown(ports: (ports: Ports) => Ports = (same) => same) {
  const town = createTestTown({ ports: (plain) => ports(withIds(plain)) });
  await hasStaff(town);
  return { town, eva: town.official("U0EVA"), bo: town.official("U0BOO") };
}

export async function hasStaff(town: TestTown): Promise<void> {
  await withEveryRole(town, "U0EVA");
  await hasRoles(town, BO, ["official"]);
}

/** Eva gives the desk its new channel. */
export async function bindsAnew(town: TestTown, channel = NEW): Promise<void> {
  const eva = town.official("U0EVA");
  await eva.command("koppel", { channel, channelKind: "private" });
  await eva.submit({ which: DESK, default: "no" });
}

/** Sam reports something with a photo, is asked what he means, and answers. @returns its number */
export async function tellsAll(town: TestTown, name = "sam"): Promise<string> {
  const sam = await town.resident(name).joins();
  await sam.says(`De ${SECRET} is stuk`);
  await sam.says(`bij de ${SECRET}`);
  await sam.photo();
  for (const label of ["Klaar", "Afval", "Verstuur"]) await sam.presses(label);
  const id = sam.lastHeard.about ?? "";
  await town.official("U0BOO").acts(id, "ask", { question: "Welke bedoel je?" });
  await sam.says(`De grote ${SECRET}`);
  return id;
}

/** What can currently be read of cards and threads in all channels but this one. */
export function readElsewhere(town: TestTown, channel = NEW): string {
  return JSON.stringify(town.posted.filter((one) => one.channel !== channel));
}
