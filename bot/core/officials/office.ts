import type { Municipality } from "../model/municipality.ts";
import type { Desk, Office } from "../model/staff.ts";

/** How officials are arranged: the desks, and which of them gets what. */

/** The office before anybody has arranged anything: as configured. */
export function startOffice(town: Municipality): Office {
  return {
    row: "office",
    version: 0,
    desks: town.desks.map(({ key, ...desk }) => ({ ...desk, id: key, onDuty: [] })),
    rules: town.routing.map((one) => ({ ...one })),
    defaultDesk: town.defaultDesk,
    clerk: town.clerk,
    admins: [],
  };
}

/** The desk of the first rule that matches; the default desk when none does. */
export function deskFor(category: string, neighbourhood: string | undefined, office: Office): string {
  const rule = office.rules.find(
    (one) =>
      (one.categories.length === 0 || one.categories.includes(category)) &&
      (one.neighbourhoods.length === 0 ||
        (neighbourhood !== undefined && one.neighbourhoods.includes(neighbourhood))),
  );
  const known = rule && office.desks.some((one) => one.id === rule.desk);
  return known ? rule.desk : office.defaultDesk;
}

/** The channel being bound. The configuration refers to channels by name, the workplace by id. */
export interface Room {
  readonly id: string;
  readonly name?: string;
  readonly kind?: "private" | "direct" | "group";
}

/** The desk whose channel this is. */
export function deskAt(channel: Room, office: Office): Desk | undefined {
  return office.desks.find(
    (one) => one.channel === channel.id || (channel.name !== undefined && one.channel === `#${channel.name}`),
  );
}

/** Letters that do not decompose into a plain one and a diacritic. */
const plainLetters: Readonly<Record<string, string>> = {
  ı: "i",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** Characters. The longest key of a desk in the municipality's configuration. */
const LONGEST_KEY = 20;

/**
 * The key of a new desk, from its name: “Jeugd & Gezin” becomes `jeugd_gezin`. It stays the same when the desk gets
 * another name or channel, and is unique. A name in another script gives `desk`.
 */
export function deskKey(name: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]/g, (letter) => plainLetters[letter] ?? "_")
    .replace(/_+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "");
  const key = plain.slice(0, LONGEST_KEY).replace(/_+$/, "") || "desk";
  if (!taken.includes(key)) return key;
  for (let n = 2; ; n++) {
    const other = `${key.slice(0, LONGEST_KEY - String(n).length - 1)}_${n}`;
    if (!taken.includes(other)) return other;
  }
}
