import { Duration } from "aws-cdk-lib";

/** What differs from function to function. */
export interface Shape {
  /** What it is for, in one sentence for whoever opens the console. */
  readonly description: string;
  readonly timeout: Duration;
  /** Megabytes; the processor grows with them. */
  readonly memory: number;
  /** How large the bundle may become, in kilobytes of 1000 bytes. What is loaded is what a cold start costs. */
  readonly budget: number;
  /**
   * So many may run at once whatever happens at the doors, when the account has room for that (`--context
   * reserve=true`). It is a bound as well, so it is no less than the function ever needs.
   */
  readonly reserved?: number;
}

/**
 * The functions. A resident or an official waits for a door, and `deliver` takes photos of up to 20 MB apart: they get
 * 1024 MB, more than half a processor. The others wait for the table or for Telegram most of their time. At
 * 128 MB an answer took four times as long as at 512 (published measurements of Node on Lambda), so none has less.
 */
export const functions = {
  telegram: {
    description: "What residents do in Telegram.",
    // API Gateway gives up after 30 seconds; Telegram then tries again.
    timeout: Duration.seconds(25),
    memory: 1024,
    // Limits on what one person can send, sealed rows and keys that can be renewed took 15 KB; what people mean when they
    // type, danger first, 80 KB, of which most are the words themselves, in every language that there is. zod's way to JSON
    // Schema is 19 KB that nothing uses and that esbuild cannot leave out.
    budget: 640,
  },
  slack: {
    description: "What officials do in Slack.",
    // Slack stops waiting after 3 seconds and shows its own message; what was decided still has to be written.
    timeout: Duration.seconds(10),
    memory: 1024,
    budget: 960,
  },
  changes: {
    description: "Keeps figures and hands on notices.",
    timeout: Duration.seconds(60),
    memory: 512,
    budget: 400,
    // One for each shard of the stream. A table that is paid by use begins with four, and has more when it was busy.
    reserved: 10,
  },
  deliver: {
    description: "Sends notices to residents and desks.",
    timeout: Duration.seconds(60),
    memory: 1024,
    // Nobody waits for it to start. All texts, and what becomes of a message that cannot be delivered.
    budget: 1220,
    // As many as the queue hands to it at once.
    reserved: 5,
  },
  tick: {
    description: "Wakes what was to be woken.",
    // Ready before the next minute begins.
    timeout: Duration.seconds(55),
    memory: 512,
    budget: 560,
    // One that takes all of its minute, and the next.
    reserved: 2,
  },
  broadcast: {
    description: "Sends one message to many residents, at the pace that Telegram allows.",
    // 250 residents take ten seconds; the rest is for when Telegram asks to wait.
    timeout: Duration.seconds(120),
    memory: 512,
    budget: 600,
    // There is one sender; the other is for a part that is handed over while the first still ends.
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

/** "telegram" → "Telegram": how its parts are called in the template. */
export const titled = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
