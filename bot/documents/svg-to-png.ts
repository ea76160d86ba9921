import { promises as files } from "node:fs";
import { join } from "node:path";
import { typesettingFiles } from "./typst-assets.ts";

/**
 * Converts SVG to PNG, for chats, which cannot show SVG. Uses resvg (MPL-2.0) as WebAssembly, without a browser: 2.5 MB
 * beside the bundle, 10 KB in it. sharp and resvg-js do the same with a native library, which would have to be built
 * for each processor.
 */

/**
 * Converts a drawing to a picture; the same drawing and width give the same bytes. Nothing is fetched: external
 * references are left out.
 * @param width of the picture, in pixels; its height follows from the drawing
 * @throws Error when it is not an SVG
 */
export type PngOf = (svg: string, width: number) => Promise<Uint8Array>;

/** @param folder where the `typesettingFiles` are; they are read, and resvg started, with the first picture */
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
      // Its memory is outside JavaScript's heap and is not garbage collected.
      painter.free();
    }
  };
}

/** Shared by the whole process: resvg refuses to be started twice. */
let wakes: Promise<void> | undefined;

async function start(folder: string) {
  // Loaded with the first picture, so that nothing else waits for it.
  const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
  const fontBuffers = await Promise.all(
    typesettingFiles.fonts.map((font) => files.readFile(join(folder, font))),
  );
  wakes ??= initWasm(await files.readFile(join(folder, typesettingFiles.painter)));
  await wakes;
  return { Resvg, fontBuffers };
}
