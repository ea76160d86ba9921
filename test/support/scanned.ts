import { decode } from "fast-png";
import jsqr from "jsqr";

/** What a phone reads in a picture (PNG) with a QR code; `undefined` when it finds none. */
export function scanned(png: Uint8Array): string | undefined {
  const { data, width, height, depth, channels } = decode(png);
  const pixels = new Uint8ClampedArray(width * height * 4);
  const bytes = Math.ceil(width / 8);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let part = 0; part < 4; part++) {
        const at = y * width + x;
        const bit = ((data[y * bytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
        // In greyscale the first channel stands for all colours; without an alpha channel, everything is opaque.
        const colour = depth === 1 ? bit * 255 : (data[at * channels + (channels < 3 ? 0 : part)] ?? 255);
        pixels[at * 4 + part] = part < 3 ? colour : 255;
      }
  return jsqr.default(pixels, width, height)?.data;
}
