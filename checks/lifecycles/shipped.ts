import type { Lifecycle } from "../../bot/core/processes/lifecycle.ts";
import { shown } from "../../bot/instruments/registry.ts";

/** The tables of all kinds on the kernel, in the order of bot/instruments/registry.ts. Each is in its folder's lifecycle.ts. */
export const shipped: readonly Lifecycle[] = (
  await Promise.all(shown.map(({ name }) => tablesIn(name)))
).flat();

/** @throws when the folder has no such file */
async function tablesIn(name: string): Promise<readonly Lifecycle[]> {
  const file = new URL(`../../bot/instruments/${name}/lifecycle.ts`, import.meta.url);
  const exported: Readonly<Record<string, unknown>> = await import(file.href);
  return Object.values(exported).filter(isTable);
}

/** What `lifecycle()` gave back; a table that is not on the kernel yet has another form. */
function isTable(one: unknown): one is Lifecycle {
  return typeof one === "object" && one !== null && "states" in one && "steps" in one;
}
