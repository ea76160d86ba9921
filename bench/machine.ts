import { spawnSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import type { Report } from "./figures.ts";
import { pinned } from "./processes.ts";

/** The machine it was measured on. `load` is how busy it was beforehand (processes, over a minute). */
export function machine(): Report["machine"] {
  // Java first reports which options it picked up from the environment.
  const said = spawnSync("java", ["-version"], { encoding: "utf8" }).stderr.split("\n");
  const java = said.find((line) => line.includes("version")) ?? "";
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
