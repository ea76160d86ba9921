import type { Figure } from "./figures.ts";

/** What a reader asks, and which figures answer it: the beginning of their ids. The order is that of the document. */
const questions: readonly (readonly [question: string, ids: readonly string[]])[] = [
  ["How long does somebody wait when a function has to start?", ["cold.", "size."]],
  ["How long does somebody wait when many are there at once?", ["load."]],
  ["How much work is an update for a processor?", ["core.", "warm."]],
  ["Whose time is it: the bot's or the emulator's?", ["table.", "replay."]],
  ["How often is the table asked, and what does it charge?", ["roundtrips.", "units.", "votes.", "answers."]],
  ["Does it stay so in a large town?", ["growth."]],
  ["What does a day of a large town do to its parts?", ["day."]],
  ["Is what is counted exact, and how long does counting anew take?", ["exact.", "recount."]],
  ["How long does news take, and an invitation?", ["broadcast.", "invitation."]],
  ["How much memory does each function use?", ["memory."]],
  ["What does a month cost?", ["cost."]],
];

/** Figures whose name says which measurement they come from, but which answer another question. */
const elsewhere: readonly (readonly [id: RegExp, answers: string])[] = [
  [/^warm\.table\.|^core\.table\./, "table."],
  [/\.exact$/, "exact."],
  [/\.recount\./, "recount."],
];

const startFor = (id: string): string => elsewhere.find(([pattern]) => pattern.test(id))?.[1] ?? id;

/** @throws Error for a figure that answers no question: it belongs to one, or nobody asked */
export function asked(
  figures: readonly Figure[],
): (readonly [question: string, figures: readonly Figure[]])[] {
  const stray = figures.find(
    ({ id }) => !questions.some(([, starts]) => starts.some((start) => startFor(id).startsWith(start))),
  );
  if (stray) throw new Error(`No question in bench/questions.ts is answered by “${stray.id}”`);
  return questions.flatMap(([question, starts]) => {
    const found = figures.filter(({ id }) => starts.some((start) => startFor(id).startsWith(start)));
    return found.length > 0 ? [[question, found] as const] : [];
  });
}
