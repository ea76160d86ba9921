import { paginateScan } from "@aws-sdk/client-dynamodb";
import { instantAt } from "../bot/core/calendar/time.ts";
import type { Lane } from "../bot/core/model/lane.ts";
import type { DeadLetter, Row, Write } from "../bot/ports/rows.ts";
import type { Secrecy } from "../bot/ports/secrecy.ts";
import { type Key, type Keyring, writeKeyring } from "../bot/runtime/keyring.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { readRow } from "../bot/store/item-codec.ts";
import { bytesOf } from "../bot/store/sealing.ts";
import { stepsOf } from "../bot/store/steps.ts";
import { lanesTable } from "../bot/store/table-shape.ts";
import type { Outside } from "./installation.ts";
import { type There, written } from "./write-rows.ts";

/** Rows in the table that are still under older keys. Nothing in them is ever shown. */

export interface MovedRows {
  readonly moved: number;
  /** Changed at the same moment, or its place was taken. */
  readonly left: number;
  /** No key opens it, or this version cannot read it. */
  readonly unreadable: number;
}

/**
 * Puts everything sealed, and every name of a lane, under the newest key. It can be stopped and resumed at any moment:
 * rows already moved are skipped. A concurrent writer wins, and the row is moved by that write or by the next run.
 */
export async function moveRows(table: string, ring: Keyring, world: Outside): Promise<MovedRows> {
  const secrecy = createSecrecy(writeKeyring(ring));
  const count = { moved: 0, left: 0, unreadable: 0 };
  const attempt = async (make: () => readonly Write[], there?: There, lanes?: string): Promise<void> => {
    try {
      const steps = make().flatMap((write) => stepsOf(write, secrecy));
      count[(await written(table, steps, world, there, lanes)) ? "moved" : "left"]++;
    } catch (error) {
      // The SDK's errors concern the table; all others concern one row that no key opens.
      if (error instanceof Error && "$metadata" in error) throw error;
      count.unreadable++;
    }
  };
  // A failed message is stored under its sender's name, and she may have been moved before it.
  const failed: DeadLetter[] = [];
  const renamed = new Map<string, string>();
  for await (const one of allRows(table, ring, world)) {
    if (one === "unreadable") count.unreadable++;
    else if (one.row.row === "dead") {
      if (one.isOlder) failed.push(one.row);
    } else {
      const { row, isOlder, lanes } = one;
      if (row.row === "lane") remember(row, secrecy, renamed);
      // A notice disappears once delivered, and must not be repeated, and a mark once she is back: only as it was read.
      if (isOlder)
        await attempt(
          () => [moveOf(row, secrecy, ring[0])],
          row.row === "notice" || row.row === "mark" ? { row, sealed: one.sealed } : undefined,
          lanes,
        );
    }
  }
  for (const letter of failed) await attempt(() => movedLetter(letter, secrecy, renamed), { row: letter });
  return count;
}

function remember(lane: Lane, secrecy: Secrecy, renamed: Map<string, string>): void {
  try {
    const chat = secrecy.open(lane.address);
    for (const older of secrecy.olderLaneKeys("telegram", chat))
      renamed.set(older, secrecy.laneKey("telegram", chat));
  } catch {
    // No key opens it: that is counted where it is moved.
  }
}

function movedLetter(
  letter: DeadLetter,
  secrecy: Secrecy,
  renamed: ReadonlyMap<string, string>,
): readonly Write[] {
  const who = letter.who && (renamed.get(letter.who) ?? letter.who);
  const to: DeadLetter = { ...letter, who, sealed: secrecy.seal(secrecy.open(letter.sealed)) };
  return who === letter.who ? [{ put: to }] : [{ remove: letter }, { put: to }];
}

const isUnder = (key: Key, sealed: string): boolean => sealed.startsWith(`${key.id}.`);

/** @throws Error when no key opens what is sealed */
function moveOf(row: Row, secrecy: Secrecy, newest: Key): Write {
  if (row.row === "lane") {
    const chat = secrecy.open(row.address);
    const key = secrecy.laneKey("telegram", chat);
    const address = isUnder(newest, row.address) ? row.address : secrecy.seal(chat);
    const to = { ...row, key, address, version: row.version + 1 };
    return key === row.key ? { put: to, expect: row.version } : { move: row, to };
  }
  // The mark of an erased lane keeps its name: whose it was is no longer known. It is looked up under both.
  if (row.row === "notice" || row.row === "mark") return { put: row };
  // Rewritten unchanged, with its version: a concurrent change is not disturbed, and it counts once.
  if ("version" in row) return { put: row, expect: row.version };
  throw new Error("nothing of this kind is sealed");
}

/**
 * What still needs an older key, in sentences.
 * @param since when the newest key came into use. Milliseconds since 1970
 */
export async function needOlder(
  table: string,
  name: "SAMENSPEL_SECRET" | "BALLOT_SECRET",
  addresses: Keyring,
  since: number,
  world: Outside,
): Promise<readonly string[]> {
  let older = 0;
  let unreadable = 0;
  const processes = new Map<string, boolean>();
  const answered = new Set<string>();
  for await (const one of allRows(table, addresses, world)) {
    if (one === "unreadable") {
      unreadable++;
      continue;
    }
    const { row } = one;
    if (one.isOlder) older++;
    if (row.row === "response") answered.add(row.process);
    if (row.row === "process" && Date.parse(row.created) < since) processes.set(row.id, row.open);
  }
  // Respondents may withdraw their answers as long as those are kept, so they have to be found.
  const begun = [...processes].filter(([id, open]) => open || answered.has(id)).map(([id]) => id);
  return [
    ...(name === "SAMENSPEL_SECRET" && older > 0
      ? [`${older} people, answers or messages were not moved: run npm run rotate.`]
      : []),
    ...(unreadable > 0 ? [`${unreadable} rows cannot be read, so nobody knows.`] : []),
    ...(begun.length > 0
      ? [
          `Begun under it, and open or with answers that can be taken back: ${begun.toSorted().join(", ")}. Wait until they are over and their answers are gone.`,
        ]
      : []),
  ];
}

interface Found {
  readonly row: Row;
  /** Part of it is sealed or named with a key other than the newest. */
  readonly isOlder: boolean;
  readonly sealed?: Uint8Array | undefined;
  /** The table in which it lies, if it is a lane: there it stays. */
  readonly lanes: string;
}

async function* allRows(
  table: string,
  ring: Keyring,
  { dynamo, now }: Outside,
): AsyncGenerator<Found | "unreadable"> {
  const secrecy = createSecrecy(writeKeyring(ring));
  const newest = createSecrecy(writeKeyring([ring[0]]));
  const at = instantAt(now());
  for (const lanes of [table, lanesTable(table)])
    for await (const { Items = [] } of paginateScan(
      { client: dynamo },
      { TableName: lanes, ConsistentRead: true },
    ))
      for (const item of Items) {
        try {
          const row = readRow(item, secrecy, at);
          if (row === undefined) continue;
          const bytes = item.sealed && bytesOf(item.sealed);
          const isOlder =
            (bytes !== undefined && !opens(newest, bytes)) ||
            (row.row === "dead" && !isUnder(ring[0], row.sealed)) ||
            (row.row === "lane" && !isUnder(ring[0], row.address));
          yield { row, isOlder, sealed: bytes, lanes };
        } catch {
          yield "unreadable";
        }
      }
}

function opens(secrecy: Secrecy, bytes: Uint8Array): boolean {
  try {
    secrecy.openBytes(bytes);
    return true;
  } catch {
    return false;
  }
}
