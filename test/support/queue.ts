import type { SQSRecord } from "aws-lambda";
import { after } from "../../bot/core/calendar/time.ts";
import { consumeNotices } from "../../bot/delivery/queue-consumer.ts";
import type { NoticeRef } from "../../bot/ports/store.ts";
import { Crash, type createFate } from "./fate.ts";
import type { TestTown } from "./town.ts";

/** As the stack sets it up: for how long a message whose process died is hidden (seconds), and how often it is sent. */
const HIDDEN = 90;
const GIVEN_OUT = 20;
/** Lambda takes at most this many at once. */
const AT_ONCE = 10;

interface Lying {
  readonly ref: NoticeRef;
  readonly n: number;
  received: number;
  until: string;
}

/**
 * A town's queue of notices: groups in order, hidden messages, and the real code that takes a batch. `runs` lets time
 * pass second by second, with a clock tick every minute.
 */
export function createQueue(town: TestTown, fate?: ReturnType<typeof createFate>) {
  const lying: Lying[] = [];
  const dead: NoticeRef[] = [];
  let taken = 0;
  let deaths = 0;

  async function takesIn(): Promise<void> {
    // The stream's records, without delivering anything.
    await town.follows();
    for (const ref of town.waiting.splice(0)) lying.push({ ref, n: ++taken, received: 0, until: town.now });
  }

  /** For each group, only the messages ahead of any hidden one. */
  function visible(): Lying[] {
    const held = new Set<string>();
    const some: Lying[] = [];
    for (const one of lying) {
      if (held.has(one.ref.group)) continue;
      if (one.until > town.now) held.add(one.ref.group);
      else if (some.length < AT_ONCE) some.push(one);
    }
    return some;
  }

  const takeOut = (one: Lying) => void lying.splice(lying.indexOf(one), 1);

  async function batch(): Promise<boolean> {
    const some = visible();
    if (some.length === 0) return false;
    for (const one of some) {
      one.received++;
      one.until = after(town.now, HIDDEN * 1000);
      if (one.received > GIVEN_OUT) {
        takeOut(one);
        dead.push(one.ref);
      }
    }
    const given = some.filter((one) => one.received <= GIVEN_OUT);
    let killed = false;
    const { batchItemFailures } = await consumeNotices(
      { Records: given.map(recordOf) },
      { getRemainingTimeInMillis: () => (killed ? 0 : 60_000) },
      {
        async deliver(ref, attempt, timeLeft, along) {
          try {
            return await town.app.deliver(ref, attempt, timeLeft, along);
          } catch (error) {
            killed ||= error instanceof Crash;
            throw error;
          }
        },
        // A dead process tells the queue nothing.
        postpone: async (receipt, seconds) => {
          const one = given.find(({ n }) => String(n) === receipt);
          if (one && !killed) one.until = after(town.now, seconds * 1000);
        },
        log: town.ports.log,
      },
    );
    if (killed) {
      deaths++;
      fate?.restart();
      town.restart();
      return true;
    }
    const failed = new Set(batchItemFailures.map((one) => one.itemIdentifier));
    for (const one of given) if (!failed.has(String(one.n))) takeOut(one);
    return true;
  }

  return {
    dead,
    get deaths() {
      return deaths;
    },
    lies: (group: string) => lying.some((one) => one.ref.group === group),
    /** Lets everything happen that can happen by now. */
    async now(): Promise<void> {
      do await takesIn();
      while (await batch());
    },
    /** Lets time pass, a few seconds at a time. */
    async runs(milliseconds: number, step = 5000): Promise<void> {
      const end = after(town.now, milliseconds);
      let minute = town.now.slice(0, 16);
      while (town.now < end) {
        town.comesTo(after(town.now, step));
        await this.now();
        if (minute === town.now.slice(0, 16)) continue;
        minute = town.now.slice(0, 16);
        await town.app.tick();
      }
    },
  };
}

function recordOf({ ref, n, received }: Lying): SQSRecord {
  return {
    messageId: String(n),
    receiptHandle: String(n),
    body: JSON.stringify(ref),
    attributes: {
      ApproximateReceiveCount: String(received),
      SentTimestamp: "0",
      SenderId: "test",
      ApproximateFirstReceiveTimestamp: "0",
      MessageGroupId: ref.group,
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-central-1:000000000000:notices.fifo",
    awsRegion: "eu-central-1",
  };
}
