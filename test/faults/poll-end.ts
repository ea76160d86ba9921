import { MINUTE } from "../../bot/core/calendar/time.ts";
import { stageSchema } from "../../bot/core/processes/stage.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { Chance } from "./chance.ts";
import type { createOrganiser } from "./organiser.ts";
import type { Stage } from "./phone.ts";
import type { Poll } from "./poll-votes.ts";
import type { createResident } from "./residents.ts";
import type { Towns } from "./towns.ts";

/** The last day of the polls of a run has passed: they are counted and answered, while everything still fails. */

/** Calls between two deaths: a message to everybody takes about a hundred, and is to be met by one. */
const CALLS_PER_LIFE = 400;
/** People who press an option when the day has passed, and who have themselves erased between result and answer. */
const LATE = 3;
/** Milliseconds. Work of a process that died comes again within a minute (local/speed-ups.ts). */
const COMES_AGAIN = 90_000;
/** The clock looks again after a quarter of an hour, and then every hour. */
const ROUNDS = 5;

type Resident = ReturnType<typeof createResident>;

export async function endPolls(parts: {
  readonly stage: Stage;
  readonly towns: Towns;
  readonly organiser: ReturnType<typeof createOrganiser>;
  readonly people: readonly Resident[];
  readonly chance: Chance;
  /** Everybody's clock goes ahead by this many milliseconds. */
  readonly pass: (milliseconds: number) => void;
  /** How long it is from now until a morning after their last day. */
  readonly untilCounted: () => number;
  readonly rows: () => Promise<readonly Row[]>;
}): Promise<void> {
  const { stage, organiser, people, chance, pass } = parts;
  const polls = stage.polls.open.splice(0);

  /** Waits, and lets the clock look again when something got lost on its way. */
  async function until(what: string, holds: (rows: readonly Row[]) => boolean): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      for (const end = performance.now() + COMES_AGAIN; performance.now() < end; ) {
        if (holds(await parts.rows())) return;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      pass(61 * MINUTE);
    }
    stage.note(0, `in vain waited for ${what}`);
  }

  /** Residents whose vote is known, not the same ones for every poll. */
  function someVoters(poll: Poll): readonly Resident[] {
    const voters = people.filter(
      (one) => one.isFree() && stage.polls.votes.get(poll.id)?.get(String(one.id))?.last !== undefined,
    );
    return voters.length > 0 ? Array.from({ length: LATE }, () => chance.pick(voters)) : [];
  }

  parts.towns.beginTroubles(CALLS_PER_LIFE);
  pass(parts.untilCounted());
  for (const poll of polls)
    await Promise.all([...new Set(someVoters(poll))].map((one) => one.isTooLate(poll)));
  await until("the results", (rows) => polls.every((poll) => messagesOf(poll, rows) >= 1));
  for (const { id } of polls) stage.polls.counted.add(id);
  const erased = new Set(polls.flatMap((poll) => someVoters(poll).slice(1)));
  await Promise.all([...erased].map((one) => one.erases()));
  for (const poll of polls) await organiser.answers(poll).catch((error) => stage.note(0, String(error)));
  await until("the answers", (rows) => polls.every((poll) => messagesOf(poll, rows) >= 2));
  pass(61 * MINUTE);
  await until("the end of the polls", (rows) => polls.every((poll) => isOver(poll, rows)));
}

/** How many messages to everybody who takes part have been sent. */
function messagesOf({ id }: Poll, rows: readonly Row[]): number {
  return rows.filter((row) => row.row === "broadcast" && row.process === id && row.status.at === "sent")
    .length;
}

function isOver({ id }: Poll, rows: readonly Row[]): boolean {
  return rows.some(
    (row) => row.row === "process" && row.id === id && stageSchema.parse(row.state).at === "closed",
  );
}
