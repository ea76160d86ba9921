import { byte, type Format, four, joined, latin, number, part, UnreadableFile, written } from "./bytes.ts";
import { descriptorOf } from "./mp4-sound.ts";

/**
 * M4A: AAC in an MP4 file (ISO/IEC 14496-12 and -14), as phones record it. The file is rebuilt around the sound: where,
 * when and with what it was recorded, its cover, chapters, free space, and bytes that no sample refers to, have no
 * place in it.
 */
export const mp4: Format = {
  kind: "voice",
  type: "audio/mp4",
  extension: "m4a",
  starts: (bytes) => latin(bytes, 4, 4) === "ftyp",
  clean: cleanMp4,
};

interface Box {
  readonly name: string;
  readonly content: Uint8Array;
  /** The offset of its content in the file; only valid for top-level boxes. */
  readonly at: number;
}

/** Everything that is kept of one recording. */
interface Sound {
  /** Units of time per second. */
  readonly scale: number;
  /** Pairs: this many samples last this long each. */
  readonly lasts: readonly (readonly [count: number, units: number])[];
  readonly sizes: readonly number[];
  /** The codec description, as box "mp4a". */
  readonly entry: Uint8Array;
  readonly bytes: Uint8Array;
}

const UNREADABLE = "This recording has a part that cannot be read";

function cleanMp4(bytes: Uint8Array): Uint8Array {
  const top = boxesIn(bytes);
  const movie = top.find((box) => box.name === "moov");
  if (!movie) throw new UnreadableFile("This recording has no table of its sound.");
  const tracks = boxesIn(movie.content).filter(
    (box) => box.name === "trak" && latin(inside(box.content, ["mdia", "hdlr"]), 8, 4) === "soun",
  );
  const [track] = tracks;
  if (!track || tracks.length > 1) throw new UnreadableFile("This is not one recording.");
  const data = top.filter((box) => box.name === "mdat");
  return fileOf(soundOf(track.content, bytes, data));
}

function boxesIn(bytes: Uint8Array): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = number(bytes, at, 4);
    const wide = short === 1;
    const head = wide ? 16 : 8;
    // 0: up to the end of the file.
    const size = wide
      ? number(bytes, at + 8, 4) * 2 ** 32 + number(bytes, at + 12, 4)
      : short || bytes.length - at;
    if (size < head) throw new UnreadableFile(`${UNREADABLE}.`);
    boxes.push({
      name: latin(bytes, at + 4, 4),
      content: part(bytes, at + head, size - head),
      at: at + head,
    });
    at += size;
  }
  return boxes;
}

function inside(bytes: Uint8Array, path: readonly string[]): Uint8Array {
  let found = bytes;
  for (const name of path) {
    const box = boxesIn(found).find((one) => one.name === name);
    if (!box) throw new UnreadableFile(`${UNREADABLE}: no ${name}.`);
    found = box.content;
  }
  return found;
}

/** Rows of 4-byte numbers after a count, which is how most tables are laid out. */
function rowsOf(table: Uint8Array, columns: number, from = 4): readonly (readonly number[])[] {
  const count = number(table, from, 4);
  const all = part(table, from + 4, count * columns * 4);
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: columns }, (_, column) => number(all, (row * columns + column) * 4, 4)),
  );
}

function soundOf(track: Uint8Array, file: Uint8Array, data: readonly Box[]): Sound {
  const times = inside(track, ["mdia", "mdhd"]);
  const tables = inside(track, ["mdia", "minf", "stbl"]);
  const sizes = sizesOf(inside(tables, ["stsz"]), file.length);
  const lasts = rowsOf(inside(tables, ["stts"]), 2).map(([count = 0, units = 0]) => [count, units] as const);
  if (sizes.length === 0 || lasts.reduce((sum, [count]) => sum + count, 0) !== sizes.length)
    throw new UnreadableFile("This recording has no sound.");
  return {
    scale: number(times, byte(times, 0) === 1 ? 20 : 12, 4),
    lasts,
    sizes,
    entry: descriptorOf(inside(tables, ["stsd"])),
    bytes: samplesOf(tables, sizes, file, data),
  };
}

/** Never more than the file could hold, whatever the table says. */
function sizesOf(table: Uint8Array, most: number): readonly number[] {
  const each = number(table, 4, 4);
  const count = number(table, 8, 4);
  if (count > most || each * count > most) throw new UnreadableFile(`${UNREADABLE}: stsz.`);
  const sizes = each ? Array<number>(count).fill(each) : rowsOf(table, 1, 8).map(([size = 0]) => size);
  if (sizes.reduce((sum, size) => sum + size, 0) > most) throw new UnreadableFile(`${UNREADABLE}: stsz.`);
  return sizes;
}

/** The samples in order, wherever they are: one table says how many each chunk has, another where it begins. */
function samplesOf(
  tables: Uint8Array,
  sizes: readonly number[],
  file: Uint8Array,
  data: readonly Box[],
): Uint8Array {
  const places = placesOf(tables);
  const runs = rowsOf(inside(tables, ["stsc"]), 3);
  const kept: Uint8Array[] = [];
  let run = 0;
  let sample = 0;
  for (const [n, place] of places.entries()) {
    while ((runs[run + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= n + 1) run++;
    const [, count = 0, coding] = runs[run] ?? [];
    if (count === 0 || coding !== 1 || sample + count > sizes.length)
      throw new UnreadableFile(`${UNREADABLE}: stsc.`);
    let length = 0;
    for (let one = 0; one < count; one++) length += sizes[sample++] ?? 0;
    if (!data.some((box) => place >= box.at && place + length <= box.at + box.content.length))
      throw new UnreadableFile(`${UNREADABLE}: stco.`);
    kept.push(part(file, place, length));
  }
  if (sample !== sizes.length) throw new UnreadableFile(`${UNREADABLE}: stco.`);
  return joined(kept);
}

function placesOf(tables: Uint8Array): readonly number[] {
  if (boxesIn(tables).some((box) => box.name === "stco"))
    return rowsOf(inside(tables, ["stco"]), 1).map(([place = 0]) => place);
  return rowsOf(inside(tables, ["co64"]), 2).map(([high = 0, low = 0]) => high * 2 ** 32 + low);
}

// ---- The new file -----------------------------------------------------------------------------------------

const box = (name: string, ...content: readonly Uint8Array[]) => {
  const all = joined(content);
  return joined([four(all.length + 8), written(name), all]);
};
/** Zeros, or the given numbers, as 4 bytes each. */
const words = (...numbers: readonly number[]) => joined(numbers.map((one) => four(one)));
const none = (count: number) => new Uint8Array(count);
/** No rotation and no scaling. */
const MATRIX = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

function fileOf(sound: Sound): Uint8Array {
  const kind = box("ftyp", written("M4A "), words(0), written("M4A mp42isom"));
  // The length of the table does not depend on where the sound begins.
  const begins = kind.length + movieOf(sound, 0).length + 8;
  return joined([kind, movieOf(sound, begins), box("mdat", sound.bytes)]);
}

function movieOf(sound: Sound, begins: number): Uint8Array {
  const lasts = sound.lasts.reduce((sum, [count, units]) => sum + count * units, 0);
  if (lasts > 0xffffffff) throw new UnreadableFile(`${UNREADABLE}: stts.`);
  const tables = box(
    "stbl",
    box("stsd", words(0, 1), sound.entry),
    box("stts", words(0, sound.lasts.length, ...sound.lasts.flat())),
    box("stsc", words(0, 1, 1, sound.sizes.length, 1)),
    box("stsz", words(0, 0, sound.sizes.length), joined(sound.sizes.map((size) => four(size)))),
    box("stco", words(0, 1, begins)),
  );
  const media = box(
    "minf",
    box("smhd", words(0, 0)),
    box("dinf", box("dref", words(0, 1), box("url ", words(1)))),
    tables,
  );
  // 0x55C4: no language.
  const about = box("mdhd", words(0, 0, 0, sound.scale, lasts, 0x55c40000));
  const handler = box("hdlr", words(0, 0), written("soun"), none(13));
  const track = box("tkhd", words(7, 0, 0, 1, 0, lasts), none(8), words(0, 0x01000000), MATRIX, none(8));
  return box(
    "moov",
    box("mvhd", words(0, 0, 0, sound.scale, lasts, 0x10000, 0x01000000), none(8), MATRIX, none(24), words(2)),
    box("trak", track, box("mdia", about, handler, media)),
  );
}
