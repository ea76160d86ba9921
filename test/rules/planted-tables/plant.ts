import type { Lifecycle } from "../../../bot/core/processes/lifecycle.ts";

/** A table that can be spoilt: the types would refuse half of this. */
interface Draft {
  name: string;
  what: string;
  card?: false;
  states: Record<string, string[]>;
  steps: Record<string, Record<string, unknown>>;
  guards: Record<string, string>;
  lists: Record<string, string>;
  parts: Record<string, unknown>;
}
export interface Plant {
  /** The name of a good table. */
  readonly table: string;
  readonly plant: (draft: Draft) => readonly Lifecycle[];
  /** What has to be said, without the table's name and the full stop. */
  readonly fault: string;
}

/** Changes a row; a word that becomes undefined is taken out of it. */
export function row(name: string, change: Record<string, unknown>) {
  return (draft: Draft) => {
    const now = { ...draft.steps[name], ...change };
    draft.steps[name] = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== undefined));
  };
}
/** Takes a row out. */
export function without(name: string) {
  return (draft: Draft) => {
    delete draft.steps[name];
  };
}
/** Declares a part, or takes it out. */
export function part(name: string, value: unknown) {
  return (draft: Draft) => {
    draft.parts = { ...draft.parts, [name]: value };
    if (value === undefined) delete draft.parts[name];
  };
}
/** A good table, the sentence that its fault is named in, and how it is spoilt. */
export function bad(table: string, fault: string, ...changes: readonly ((draft: Draft) => void)[]): Plant {
  return {
    table,
    fault,
    plant: (draft) => {
      for (const change of changes) change(draft);
      // Spoilt on purpose: it is no lifecycle that the types would let through.
      return [draft as unknown as Lifecycle];
    },
  };
}
/** A state more. */
export const state = (is: string, name: string) => (draft: Draft) => {
  draft.states[is] = [...(draft.states[is] ?? []), name];
};

/** Takes out what is done about a question to the council that was taken back. */
export const neverTakenBack = (draft: Draft) => {
  delete draft.steps.takenBack;
  delete draft.steps.askAgain;
  draft.states.open = (draft.states.open ?? []).filter((one) => one !== "unasked");
};
