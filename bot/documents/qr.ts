import { encode } from "fast-png";
import encodeQR from "qr";

/**
 * Makes QR codes of links. Encoded by qr (MIT or Apache-2.0, no dependencies) and written as PNG by fast-png (MIT):
 * together 32 KB in a bundle, half of the library qrcode, which also includes a command line. Load this file when a
 * code is needed (`await import`), so that nothing else waits for it; importing the two libraries dynamically in here
 * would bundle them whole.
 */

/** Error correction that survives a scratch or a fold on a poster: a quarter of the code may be lost. */
const QUARTILE = "quartile";

/** Empty modules on each side. ISO/IEC 18004 requires four: with fewer a phone may not find the code. */
const QUIET_ZONE = 4;

/** Pixels per module, so that the code stays sharp when a chat scales it down. */
const SCALE = 12;

/**
 * Renders a link as a QR code in PNG: black on white, one bit per pixel, 12 pixels per module, with a quiet zone of
 * four modules. The same link gives the same bytes.
 * @param link at most 1663 bytes in UTF-8; the shorter it is, the further away it can be scanned
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
 * Renders the same code in SVG, one unit per module, on a white background because it is also shown on dark pages.
 * @param link as for {@link qrPng}
 * @throws Error when it does not fit
 */
export function qrSvg(link: string): string {
  const modules = modulesOf(link);
  const side = modules.length;
  const rows = modules.flatMap((row, y) =>
    // Adjacent dark modules form one bar, so that no hairlines appear in print.
    [
      ...row
        .map((dark) => (dark ? "#" : " "))
        .join("")
        .matchAll(/#+/g),
    ].map(({ index, 0: bar }) => `M${index} ${y}h${bar.length}v1h-${bar.length}z`),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${rows.join("")}"/></svg>`;
}

/** Rows of modules, true for dark ones, including the quiet zone. */
function modulesOf(link: string): readonly (readonly boolean[])[] {
  return encodeQR(link, "raw", { ecc: QUARTILE, border: QUIET_ZONE });
}
