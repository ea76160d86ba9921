import { promises as files } from "node:fs";
import { join } from "node:path";
import { typesettingFiles } from "./typst-assets.ts";

/**
 * A drawing (SVG) as a picture (PNG), for chats, which show no SVG. Painted by resvg (MPL-2.0), which runs here as
 * WebAssembly and without a browser: 2.5 MB beside the bundle, 10 KB in it. sharp and resvg-js do the same with a native
 * library, which would have to be built for each processor.
 */

/**
 * The same drawing and width give the same bytes. Nothing is fetched: a drawing that points to something outside is
 * painted without it.
 * @param width of the picture in pixels; its height follows from the drawing
 * @throws Error when it is no SVG
 */
export type PngOf = (svg: string, width: number) => Promise<Uint8Array>;

/** @param folder where `typesettingFiles` lie; they are read, and resvg started, with the first picture */
export function createSvgToPng(folder: string): PngOf {
  let started: ReturnType<typeof start> | undefined;
  return async (svg, width) => {
    started ??= start(folder);
    const { Resvg, fontBuffers } = await started;
    const painter = new Resvg(svg, {
      fitTo: { mode: "width", value: width },
      font: { fontBuffers, defaultFontFamily: "Noto Sans", sansSerifFamily: "Noto Sans" },
    });
    try {
      const painted = painter.render();
      try {
        return painted.asPng();
      } finally {
        painted.free();
      }
    } finally {
      // Its memory is not that of JavaScript: nobody else gives it back.
      painter.free();
    }
  };
}

/** Of the process: resvg refuses to be started twice. */
let wakes: Promise<void> | undefined;

async function start(folder: string) {
  // Loaded with the first picture only: nothing else waits for it.
  const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
  const fontBuffers = await Promise.all(
    typesettingFiles.fonts.map((font) => files.readFile(join(folder, font))),
  );
  wakes ??= initWasm(await files.readFile(join(folder, typesettingFiles.painter)));
  await wakes;
  return { Resvg, fontBuffers };
}
