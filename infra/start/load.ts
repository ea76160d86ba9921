import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** Loads a bundle as `require` does, but with what V8 has compiled before when that lies beside it. */

/** The bundle beside `index.js`. */
export const BUNDLE = "bundle.js";

/** Bytes of the checksum at the end of a file of compiled code. */
const CHECKSUM = 4;

/**
 * The name of the compiled code that this very process can use: by Node's version, the processor, and whether Node was
 * told to expose its garbage collector, which V8 takes for another V8. Another process finds none, and compiles.
 */
export function cacheName(): string {
  const collector = "gc" in globalThis ? "-gc" : "";
  return `bundle.${process.version}-${process.arch}${collector}.cache`;
}

/** Compiled code with a checksum: V8 believes what it is given, and a damaged file ends the process. */
export function sealed(code: Buffer): Buffer {
  const checksum = Buffer.alloc(CHECKSUM);
  checksum.writeUInt32LE(crc32(code));
  return Buffer.concat([code, checksum]);
}

function readCache(folder: string): Buffer | undefined {
  try {
    const file = readFileSync(join(folder, cacheName()));
    const code = file.subarray(0, -CHECKSUM);
    return file.length > CHECKSUM && file.readUInt32LE(code.length) === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** @param cachedData what V8 compiled earlier; V8 refuses it when it comes from another one */
export function compiled(folder: string, cachedData?: Buffer): Script {
  const path = join(folder, BUNDLE);
  return new Script(
    `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, "utf8")}\n})`,
    { filename: path, ...(cachedData && { cachedData }) },
  );
}

/** What a bundle exports. */
export interface Loaded {
  readonly handler: (event: unknown, context: unknown) => Promise<unknown>;
}

/** Runs the bundle's code, once, as Node does with a file. */
export function run(script: Script, folder: string): Loaded {
  const path = join(folder, BUNDLE);
  const module: { exports: unknown } = { exports: {} };
  script.runInThisContext().call(module.exports, module.exports, createRequire(path), module, path, folder);
  // The function exports its handler: that is what Lambda asks of the same file without us.
  return module.exports as Loaded;
}

/** Whatever is wrong with the compiled code: the bundle is loaded. */
export function load(folder: string): Loaded {
  const cache = readCache(folder);
  return cache ? run(compiled(folder, cache), folder) : createRequire(join(folder, BUNDLE))(`./${BUNDLE}`);
}
