import { expect } from "vitest";
import type { Broadcast } from "../../../../bot/core/broadcasts/broadcast.ts";
import type { AnyKind } from "../../../../bot/core/processes/kind.ts";
import type { Audience } from "../../../../bot/core/processes/lifecycle.ts";
import { skippable } from "../../../../bot/core/processes/row-preview.ts";
import { isShared, some } from "../../../../bot/core/processes/rows.ts";
import type { Stage } from "../../../../bot/core/processes/stage.ts";
import { CHRIS } from "../../../support/staff.ts";
import type { Arrow } from "./map.ts";
import type { Village } from "./people.ts";
import { standingIn } from "./robot.ts";

/** What has to be so once a row was taken: a line in the history, the state it leads to, and everybody heard, once. */

/** Without members, a desk's administrators hear. */
const ADMIN = "U0ANA";

/** Which broadcast reaches this audience; undefined when it hears in another way. */
const broadcastsTo: Partial<Record<Audience, (one: Broadcast) => boolean>> = {
  participants: (one) => one.process !== undefined && !one.helpers && !one.besides,
  notDrawn: (one) => one.besides !== undefined,
  helpers: (one) => one.helpers === true,
  invited: (one) => one.invites !== undefined && !one.invites.reminds,
  unfinished: (one) => one.invites?.reminds === true,
};

/** Looks before a row is taken. @returns what is checked afterwards */
export function checksRow(village: Village, kind: AnyKind, process: string, arrow: Arrow): () => void {
  const { ledger, town } = village;
  const { row, step } = arrow;
  const before = village.stage(process);
  const { organiser } = village.process(process);
  // Whoever would have heard of what is left out hears that it is.
  const [out = ""] = row === "skip" ? skippable(kind, standingIn(village, process)) : [];
  const skipped = some(kind.table.steps[out]?.tells);
  const [entries, told] = [ledger.entries.length, town.told.length];
  const sent = new Set(ledger.broadcasts.keys());
  const noticed = ledger.notices.length;
  const isOwn = !isShared(kind, { name: row });
  const text = isOwn ? `${kind.table.name}:tells.${row}` : `common:process.tells.${row}`;
  const official = isOwn ? `officials:${kind.table.name}.tells.${row}` : `officials:process.tells.${row}`;

  return () => {
    const what = `${kind.table.name}.${row}`;
    const lines = ledger.entries
      .slice(entries)
      .filter(({ contribution, event }) => contribution === process && event === row);
    expect(lines.length, `${what} is in the history`).toBeGreaterThan(0);
    if (row !== "skip")
      expect(village.stage(process).at, `${what} leads where the table says`).toBe(arrow.to);
    const times = lines.length;
    // Changes of the card are gathered until the morning.
    const audiences = row === "edit" ? [] : [...new Set([...some(step.tells), ...skipped])];
    const tells = new Set(audiences);
    const broadcasts = [...ledger.broadcasts.values()].filter(
      ({ id, screen }) => !sent.has(id) && screen?.lines[0]?.key === text,
    );
    for (const [to, reaches] of Object.entries(broadcastsTo))
      expect(broadcasts.filter(reaches).length, `${what} is told to ${to}`).toBe(
        tells.has(to as Audience) ? times : 0,
      );
    const state = village.stage(process);
    const notices = noticesBy(audiences, before, state, organiser);
    const members = town.told.slice(told).filter(({ message }) => message.key === official);
    for (const member of village.officials.keys()) {
      const got = members.filter((one) => one.member === member).length;
      const isBy = lines.some((line) => line.official === member);
      const most = notices.members.has(member) ? times : 0;
      expect(got, `${what}: ${member} hears it once`).toBeLessThanOrEqual(most);
      if (!isBy) expect(got, `${what}: ${member} hears it`).toBe(most);
    }
    for (const id of notices.residents) {
      const name = village.byId.get(id)?.name ?? id;
      const got = ledger.notices
        .slice(noticed)
        .filter(
          ({ what: one }) =>
            one.kind === "resident" && one.resident === id && one.screen.lines[0]?.key === text,
        ).length;
      expect(got, `${what}: ${name} hears it once`).toBeLessThanOrEqual(times);
      if (!isResidentOf(lines)) expect(got, `${what}: ${name} hears it`).toBe(times);
    }
  };
}

function isResidentOf(lines: readonly { readonly actor: string }[]): boolean {
  return lines.some(({ actor }) => actor === "resident");
}

/** Who hears by a message of her own. */
function noticesBy(audiences: readonly Audience[], before: Stage, state: Stage, organiser: string) {
  const members = new Set<string>();
  const residents = new Set<string>();
  const add = (id: string | undefined) => {
    if (id === undefined || id === "") return;
    if (/^[UW][A-Z0-9]{2,}$/.test(id)) members.add(id);
    else residents.add(id);
  };
  for (const to of audiences) {
    if (to === "organiser") add(organiser === "" ? ADMIN : organiser);
    if (to === "colleagues") add(ADMIN);
    if (to === "clerk") add(CHRIS);
    if (to === "owner") add(state.owner ?? (organiser === "" ? ADMIN : organiser));
    const all = audiences.includes("participants");
    if ((to === "group" || to === "drawn") && !all)
      for (const { resident } of state.group?.members ?? before.group?.members ?? []) add(resident);
  }
  return { members, residents };
}
