import { Duration } from "aws-cdk-lib";

/** The settings that differ between functions. */
export interface Shape {
  /** Its purpose in one sentence, for somebody who opens the console. */
  readonly description: string;
  readonly timeout: Duration;
  /** Megabytes; processor power grows with them. */
  readonly memory: number;
  /** The largest allowed bundle, in kilobytes of 1000 bytes (our limit). Whatever is loaded adds to a cold start. */
  readonly budget: number;
  /**
   * Concurrent executions reserved for it whatever happens at the webhooks, when the account has room for that
   * (`--context reserve=true`). It is also an upper limit, so it is no less than the function ever needs.
   */
  readonly reserved?: number;
}

/**
 * The functions. A resident or an official waits for a webhook, and `deliver` takes photos of up to 20 MB apart: they
 * get 1024 MB, more than half a processor. The others mostly wait for the table or for Telegram. At 128 MB an answer
 * took four times as long as at 512 (published measurements of Node on Lambda), so none has less.
 */
export const functions = {
  telegram: {
    description: "What residents do in Telegram.",
    // API Gateway gives up after 30 seconds; Telegram then tries again.
    timeout: Duration.seconds(25),
    memory: 1024,
    // Texts are not in it: they lie beside it and are read when they are needed.
    budget: 480,
  },
  slack: {
    description: "What officials do in Slack.",
    // Slack stops waiting after 3 seconds and shows its own message; the decision still has to be written.
    timeout: Duration.seconds(10),
    memory: 1024,
    budget: 735,
  },
  changes: {
    description: "Keeps figures and hands on notices.",
    timeout: Duration.seconds(60),
    memory: 512,
    // Nobody waits for these four to start, so they reach AWS through its SDK: some 360 KB.
    budget: 500,
    // One per shard of the stream. An on-demand table begins with four, and has more after it was busy.
    reserved: 10,
  },
  deliver: {
    description: "Sends notices to residents and desks.",
    timeout: Duration.seconds(60),
    memory: 1024,
    // Nobody waits for it to start.
    budget: 1060,
    // As many as the queue invokes at once.
    reserved: 5,
  },
  tick: {
    description: "Wakes what was to be woken.",
    // Done before the next minute begins.
    timeout: Duration.seconds(55),
    memory: 512,
    budget: 830,
    // One that takes its whole minute, and the next.
    reserved: 2,
  },
  broadcast: {
    description: "Sends one message to many residents, at the pace that Telegram allows.",
    // 250 residents take ten seconds; the rest is for when Telegram asks us to wait.
    timeout: Duration.seconds(120),
    memory: 512,
    budget: 540,
    // There is one sender; the other is for a part that is handed over while the first is still finishing.
    reserved: 2,
  },
} as const satisfies Record<string, Shape>;

export type FunctionName = keyof typeof functions;

export const functionNames = [
  "telegram",
  "slack",
  "changes",
  "deliver",
  "tick",
  "broadcast",
] as const satisfies readonly FunctionName[];

/** "telegram" → "Telegram": the prefix of its parts in the template. */
export const titled = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
