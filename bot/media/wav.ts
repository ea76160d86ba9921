import { type Format, joined, latin, number, part, UnreadableFile, written } from "./bytes.ts";
import { riffChunk, riffChunks, riffFile } from "./riff.ts";

/** WAV: the sound and its format. LIST, INFO, bext, iXML, cue and id3 chunks go. */
export const wav: Format = {
  kind: "voice",
  type: "audio/wav",
  extension: "wav",
  starts: (bytes) => latin(bytes, 0, 4) === "RIFF" && latin(bytes, 8, 4) === "WAVE",
  clean: cleanWav,
};

/** Bytes of the format chunk, by codec: PCM, floating point, A-law and µ-law, and the extensible form. */
const SHAPES: ReadonlyMap<number, number> = new Map([
  [1, 16],
  [3, 16],
  [6, 16],
  [7, 16],
  [0xfffe, 40],
]);

function cleanWav(bytes: Uint8Array): Uint8Array {
  let shape: Uint8Array | undefined;
  let sound: Uint8Array | undefined;
  for (const { name, content } of riffChunks(riffFile(bytes), 12)) {
    if (name === "fmt ") shape ??= part(content, 0, SHAPES.get(number(content, 0, 2, true)) ?? -1);
    if (name === "data") sound ??= content;
  }
  if (!shape || !sound?.length) throw new UnreadableFile("This recording has no sound.");
  return riffChunk("RIFF", joined([written("WAVE"), riffChunk("fmt ", shape), riffChunk("data", sound)]));
}
