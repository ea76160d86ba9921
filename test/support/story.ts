import { HttpError } from "grammy";
import type { Press } from "../../bot/core/model/screen.ts";
import { Conflict, Unavailable, Wait } from "../../bot/ports/errors.ts";
import { type Call, Crash, createFate, type Moment } from "./fate.ts";
import type { Heard } from "./played-telegram.ts";
import { createTestTown, type TestTown } from "./town.ts";

/** A conversation that is replayed again and again while something goes wrong in it, each time at a different point. */

export type Act = Parameters<ReturnType<TestTown["resident"]>["does"]>[0];

export type Told = ReturnType<typeof tell>;

/** How often the other side may repeat something before it counts as our bug. */
const PATIENCE = 12;

/** A town whose people come back when they get no answer, as Telegram, Slack and the queues do. */
export function tell() {
  const fate = createFate();
  const town = createTestTown({ ports: fate.ports });
  let updates = 0;
  let troubles = 0;

  /** Repeats it until it is taken: after a crash, a 503 or a message that comes back from the queue. */
  async function insists(work: () => Promise<void>): Promise<void> {
    for (let attempt = 0; attempt < PATIENCE; attempt++) {
      try {
        return await work();
      } catch (error) {
        const passes =
          error instanceof Crash ||
          error instanceof Unavailable ||
          error instanceof Conflict ||
          error instanceof Wait ||
          error instanceof HttpError;
        if (!passes && !(error instanceof Trouble)) throw error;
        troubles++;
        if (fate.isDead) {
          fate.restart();
          town.restart();
        }
      }
    }
    throw new Error("it was never taken");
  }

  const settles = () => insists(() => town.settle());

  function resident(name: string, about: { language?: "nl" | "en" } = {}) {
    const one = town.resident(name, about);
    let messages = 1000;
    const does = async (act: Act) => {
      const update = ++updates;
      const whole = { message: ++messages, ...act } as Act;
      await insists(() => one.gives(whole, update));
      await settles();
    };
    return {
      one,
      does,
      says: (text: string, extra: { repliesTo?: number; message?: number; edited?: boolean } = {}) =>
        does({ type: "said", text, ...extra }),
      /** Presses the newest button with this option. */
      presses: (option: string) => does({ type: "chose", press: pressOf(one.heard, option) }),
      commands: (command: string) =>
        command === "start" ? does({ type: "started" }) : does({ type: "commanded", command, rest: "" }),
      photo: (source: string) => does({ type: "shared", media: { kind: "photo", source } }),
      /** Everything she was told, as text, in order; numbers of issues differ from run to run. */
      get texts(): string[] {
        return one.heard.map(({ screen, language }) =>
          town.text(screen, language).replace(/\d{4}-\d{4}/g, "####-####"),
        );
      },
    };
  }

  function official(member: string) {
    const one = town.official(member);
    return {
      one,
      async acts(ref: string, act: string, values: Record<string, string> = {}) {
        const press = { instrument: "issue", version: 1, step: "card", option: act, ref };
        const id = `sl:press:${++updates}`;
        await insists(() => one.gives({ type: "chose", press }, id));
        for (let step = 0; step < 2 && one.form; step++) {
          const id = `sl:submit:${++updates}`;
          const { form } = one;
          // Slack keeps the form open and sends the same again.
          await insists(() => one.gives({ type: "submitted", form: form?.id, values }, id));
        }
        await settles();
      },
    };
  }

  const none: ReturnType<typeof once> = () => undefined;
  return {
    fate,
    town,
    resident,
    official,
    /** What strikes in the part of the story that matters. */
    later: none,
    insists,
    settles,
    get troubles() {
      return troubles;
    },
  };
}

export function pressOf(heard: readonly Heard[], option: string): Press {
  for (const { screen } of heard.toReversed())
    for (const choice of (screen.choices ?? []).flat())
      if ("press" in choice && choice.press.option === option) return choice.press;
  throw new Error(`there is no button for “${option}”`);
}

/** An error of a kind that no code knows. */
class Trouble extends Error {}

/** Strikes once, at the nth call, in this way. */
export function once(n: number, at: Moment, error: () => Error, of: (call: Call) => boolean = () => true) {
  let count = 0;
  let target: number | undefined;
  return (call: Call, moment: Moment): Error | undefined => {
    if (moment === "before" && of(call) && ++count === n) target ??= call.n;
    return moment === at && call.n === target ? error() : undefined;
  };
}
