import { createGathering, type Gathered } from "../../../bot/core/counting/recount.ts";
import type { Answer, Response } from "../../../bot/core/counting/response.ts";
import { voterToken } from "../../../bot/core/model/ids.ts";
import type { Message } from "../../../bot/core/model/message.ts";
import type { Question } from "../../../bot/instruments/survey/questions/definition.ts";
import { type Survey, surveySchema } from "../../../bot/instruments/survey/state.ts";
import { words } from "../../support/words.ts";

/** Answers of invented people, counted as the software counts them, for figures that are worked out by hand. */

/** As somebody reads it, one line each. */
export const read = (lines: readonly Message[], language = "nl") =>
  lines.map((line) => words.render(line, language)).join("\n");

/** Each option has its own id as its label. */
export function question(kind: Question["kind"], ids: readonly string[] = [], more: Partial<Question> = {}) {
  const options = ids.map((id) => ({ id, label: { nl: id } }));
  return { id: "q", kind, ask: { nl: "Vraag" }, ...(ids.length > 0 && { options }), ...more };
}

export function person(answers: Response["answers"], more: Partial<Response> = {}): Response {
  return {
    row: "response",
    process: "P1234567",
    voter: voterToken("00"),
    version: 1,
    edition: 1,
    language: "nl",
    via: "chat",
    answers,
    done: true,
    begun: "2026-05-04",
    at: "2026-05-04",
    ...more,
  };
}

/** This many people, who all gave this answer to question q. */
export function people(count: number, answer: Answer, more: Partial<Response> = {}): Response[] {
  return Array.from({ length: count }, () => person({ q: answer }, more));
}

export const chose = (...ids: string[]): Answer => ({ is: "options", ids });
export const typed = (text: string): Answer => ({ is: "text", text });
export const gave = (value: number): Answer => ({ is: "number", value });
export const said = (text: string): Answer => ({ is: "word", text });
export const ranked = (...ids: string[]): Answer => ({ is: "ranking", ids });
export const other = (own: string, ...ids: string[]): Answer => ({ is: "options", ids, own });

export function gathered(...list: readonly Response[]): Gathered {
  const gathering = createGathering();
  for (const one of list) gathering.add(one);
  return gathering.done();
}

/** A survey of these questions that has closed, with these answers. */
export function closed(questions: readonly Question[], list: readonly Response[], more: object = {}): Survey {
  return surveySchema.parse({
    at: "closed",
    since: "2026-05-19T00:02:00.000Z",
    template: "own",
    definition: { questions },
    edition: 1,
    opensOn: "2026-05-04",
    closesOn: "2026-05-18",
    code: "00000000",
    result: { on: "2026-05-19T00:02:00.000Z", same: true, ...gathered(...list) },
    ...more,
  });
}
