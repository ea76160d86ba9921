import { crc32, deflateSync } from "node:zlib";

/**
 * Small real photos and recordings, byte by byte, with what phones and programs write into them. A `secret` is put
 * in every position where a place, a name or a picture may hide.
 */

export const text = (words: string) => Buffer.from(words, "latin1");
export const bytes = (...all: number[]) => Buffer.from(all);
export const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const u32 = (value: number) =>
  bytes((value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255);
const u32le = (value: number) => u32(value).reverse();
const u16 = (value: number) => bytes((value >> 8) & 255, value & 255);
const nothing = new Uint8Array();

// ---- Ogg with Opus, as in RFC 3533 and RFC 7845 -----------------------------------------------------------

const OGG_TABLE = Array.from({ length: 256 }, (_, value) => {
  let sum = value * 2 ** 24;
  for (let bit = 0; bit < 8; bit++) sum = (sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1) >>> 0;
  return sum >>> 0;
});

function oggSum(page: Uint8Array): number {
  let sum = 0;
  for (const one of page) sum = ((sum << 8) ^ (OGG_TABLE[(sum >>> 24) ^ one] ?? 0)) >>> 0;
  return sum;
}

const lengthsOf = (packet: Uint8Array) => [
  ...Array<number>(Math.floor(packet.length / 255)).fill(255),
  packet.length % 255,
];

export function oggPage(
  flags: number,
  n: number,
  content: { lengths: number[]; bytes: Uint8Array },
  how: { position?: number; stream?: number } = {},
): Uint8Array {
  const page = join(
    text("OggS\0"),
    bytes(flags),
    u32le(how.position ?? 0),
    bytes(0, 0, 0, 0),
    u32le(how.stream ?? 0x51f3),
    u32le(n),
    bytes(0, 0, 0, 0),
    bytes(content.lengths.length, ...content.lengths),
    content.bytes,
  );
  page.set(u32le(oggSum(page)), 22);
  return page;
}

/** Packets that end on this page. */
export const packets = (...all: Uint8Array[]) => ({ lengths: all.flatMap(lengthsOf), bytes: join(...all) });

export const opusHead = join(text("OpusHead"), bytes(1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0));
/** 20 ms of silence each. */
const opusSounds = [bytes(0xf8, 0xff, 0xfe), bytes(0xf8, 0xff, 0xfe), bytes(0xf8, 0x01, 0x02, 0x03)];

const opusTags = (vendor: string, comments: readonly string[]) =>
  join(
    text("OpusTags"),
    u32le(vendor.length),
    text(vendor),
    u32le(comments.length),
    ...comments.map((one) => join(u32le(one.length), text(one))),
  );

/** A voice message of 60 ms; with a secret, as a program would save it that records everything it knows. */
export function oggFile(secret = ""): Uint8Array {
  const tags = secret
    ? opusTags(`recorder ${secret}`, [
        `LOCATION=${secret}`,
        `ARTIST=${secret}`,
        // Larger than a page, as pictures are.
        `METADATA_BLOCK_PICTURE=${"A".repeat(70_000)}${secret}`,
      ])
    : opusTags("libopus", []);
  const padding = secret ? text(`\x01${secret}`) : nothing;
  const comments = pagesOf(join(tags, padding));
  const [first = nothing, second = nothing, third = nothing] = opusSounds;
  return join(
    oggPage(2, 0, packets(opusHead)),
    ...comments,
    oggPage(0, comments.length + 1, packets(first, second), { position: 1920 }),
    oggPage(4, comments.length + 2, packets(third), { position: 2880 }),
    text(secret),
  );
}

/** One packet, over as many pages as it needs. */
function pagesOf(packet: Uint8Array): Uint8Array[] {
  const lengths = lengthsOf(packet);
  const pages: Uint8Array[] = [];
  for (let at = 0; at < lengths.length; at += 255) {
    const some = lengths.slice(at, at + 255);
    pages.push(
      oggPage(at === 0 ? 0 : 1, pages.length + 1, {
        lengths: some,
        bytes: packet.subarray(at * 255, (at + 255) * 255),
      }),
    );
  }
  return pages;
}

/** Reads it back as a player does. @throws Error for a wrong checksum, order or stream */
export function oggPackets(file: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  let open: Uint8Array = nothing;
  let n = 0;
  for (let at = 0; at < file.length; n++) {
    const count = file[at + 26] ?? 0;
    const lengths = [...file.subarray(at + 27, at + 27 + count)];
    let from = at + 27 + count;
    const page = Buffer.from(file.subarray(at, from + lengths.reduce((sum, one) => sum + one, 0)));
    const sum = page.readUInt32LE(22);
    page.fill(0, 22, 26);
    if (page.toString("latin1", 0, 4) !== "OggS" || oggSum(page) !== sum || page.readUInt32LE(18) !== n)
      throw new Error(`no whole page at ${at}`);
    for (const length of lengths) {
      open = join(open, file.subarray(from, from + length));
      from += length;
      if (length === 255) continue;
      found.push(open);
      open = nothing;
    }
    at = from;
  }
  if (open.length > 0) throw new Error("a packet has no end");
  return found;
}

// ---- MP3 --------------------------------------------------------------------------------------------------

/** MPEG 1, layer III, 32 kbit/s at 44,100 Hz, one channel: 104 bytes. */
export const mp3Frame = (fill: number) => join(bytes(0xff, 0xfb, 0x10, 0xc4), new Uint8Array(100).fill(fill));
export const mp3Frames = [mp3Frame(0), mp3Frame(1), mp3Frame(2), mp3Frame(3)];

const id3Frame = (name: string, content: Uint8Array) =>
  join(text(name), u32(content.length), bytes(0, 0), content);

function id3(...frames: Uint8Array[]): Uint8Array {
  const all = join(...frames);
  const size = [21, 14, 7, 0].map((shift) => (all.length >> shift) & 127);
  return join(text("ID3"), bytes(3, 0, 0, ...size), all);
}

export function mp3File(secret = ""): Uint8Array {
  if (!secret) return join(...mp3Frames);
  const words = text(`\0${secret}`);
  const tag = id3(
    id3Frame("TIT2", words),
    id3Frame(
      "APIC",
      join(text("\0image/jpeg\0\x03\0"), bytes(0xff, 0xd8, 0xff, 0xfb, 0x10, 0xc4), text(secret)),
    ),
    id3Frame("PRIV", text(`geo\0${secret}`)),
    id3Frame("GEOB", words),
  );
  const about = mp3Frame(0);
  about.set(text(`Xing${"\0".repeat(16)}${secret}`), 21);
  const apeItem = join(u32le(secret.length), u32le(0), text("Place\0"), text(secret));
  const ape = join(
    text("APETAGEX"),
    u32le(2000),
    u32le(apeItem.length + 32),
    u32le(1),
    new Uint8Array(12),
    apeItem,
  );
  const lyrics = text(`LYRICSBEGINLYR${secret}LYRICSEND`);
  const old = join(text("TAG"), text(secret.padEnd(125, "\0").slice(0, 125)));
  return join(tag, about, ...mp3Frames.slice(0, 2), tag, ...mp3Frames.slice(2), ape, lyrics, old);
}

// ---- M4A: ISO/IEC 14496-12 --------------------------------------------------------------------------------

const box = (name: string, ...content: Uint8Array[]) => {
  const all = join(...content);
  return join(u32(all.length + 8), text(name), all);
};
const words = (...all: number[]) => join(...all.map(u32));

export const m4aSamples = [text("first sample"), text("second"), text("the third sample")];

/** Its sample table comes after the sound, as phones write it; with chunks of two samples. */
export function m4aFile(secret = "", how: { readonly wide?: boolean } = {}): Uint8Array {
  const hidden = secret
    ? [
        box(
          "udta",
          box("\xa9xyz", u16(secret.length), u16(0x15c7), text(secret)),
          box("loci", words(0), text(secret)),
        ),
        box("meta", words(0), box("ilst", box("\xa9nam", box("data", words(1, 0), text(secret))))),
        box("uuid", text(secret)),
      ]
    : [];
  const free = secret ? [box("free", text(secret)), box("skip", text(secret))] : [];
  const kind = box(
    "ftyp",
    text("M4A "),
    words(0),
    text("M4A mp42"),
    text(secret.slice(0, secret.length & ~3)),
  );
  const [first = nothing, second = nothing, third = nothing] = m4aSamples;
  const between = text(secret);
  const data = box("mdat", between, first, second, between, third, between);
  const begins = join(kind, ...free).length + 8 + between.length;
  const places = [begins, begins + first.length + second.length + between.length];
  const specific = bytes(5, 2, 0x12, 0x08);
  const configuration = join(
    bytes(4, 13 + specific.length, 0x40, 0x15, 0, 0, 0),
    words(64_000, 64_000),
    specific,
  );
  const esds = box(
    "esds",
    words(0),
    bytes(3, 3 + configuration.length + 3, 0, 0, 0),
    configuration,
    bytes(6, 1, 2),
  );
  const entry = box(
    "mp4a",
    new Uint8Array(6),
    u16(1),
    new Uint8Array(8),
    u16(1),
    u16(16),
    words(0),
    u16(44_100),
    u16(0),
    esds,
    ...free,
  );
  const tables = box(
    "stbl",
    box("stsd", words(0, 1), entry),
    box("stts", words(0, 1, 3, 1024), text(secret)),
    box("stsc", words(0, 2, 1, 2, 1, 2, 1, 1), text(secret)),
    box("stsz", words(0, 0, 3, ...m4aSamples.map((one) => one.length)), text(secret)),
    how.wide
      ? box("co64", words(0, 2, ...places.flatMap((place) => [0, place])))
      : box("stco", words(0, 2, ...places), text(secret)),
    ...free,
  );
  // Creation time, in seconds since 1904.
  const made = 0xe1a2b3c4;
  const sound = box(
    "trak",
    box("tkhd", words(7, made, made, 1, 0, 3072), new Uint8Array(60)),
    ...hidden,
    box(
      "mdia",
      box("mdhd", words(0, made, made, 44_100, 3072, 0)),
      box("hdlr", words(0, 0), text("soun"), words(0, 0, 0), text(`${secret}\0`)),
      box(
        "minf",
        box("smhd", words(0, 0)),
        box("dinf", box("dref", words(0, 1), box("url ", words(1)))),
        tables,
      ),
    ),
  );
  const chapters = box(
    "trak",
    box("mdia", box("hdlr", words(0, 0), text("text"), words(0, 0, 0), text(`${secret}\0`))),
  );
  const movie = box(
    "moov",
    box("mvhd", words(0, made, made, 1000, 70), new Uint8Array(80)),
    sound,
    ...(secret ? [chapters] : []),
    ...hidden,
    ...free,
  );
  return join(kind, ...free, data, movie, ...hidden, ...free);
}

/** Finds the box at a path, descending as a player does. */
export function boxAt(file: Uint8Array, ...path: string[]): Buffer {
  let found = Buffer.from(file);
  for (const name of path) {
    let at = 0;
    while (at < found.length && found.toString("latin1", at + 4, at + 8) !== name)
      at += found.readUInt32BE(at) || 8;
    if (at >= found.length) throw new Error(`there is no ${name}`);
    found = found.subarray(at + 8, at + found.readUInt32BE(at));
  }
  return found;
}

/** The audible content: all samples one after the other, located as a player locates them. */
export function m4aSound(file: Uint8Array): Uint8Array[] {
  const tables = ["moov", "trak", "mdia", "minf", "stbl"];
  const sizes = boxAt(file, ...tables, "stsz");
  const chunks = boxAt(file, ...tables, "stsc");
  const places = boxAt(file, ...tables, "stco");
  if (chunks.readUInt32BE(4) !== 1 || places.readUInt32BE(4) !== 1) throw new Error("more than one chunk");
  const count = chunks.readUInt32BE(12);
  let at = places.readUInt32BE(8);
  return Array.from({ length: count }, (_, n) => {
    const from = at;
    at += sizes.readUInt32BE(12 + 4 * n);
    return file.subarray(from, at);
  });
}

// ---- WAV --------------------------------------------------------------------------------------------------

export const riff = (name: string, content: Uint8Array) =>
  join(text(name), u32le(content.length), content, bytes(...(content.length % 2 ? [0] : [])));

export const wavSound = bytes(0, 1, 2, 3, 4, 5, 6, 7);
const wavShape = bytes(1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0);

export function wavFile(secret = ""): Uint8Array {
  const hidden = secret
    ? ["LIST", "bext", "iXML", "id3 ", "cue ", "JUNK"].map((name) => riff(name, text(`INFO${secret}`)))
    : [];
  const shape = join(wavShape, ...(secret ? [bytes(0, 0), text(secret)] : []));
  return join(
    riff(
      "RIFF",
      join(text("WAVE"), ...hidden, riff("fmt ", shape), ...hidden, riff("data", wavSound), ...hidden),
    ),
    text(secret),
  );
}

// ---- Colour profiles: ICC.1 -------------------------------------------------------------------------------

/** A screen's colour profile, as small as possible; with a secret, in every tag that holds words. */
export function profile(secret = ""): Uint8Array {
  const point = join(text("XYZ "), words(0, 0xf6d6, 0x10000, 0xd32d));
  const curve = join(text("curv"), words(0, 1), u16(0x233), u16(0));
  const formula = join(text("para"), words(0), u16(0), u16(0), words(0x23333));
  const said = join(text("desc"), words(0, secret.length), text(secret));
  const tags: [string, Uint8Array][] = [
    ["wtpt", point],
    ["rXYZ", point],
    ["gXYZ", point],
    ["bXYZ", point],
    ["rTRC", curve],
    ["gTRC", formula],
    ["bTRC", curve],
    ...(secret
      ? ["desc", "cprt", "dmnd", "vued", "GPS "].map((name): [string, Uint8Array] => [name, said])
      : []),
  ];
  let at = 132 + 12 * tags.length;
  const list = tags.map(([name, content]) => {
    const entry = join(text(name), words(at, content.length));
    at += content.length;
    return entry;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.write(secret ? secret.slice(0, 4) : "", 4, "latin1");
  header.write("\x04\x30\0\0mntrRGB XYZ ", 8, "latin1");
  header.write("acsp", 36, "latin1");
  header.write(secret.slice(0, 32), 84, "latin1");
  return join(header, words(tags.length), ...list, ...tags.map(([, content]) => content));
}

// ---- Pictures ---------------------------------------------------------------------------------------------

export const pngChunk = (name: string, content: Uint8Array) =>
  join(u32(content.length), text(name), content, u32(crc32(Buffer.concat([text(name), content]))));
export const packedProfile = (words: string, content: Uint8Array) =>
  pngChunk("iCCP", join(text(`${words}\0\0`), deflateSync(content)));
