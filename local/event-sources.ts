import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Deployment } from "./deployment.ts";
import { call, type Invoke, teller } from "./invocation.ts";
import type { Poll } from "./polls.ts";
import { feedFromQueue } from "./queue-source.ts";
import { type Feed, feedFromStream } from "./stream-source.ts";

/**
 * Everything that invokes a function automatically, as the template says: the table's stream, the queues and the clock.
 */

export interface EventSourceParts {
  readonly deployment: Deployment;
  /** How to call each function, by its name in the template, such as "Changes". */
  readonly functions: Readonly<Record<string, Invoke>>;
  readonly sqs: SQSClient;
  /** Addresses of the queues, by their names in the template, such as "ChangesDead". */
  readonly urls: Readonly<Record<string, string>>;
  /** Reads the table's stream for a function; a function in memory is told of each commit. */
  readonly follows: (feed: Feed) => Poll;
  /** Milliseconds since 1970, on the clock that dates changes; the machine's by default. */
  readonly now?: () => number;
  /** The clock ticks by itself, unless somebody else triggers it. */
  readonly rings?: boolean;
}

export interface EventSources extends Poll {
  /** Triggers a tick now, once the previous one is over. */
  ring(): Promise<void>;
}

/** @throws Error when the template names a function or a queue that does not exist */
export function startEventSources(parts: EventSourceParts): EventSources {
  const { deployment, sqs, follows, now } = parts;
  const invoke = (name: string) => there(parts.functions, "function", name);
  const timeout = (name: string) => there(deployment.functions, "function", name).timeout;
  const url = (name: string) => there(parts.urls, "queue", name);
  const setAside = (queue: string) => async (what: unknown) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: url(queue), MessageBody: JSON.stringify(what) }));
  };

  const polls = [
    ...deployment.streams.map((source) =>
      follows(
        feedFromStream({
          source,
          timeout: timeout(source.function),
          invoke: invoke(source.function),
          setAside: setAside(source.dead),
          ...(now && { now }),
        }),
      ),
    ),
    ...deployment.queueSources.map((source) =>
      feedFromQueue({
        source,
        url: url(source.queue),
        sqs,
        timeout: timeout(source.function),
        invoke: invoke(source.function),
      }),
    ),
  ];
  const clock = startClock(deployment, invoke(deployment.clock.function), setAside(deployment.clock.dead));
  const ticking = parts.rings === false ? undefined : setInterval(clock, deployment.clock.every * 1000);
  return {
    ring: clock,
    async stop() {
      clearInterval(ticking);
      await Promise.all(polls.map((one) => one.stop()));
    },
  };
}

/** A tick that fails as often as the template allows is set aside; the next one sees everything that is due. */
function startClock(
  { clock, functions }: Deployment,
  invoke: Invoke,
  setAside: (what: unknown) => Promise<void>,
): () => Promise<void> {
  const told = teller("clock");
  const seconds = there(functions, "function", clock.function).timeout;
  let ringing: Promise<void> = Promise.resolve();
  async function ringOnce(): Promise<void> {
    for (let tries = 0; tries <= clock.retries; tries++) {
      try {
        await call(invoke, {}, seconds);
        return;
      } catch (error) {
        told(error);
      }
    }
    await setAside({ requestContext: { condition: "RetriesExhausted" }, version: "1.0" }).catch(told);
  }
  return () => {
    ringing = ringing.then(ringOnce);
    return ringing;
  };
}

function there<One>(all: Readonly<Record<string, One>>, what: string, name: string): One {
  const found = all[name];
  if (found === undefined) throw new Error(`the template calls a ${what} “${name}” that is not there`);
  return found;
}
