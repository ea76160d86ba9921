import { existsSync } from "node:fs";
import type { Lifecycle } from "../../bot/core/processes/lifecycle.ts";
import { shown } from "../../bot/instruments/registry.ts";

/** The tables of all kinds on the kernel, in the order of bot/instruments/registry.ts. Each is in its folder's lifecycle.ts. */
export const shipped: readonly Lifecycle[] = (
  await Promise.all(shown.filter(({ name }) => existsSync(folderOf(name))).map(({ name }) => tablesIn(name)))
).flat();

/** What has no folder of its own stands in that of another: a youth worker’s admission, in that of reports. */
function folderOf(name: string): URL {
  return new URL(`../../bot/instruments/${name}/`, import.meta.url);
}

/** @throws when the folder has no such file */
async function tablesIn(name: string): Promise<readonly Lifecycle[]> {
  const file = new URL("lifecycle.ts", folderOf(name));
  const exported: Readonly<Record<string, unknown>> = await import(file.href);
  return Object.values(exported).filter(isTable);
}

/** What `lifecycle()` gave back; a table that is not on the kernel yet has another form. */
function isTable(one: unknown): one is Lifecycle {
  return typeof one === "object" && one !== null && "states" in one && "steps" in one;
}
