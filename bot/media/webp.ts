import { byte, type Format, joined, latin, part, UnreadableFile, written } from "./bytes.ts";
import { cleanProfile } from "./colour-profile.ts";
import { riffChunk, riffChunks, riffFile } from "./riff.ts";

/** WebP: RFC 9649 § 2. */
export const webp: Format = {
  kind: "photo",
  type: "image/webp",
  extension: "webp",
  starts: (bytes) => latin(bytes, 0, 4) === "RIFF" && latin(bytes, 8, 6) === "WEBPVP",
  clean: cleanWebp,
};

/** The flags for alpha and animation stay. Those for EXIF and XMP, and the reserved ones, go (§ 2.7). */
const FLAGS_KEPT = 0b0001_0010;
const HAS_PROFILE = 0b0010_0000;

const flagsOf = (content: Uint8Array, profile: Uint8Array | undefined) =>
  Uint8Array.of((byte(content, 0) & FLAGS_KEPT) | (profile ? HAS_PROFILE : 0), 0, 0, 0);

function cleanWebp(bytes: Uint8Array): Uint8Array {
  const file = riffFile(bytes);
  const kept: Uint8Array[] = [];
  let pixels = false;
  const chunks = [...riffChunks(file, 12)];
  const found = chunks.find((one) => one.name === "ICCP");
  const profile = found && cleanProfile(found.content);
  for (const { name, content } of chunks) {
    switch (name) {
      case "VP8X":
        if (kept.length > 0) throw new UnreadableFile("This WebP does not begin with its header.");
        kept.push(riffChunk(name, joined([flagsOf(content, profile), part(content, 4, 6)])));
        break;
      case "ANIM":
        kept.push(riffChunk(name, part(content, 0, 6)));
        break;
      case "ANMF":
        kept.push(riffChunk(name, cleanFrame(content)));
        pixels = true;
        break;
      case "VP8 ":
      case "VP8L":
        kept.push(riffChunk(name, content));
        pixels = true;
        break;
      case "ICCP":
        if (profile) kept.push(riffChunk(name, profile));
        break;
      case "ALPH":
        kept.push(riffChunk(name, content));
        break;
      default: // EXIF, XMP, and chunks that a program invented.
    }
  }
  if (!pixels) throw new UnreadableFile("This WebP has no picture.");
  return riffChunk("RIFF", joined([written("WEBP"), ...kept]));
}

/** One frame of an animation: 16 bytes about its position and timing, then chunks of its own (§ 2.7.1.1). */
function cleanFrame(content: Uint8Array): Uint8Array {
  const kept = [part(content, 0, 16)];
  for (const { name, content: inner } of riffChunks(content, 16)) {
    if (name === "ALPH" || name === "VP8 " || name === "VP8L") kept.push(riffChunk(name, inner));
  }
  return joined(kept);
}
