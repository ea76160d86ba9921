import type { Card } from "../core/model/card.ts";
import type { Entry } from "../core/model/contribution.ts";
import type { Message } from "../core/model/message.ts";
import { isProcessId } from "../core/model/process.ts";
import { shown } from "../instruments/registry.ts";
import type { Store } from "../ports/store.ts";

type CardContext = Parameters<(typeof shown)[number]["card"]>[1];

/** The subject of a card with a history in the workspace: a contribution or a process. */
export interface Subject {
  readonly desk: string;
  readonly entries: number;
  readonly card: Card;
  readonly line: (entry: Entry) => Message | undefined;
  /** Contributions merged into it. */
  readonly joined: readonly string[];
}

/**
 * Reads the current state of a card's subject.
 * @returns undefined when it is gone, or belongs to an instrument that no longer exists
 */
export async function subjectOf(
  store: Pick<Store, "process" | "contribution">,
  id: string,
  context: CardContext,
): Promise<Subject | undefined> {
  if (isProcessId(id)) {
    const process = await store.process(id);
    const side = shown.find((one) => one.name === process?.instrument)?.process;
    if (!process || !side) return undefined;
    const { desk, entries } = process;
    const card = side.card(process, context);
    return { desk, entries, card, line: (entry) => side.threadLine(entry, process, context), joined: [] };
  }
  const contribution = await store.contribution(id);
  const instrument = shown.find((one) => one.name === contribution?.instrument);
  if (!contribution || !instrument) return undefined;
  const { desk, entries } = contribution;
  const card = instrument.card(contribution, context);
  const joined = instrument.joined?.(contribution) ?? [];
  return {
    desk,
    entries,
    card,
    line: (entry) => instrument.threadLine(entry, contribution, context),
    joined,
  };
}
