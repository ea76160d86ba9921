import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import type { Context } from "../turn.ts";

/**
 * Input that always gets through, however much a resident has sent and even while she is paused. It is one list, in
 * order of precedence, and anything that holds people back consults it first.
 */
export interface Passes {
  readonly name: string;
  readonly test: (input: ResidentInput, lane: Lane, context: Context) => boolean;
}

const command =
  (...names: readonly string[]) =>
  (input: ResidentInput) =>
    input.type === "commanded" && names.includes(input.command);

const press =
  (step: string, ...options: readonly string[]) =>
  (input: ResidentInput) =>
    input.type === "chose" &&
    input.press.instrument === "core" &&
    input.press.step === step &&
    (options.length === 0 || options.includes(input.press.option));

const either =
  (...tests: readonly ((input: ResidentInput) => boolean)[]) =>
  (input: ResidentInput) =>
    tests.some((test) => test(input));

const alwaysPasses: readonly Passes[] = [
  /** Blocking the bot, or unblocking it, is not something she sends. */
  { name: "presence", test: (input) => input.type === "left" || input.type === "returned" },
  { name: "stop", test: either(command("stop"), press("stop")) },
  { name: "erase", test: either(command("wis"), press("erase"), press("data", "erase")) },
  { name: "data", test: command("mijngegevens") },
  { name: "help", test: command("help") },
  /** Objecting to a pause, by button or by typing. */
  { name: "objection", test: either(command("bezwaar"), press("pause")) },
  { name: "language", test: either(command("taal"), press("language")) },
];

/** A paused resident can still read what is hers and what is open. */
const reads = either(
  command("mijn", "meedoen", "wiebeslist"),
  press("mine"),
  press("show"),
  press("process"),
  press("data"),
  press("menu", "takePart"),
);

/**
 * Whether this input gets through while she is paused: what always passes, reading, and voting or answering by button.
 */
export function passesPaused(input: ResidentInput, instruments: readonly ResidentSide[]): boolean {
  if (input.type !== "chose") return reads(input);
  const { press: pressed } = input;
  const side = instruments.find((one) => one.name === pressed.instrument)?.process;
  return reads(input) || side?.votesIn(pressed) !== undefined || side?.answersIn(pressed) !== undefined;
}

/** The name of the rule that lets this input through; undefined when it is held back like everything else. */
export function passing(input: ResidentInput, lane: Lane, context: Context): string | undefined {
  return alwaysPasses.find((one) => one.test(input, lane, context))?.name;
}
