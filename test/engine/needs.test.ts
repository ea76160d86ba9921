import { expect, test } from "vitest";
import { nothing } from "../../bot/core/decision.ts";
import type { Need, Seen } from "../../bot/core/needs.ts";
import type { Context } from "../../bot/core/turn.ts";
import { resolveNeeds } from "../../bot/engine/needs.ts";
import { createTestTown } from "../support/town.ts";

/** What a decision asks to see is read until it needs nothing more. */

const { store } = createTestTown();
// Only its office is looked at on the way.
const context = {} as Context;
const read = (next: (seen: Seen) => Need | undefined) => {
  let rounds = 0;
  const turn = resolveNeeds(store, context, undefined, ({ seen }) => {
    rounds += 1;
    const need = next(seen);
    return need ? { needs: [need] } : nothing;
  });
  return turn.then(
    () => rounds,
    (error: Error) => `${error.message.slice(0, 27)}, after ${rounds} rounds`,
  );
};
const report = (n: number) => String(10_000_000 + n);

test("one thing may lead to the next, as often as a report can have been merged", async () => {
  const chain = (length: number) =>
    read(({ contribution }) => {
      const n = Object.keys(contribution).length;
      return n < length ? { see: "contribution", id: report(n) } : undefined;
    });
  expect(await chain(2)).toBe(3);
  expect(await chain(201)).toBe(202);
});

test("a decision that never ends is stopped: at once when it asks for what it was given", async () => {
  expect(await read(() => ({ see: "contribution", id: report(1) }))).toBe(
    "a decision kept asking for , after 2 rounds",
  );
  const ever = read(({ contribution }) => ({
    see: "contribution",
    id: report(Object.keys(contribution).length),
  }));
  expect(await ever).toBe("a decision kept asking for , after 250 rounds");
});
