import type { Instant } from "../../core/calendar/time.ts";
import type { AnyKind, Standing } from "../../core/processes/kind.ts";
import { earlierEvents, earlierTopic, topicsUnder } from "./earlier-topics.ts";
import { manifesto } from "./lifecycle.ts";
import { VERSION } from "./names.ts";
import { isEarlier, type Manifesto, manifestoSchema } from "./state.ts";

/** What is needed to store a manifesto: its table, the shape of its state, and when the clock has to look at it. */
export const base = {
  table: manifesto,
  version: VERSION,
  schema: manifestoSchema,
  wakes,
  earlierItem: earlierTopic,
  earlierEvents,
  listedUnder: topicsUnder,
} as const;

/** Without the code of its rows: nothing is taken with it. */
export const stored = { ...base, guards: {}, lists: {}, children: {} } as unknown as AnyKind;

/** Authors are told at once, in parts; and a promise of before is to become a process of its own. */
function wakes({ state, context }: Standing<Manifesto>): Instant | undefined {
  return state.telling !== undefined || isEarlier(state) ? context.now : undefined;
}
