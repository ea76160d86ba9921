import type { Transitions } from "../../bot/core/transitions.ts";
import { transitions as issue } from "../../bot/instruments/issue/lifecycle.ts";
import { workerTransitions } from "../../bot/instruments/issue/workers/lifecycle.ts";

/** Ways of taking part whose table says only what leads where, and who does it. */
export interface OlderTable {
  readonly name: string;
  /** One sentence. */
  readonly what: string;
  readonly begins: string;
  readonly over: readonly string[];
  readonly rows: Transitions<string, string>;
}

/** Those that are not on the kernel yet. A table that comes to `shipped` goes from here. */
export const olderTables: readonly OlderTable[] = [
  {
    name: "issue",
    what: "Something a resident tells the town, and what comes of it.",
    begins: "submitted",
    over: ["closed", "merged", "declined", "withdrawn"],
    rows: issue,
  },
  {
    name: "worker",
    what: "A youth worker is let in by name, to report for groups without the chat.",
    begins: "invited",
    over: ["out"],
    rows: workerTransitions,
  },
];
