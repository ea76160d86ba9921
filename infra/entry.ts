/**
 * `node infra/entry.ts <folder> telegram|slack`: puts a small `index.js` before a bundle, which begins to connect while
 * the bundle loads (`infra/start/`). Called while bundling.
 */
import { renameSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { BUNDLE } from "./start/load.ts";

const [, , to, door] = process.argv;
if (!to || !door) throw new Error("say where, and for which door: node infra/entry.ts <folder> telegram");
renameSync(join(to, "index.js"), join(to, BUNDLE));
buildSync({
  entryPoints: [join(import.meta.dirname, "start/index.ts")],
  outfile: join(to, "index.js"),
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  minify: true,
  define: { DOOR: JSON.stringify(door), "import.meta.dirname": "__dirname" },
});
