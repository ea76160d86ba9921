import type { Process } from "../../bot/core/model/process.ts";

/** A process with a complete card, for tests that need one but not how it came about. */
export function sampleProcess(changes: Partial<Process> = {}): Process {
  const text = { nl: "Tekst" };
  return {
    row: "process",
    id: "P1234567",
    instrument: "manifesto",
    version: 1,
    card: {
      title: text,
      question: text,
      open: text,
      fixed: text,
      decides: text,
      answers: text,
      level: "advise",
      phase: "prepare",
      answerBy: "2026-10-01",
    },
    state: {},
    open: true,
    desk: "youth_neighbourhood",
    organiser: "U0OLA",
    handled: [],
    created: "2026-05-04T09:00:00.000Z",
    changed: "2026-05-04T09:00:00.000Z",
    entries: 1,
    ...changes,
  };
}
