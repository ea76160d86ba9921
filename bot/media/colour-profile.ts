import { deflateSync, inflateSync } from "node:zlib";
import { byte, four, joined, latin, number, part, UnreadableFile, written } from "./bytes.ts";

/**
 * Colour profiles (ICC.1:2022): without one a modern phone's photo loses colour. Only the numbers that turn red, green
 * and blue, or grey, into colours are kept. Names, dates, rights, serial numbers and everything else go; a profile that
 * works with tables (of a printer, of a scanner) is left out altogether.
 */

const HEADER = 128;
/** D50, the illuminant of every profile (§ 7.2.16). */
const ILLUMINANT = Uint8Array.of(0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d);
const POINTS = ["wtpt", "bkpt", "rXYZ", "gXYZ", "bXYZ"];
const CURVES = ["rTRC", "gTRC", "bTRC", "kTRC"];
/** How many numbers each type of formula has (§ 10.18). */
const FORMULA = [1, 3, 4, 5, 7];
const NEEDED: ReadonlyMap<string, readonly string[]> = new Map([
  ["RGB ", ["wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"]],
  ["GRAY", ["wtpt", "kTRC"]],
]);
/** Bytes. No screen's profile is larger; anything that unpacks to more is not a profile (our limit). */
const MOST = 256 * 1024;

/** @returns undefined for anything else: the picture is shown without it */
export function cleanProfile(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return rebuilt(bytes);
  } catch (error) {
    if (error instanceof UnreadableFile) return undefined;
    throw error;
  }
}

/** The same for a compressed profile, as in PNG. */
export function packedProfile(packed: Uint8Array): Uint8Array | undefined {
  let bytes: Uint8Array;
  try {
    bytes = inflateSync(packed, { maxOutputLength: MOST });
  } catch {
    return undefined;
  }
  const clean = cleanProfile(bytes);
  return clean && deflateSync(clean);
}

function rebuilt(bytes: Uint8Array): Uint8Array | undefined {
  const colours = latin(bytes, 16, 4);
  const needed = NEEDED.get(colours);
  if (!needed || bytes.length > MOST || latin(bytes, 36, 4) !== "acsp" || latin(bytes, 20, 4) !== "XYZ ")
    return undefined;
  const tags = new Map<string, Uint8Array>();
  const count = number(bytes, HEADER, 4);
  for (let n = 0; n < count; n++) {
    const entry = part(bytes, HEADER + 4 + 12 * n, 12);
    const name = latin(entry, 0, 4);
    const value = numbersOf(name, part(bytes, number(entry, 4, 4), number(entry, 8, 4)));
    if (value && !tags.has(name)) tags.set(name, value);
  }
  if (!needed.every((name) => tags.has(name))) return undefined;
  return withHeader(bytes, tags);
}

/** Exactly the numbers that belong there, without room for anything else. */
function numbersOf(name: string, value: Uint8Array): Uint8Array | undefined {
  const type = latin(value, 0, 4);
  if (POINTS.includes(name) && type === "XYZ ") return tag(type, part(value, 8, 12));
  if (name === "chad" && type === "sf32") return tag(type, part(value, 8, 36));
  if (!CURVES.includes(name)) return undefined;
  if (type === "curv") return tag(type, part(value, 8, 4 + 2 * number(value, 8, 4)));
  const numbers = type === "para" ? FORMULA[number(value, 8, 2)] : undefined;
  return numbers === undefined
    ? undefined
    : tag(type, joined([part(value, 8, 2), Uint8Array.of(0, 0), part(value, 12, 4 * numbers)]));
}

/** Values begin at offsets that are multiples of four (§ 7.3.1). */
function tag(type: string, content: Uint8Array): Uint8Array {
  const gap = (4 - (content.length % 4)) % 4;
  return joined([written(type), new Uint8Array(4), content, new Uint8Array(gap)]);
}

function withHeader(bytes: Uint8Array, tags: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const values = [...tags.values()];
  const start = HEADER + 4 + 12 * tags.size;
  const size = values.reduce((sum, one) => sum + one.length, start);
  const header = new Uint8Array(HEADER);
  header.set(four(size), 0);
  header.set(Uint8Array.of(byte(bytes, 8), byte(bytes, 9) & 0xf0), 8);
  header.set(written(`mntr${latin(bytes, 16, 4)}XYZ `), 12);
  header.set(written("acsp"), 36);
  header.set(ILLUMINANT, 68);
  let at = start;
  const list = [...tags].map(([name, value]) => {
    const entry = joined([written(name), four(at), four(value.length)]);
    at += value.length;
    return entry;
  });
  return joined([header, four(tags.size), ...list, ...values]);
}
