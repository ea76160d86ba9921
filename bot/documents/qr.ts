import { encode } from "fast-png";
import encodeQR from "qr";

/**
 * A link as QR code. Encoded by qr (MIT or Apache-2.0, no dependencies) and written as PNG by fast-png (MIT): together
 * 32 KB in a bundle, half of the library qrcode, which also brings a command line with it. Load this file when a code is
 * wanted (`await import`), and nothing else waits for it; loading the two libraries like that in here would bundle all of
 * them.
 */

/** Enough for a poster with a scratch or a fold: a quarter of the code may be lost. */
const QUARTILE = "quartile";

/** Free modules on each side. Four, by ISO/IEC 18004: with fewer a phone may not find the code. */
const QUIET_ZONE = 4;

/** Pixels for each module, so that the code is sharp when a chat makes it smaller. */
const SCALE = 12;

/**
 * Black on white, one bit for each pixel, 12 pixels for each module, with a quiet zone of four modules. The same link
 * gives the same bytes.
 * @param link at most 1663 bytes in UTF-8; the shorter, the further away it can be read
 * @throws Error when it does not fit
 */
export async function qrPng(link: string): Promise<Uint8Array> {
  const modules = modulesOf(link);
  const side = modules.length * SCALE;
  const bytesOfRow = Math.ceil(side / 8);
  const data = new Uint8Array(bytesOfRow * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (!modules[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)]) {
        const at = y * bytesOfRow + (x >> 3);
        data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
      }
  return encode({ width: side, height: side, depth: 1, channels: 1, data });
}

/**
 * The same as a drawing, one unit for each module, with a white ground: a code is also shown on dark pages.
 * @param link as for {@link qrPng}
 * @throws Error when it does not fit
 */
export function qrSvg(link: string): string {
  const modules = modulesOf(link);
  const side = modules.length;
  const rows = modules.flatMap((row, y) =>
    // What is dark side by side is one bar: no hairlines between modules in print.
    [
      ...row
        .map((dark) => (dark ? "#" : " "))
        .join("")
        .matchAll(/#+/g),
    ].map(({ index, 0: bar }) => `M${index} ${y}h${bar.length}v1h-${bar.length}z`),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${rows.join("")}"/></svg>`;
}

/** Rows of modules, dark ones true, the quiet zone with them. */
function modulesOf(link: string): readonly (readonly boolean[])[] {
  return encodeQR(link, "raw", { ecc: QUARTILE, border: QUIET_ZONE });
}
