import { spawnSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import type { Report } from "./figures.ts";
import { pinned } from "./processes.ts";

/** On what it was measured. `load` is how busy the machine was before it began (processes, over a minute). */
export function machine(): Report["machine"] {
  const java = spawnSync("java", ["-version"], { encoding: "utf8" }).stderr.split("\n")[0] ?? "";
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.version,
    java,
    pinned,
    load: loadavg()[0] ?? 0,
  };
}
