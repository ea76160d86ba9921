import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { getDocument, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a PDF reader finds in it, as a screen reader would. */
export async function readPdf(bytes: Uint8Array) {
  const packages = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const pdf = await getDocument({
    // pdf.js takes ownership of the bytes it is given.
    data: Uint8Array.from(bytes),
    standardFontDataUrl: `${join(packages, "standard_fonts")}/`,
    verbosity: 0,
  }).promise;
  const { info } = await pdf.getMetadata();
  const marks = await pdf.getMarkInfo();
  const tags: string[] = [];
  const alts: string[] = [];
  const languages = new Set<string>();
  let text = "";
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const content = await page.getTextContent();
    text += content.items.map((one) => ("str" in one ? one.str + (one.hasEOL ? "\n" : "") : "")).join("");
    collect(await page.getStructTree(), tags, alts);
    if (content.lang) languages.add(content.lang);
  }
  return {
    pages: pdf.numPages,
    title: "Title" in info ? String(info.Title) : undefined,
    // A Map, whatever its types say.
    marked: marks instanceof Map && marks.get("Marked") === true,
    tags,
    /** The alternative texts of pictures. */
    alts,
    languages: [...languages],
    text,
    /** The first page as PNG, one pixel per dot times `scale`. */
    async picture(scale: number): Promise<Uint8Array> {
      const page = await pdf.getPage(1);
      const viewport = page.getViewport({ scale });
      const factory: unknown = pdf.canvasFactory;
      if (!canDraw(factory)) throw new Error("there is nothing to draw with: npm install @napi-rs/canvas");
      const { canvas, context } = factory.create(viewport.width, viewport.height);
      await page.render({ canvas: null, canvasContext: context, viewport }).promise;
      return canvas.toBuffer("image/png");
    },
  };
}

interface Factory {
  create(
    width: number,
    height: number,
  ): {
    canvas: { toBuffer(type: "image/png"): Uint8Array };
    context: Parameters<PDFPageProxy["render"]>[0]["canvasContext"];
  };
}

function canDraw(factory: unknown): factory is Factory {
  return typeof factory === "object" && factory !== null && "create" in factory;
}

function collect(node: unknown, tags: string[], alts: string[]): void {
  if (typeof node !== "object" || node === null) return;
  if ("role" in node && typeof node.role === "string") tags.push(node.role);
  if ("alt" in node && typeof node.alt === "string") alts.push(node.alt);
  if ("children" in node && Array.isArray(node.children))
    for (const one of node.children) collect(one, tags, alts);
}
