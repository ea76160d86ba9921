import { upTo } from "../core/model/characters.ts";
import type { Log } from "../ports/log.ts";

/**
 * One JSON line per event, as CloudWatch reads it. Ids, kinds and durations; never what a person wrote. It bypasses
 * `console`, which on Lambda wraps a line as text in JSON of its own, where no alarm would find it.
 */
export function createLog(write: (line: string) => void = toStandardOutput): Log {
  return {
    info: (event, facts) => write(JSON.stringify({ level: "info", event, ...facts })),
    // Only the error's name and where it was thrown: a message can quote what somebody typed.
    error: (event, error, facts) =>
      write(
        JSON.stringify({
          level: "error",
          event,
          error: nameOf(error),
          at: placeOf(error),
          cause: causeOf(error),
          ...facts,
        }),
      ),
  };
}

function toStandardOutput(line: string): void {
  // biome-ignore lint/style/noRestrictedGlobals: where lines go is no setting, and reads no environment
  process.stdout.write(`${line}\n`);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function causeOf(error: unknown): string | undefined {
  return error instanceof Error && error.cause !== undefined ? nameOf(error.cause) : undefined;
}

function placeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const frame = error.stack?.split("\n").find((line) => line.trim().startsWith("at "));
  return frame && upTo(frame.trim(), 200);
}
