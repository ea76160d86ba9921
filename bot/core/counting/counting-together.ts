import { type Cell, groupOf, inCell } from "../model/groups.ts";
import {
  ALL,
  apart,
  cellsAround,
  numbersOf,
  type Response,
  type Results,
  readGivenNumber,
  writeGroupCount,
} from "./response.ts";

/** Counts of many responses together; the same as the sum of `countsOf`, without making one of each. */
export interface Counting {
  add(response: Response): void;
  results(): Results;
}

type Numbers = Map<string, number>;

export function createCounting(): Counting {
  /** By question, by cell (everybody: the empty name), by what is counted. */
  const sums = new Map<string, Map<string, Numbers>>();
  const numbersIn = (cells: Map<string, Numbers>, cell: string): Numbers => {
    const known = cells.get(cell);
    if (known) return known;
    const numbers: Numbers = new Map();
    cells.set(cell, numbers);
    return numbers;
  };
  const plus = (numbers: Numbers, what: string, n: number) => numbers.set(what, (numbers.get(what) ?? 0) + n);
  const cellsAt = (question: string) => {
    const cells = sums.get(question) ?? new Map<string, Numbers>();
    sums.set(question, cells);
    return cells;
  };

  return {
    add(response) {
      const { age, neighbourhood, via, size = 1, done, answers } = response;
      const questions = Object.keys(answers);
      if (questions.length === 0) return;
      const aside = apart(via);
      const around = aside ? [] : cellsAround(response);
      const count = (question: string, what: string, n: number) => {
        const cells = cellsAt(question);
        plus(numbersIn(cells, aside ?? ""), what, n);
        if (around.length === 0 || readGivenNumber(what) !== undefined) return;
        for (const cell of around) plus(numbersIn(cells, cell), what, n);
      };
      count(ALL, "begun", via === "group" ? size : 1);
      if (via === "group") count(ALL, "groups", 1);
      else if (done) count(ALL, "done", 1);
      if (!aside && age !== undefined && neighbourhood !== undefined)
        plus(numbersIn(cellsAt(ALL), ""), writeGroupCount(groupOf(age, neighbourhood)), 1);
      for (const question of questions) {
        const answer = answers[question];
        if (!answer) continue;
        // Named in the results, even when nothing of it is counted.
        cellsAt(question);
        const numbers = numbersOf(answer);
        for (const what of Object.keys(numbers)) count(question, what, numbers[what] ?? 0);
      }
    },
    results: () =>
      Object.fromEntries(
        [...sums].map(([question, cells]) => [
          question,
          Object.fromEntries(
            [...cells].flatMap(([cell, numbers]) =>
              // Only `apart` and `cellsAround` name one.
              [...numbers].map(([what, n]) => [cell === "" ? what : inCell(cell as Cell, what), n] as const),
            ),
          ),
        ]),
      ),
  };
}
