import type { Row } from "./rows.ts";

/**
 * The rows for which we follow the table's stream. There is one list: what Lambda lets through
 * (bot/store/stream-filters.ts, infra/sources.ts), what is done about it (bot/engine/changes.ts) and the tests are all
 * derived from it. A kind of row that is in neither half does not type-check.
 */

/** DynamoDB's names for what happened to a row. A removal has no consequences. */
export type StreamEvent = "INSERT" | "MODIFY";

/** The kinds that have consequences, and when. They are handled in this order. */
export const reactsTo = {
  /** Running figures of issues and processes. A line of a history never changes. */
  entry: ["INSERT"],
  /** The running count of a vote: somebody may vote again. */
  ballot: ["INSERT", "MODIFY"],
  /** Running results of a survey, and with them its quotas: somebody answers question after question. */
  response: ["INSERT", "MODIFY"],
  /** Counted once it is stored, and sent once somebody has pressed *Send*. */
  broadcast: ["INSERT", "MODIFY"],
  /** While a commit of it left something to the stream: history and notices are written out, counted and handed over. */
  contribution: ["INSERT", "MODIFY"],
  /** Handed to the queue. Later ones are handed over by the clock. */
  notice: ["INSERT"],
} as const satisfies Partial<Record<Row["row"], readonly StreamEvent[]>>;

export type Followed = keyof typeof reactsTo;

/** The kinds that are ignored, each with the reason. */
export const passesBy: Readonly<Record<Exclude<Row["row"], Followed>, string>> = {
  lane: "Written with every tap. Whatever others should know of it is a notice or an entry in the same commit.",
  mark: "Read when somebody who had herself erased comes back.",
  process: "What happened to it is an entry in the same commit.",
  posted: "Where a card stands concerns only who puts cards up.",
  staff: "Roles are read when somebody acts.",
  office: "Desks and rules are read when somebody acts.",
  chunk: "Its broadcast says when there is something to send.",
  progress: "Written every second while a broadcast is sent.",
  listener: "Read when a broadcast is counted.",
  participant: "Read when everybody who takes part is told something.",
  dead: "Waits for a person; an alarm looks at the line in the log.",
};

export function isFollowed(kind: string): kind is Followed {
  return Object.hasOwn(reactsTo, kind);
}
