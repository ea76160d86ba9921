import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("./page/", import.meta.url));

/**
 * The playground's page, bundled in memory when the playground starts: under a second, no network, nothing on disk.
 * The html asks for `/page.js` and `/page.css`.
 */
export async function buildPage(): Promise<{ html: string; js: string; css: string }> {
  const [html, bundle] = await Promise.all([
    readFile(`${folder}index.html`, "utf8"),
    build({
      entryPoints: { page: `${folder}main.tsx`, style: `${folder}styles/page.css` },
      outdir: folder,
      write: false,
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      charset: "utf8",
      jsx: "automatic",
      define: { "process.env.NODE_ENV": '"production"' },
      legalComments: "none",
      logLevel: "silent",
    }),
  ]);
  const text = (ending: string) => bundle.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { html, js: text("page.js"), css: text("style.css") };
}
