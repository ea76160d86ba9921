import { instantAt } from "../bot/core/calendar/time.ts";
import { readConfig } from "../bot/runtime/config.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { memoryTable } from "../bot/store/memory-table.ts";
import { keepIn } from "./wiring.ts";

/** One memory store for the whole process, so that all handlers see the same town. Not part of any bundle. */
let memory: ReturnType<typeof memoryTable> | undefined;
export function sharedMemory(env: NodeJS.ProcessEnv = process.env): ReturnType<typeof memoryTable> {
  memory ??= memoryTable({
    now: () => instantAt(Date.now()),
    seals: createSecrecy(readConfig(env, ["secret"]).secret),
  });
  return memory;
}

keepIn(sharedMemory);
