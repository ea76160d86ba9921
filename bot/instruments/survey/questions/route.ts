import type { Answer, Response } from "../../../core/counting/response.ts";
import type { Definition, Question } from "./definition.ts";

/**
 * The route through the questions: which ones somebody is asked can depend on her earlier answers, and only on those.
 */

type Answers = Readonly<Record<string, Answer>>;

/** The questions she is asked, as far as her answers show; those whose condition is still undecided are left out. */
export function routeOf({ questions }: Definition, answers: Answers): Question[] {
  const asked = new Set<string>();
  return questions.filter((question) => {
    const fits = (question.when ?? []).every(
      (one) => asked.has(one.question) && one.is.some((id) => chosen(answers[one.question]).includes(id)),
    );
    if (fits) asked.add(question.id);
    return fits;
  });
}

/** The questions she may be asked, including those whose condition is still undecided. */
export function possible({ questions }: Definition, answers: Answers): Question[] {
  const open = new Set<string>();
  return questions.filter((question) => {
    const fits = (question.when ?? []).every(
      (one) =>
        open.has(one.question) &&
        (answers[one.question] === undefined ||
          one.is.some((id) => chosen(answers[one.question]).includes(id))),
    );
    if (fits) open.add(question.id);
    return fits;
  });
}

function chosen(answer: Answer | undefined): readonly string[] {
  return answer?.is === "options" ? answer.ids : [];
}

/** The first question without an answer; undefined when she has been asked everything. */
export function nextOf(definition: Definition, answers: Answers): Question | undefined {
  return routeOf(definition, answers).find((one) => answers[one.id] === undefined);
}

/**
 * Changes one of her answers. Answers to questions that are no longer asked are set aside, and come back if they are
 * asked again.
 */
export function withAnswer(response: Response, definition: Definition, id: string, answer: Answer): Response {
  let answers: Record<string, Answer> = { ...response.answers, [id]: answer };
  const aside: Record<string, Answer> = { ...response.aside };
  delete aside[id];
  for (;;) {
    const route = new Set(routeOf(definition, answers).map((one) => one.id));
    const left = Object.keys(answers).filter((one) => !route.has(one));
    const back = [...route].filter((one) => answers[one] === undefined && aside[one] !== undefined);
    if (left.length === 0 && back.length === 0) break;
    for (const one of left) if (answers[one]) aside[one] = answers[one];
    const kept = Object.entries(answers).filter(([one]) => !left.includes(one));
    const returned = back.flatMap((one) => (aside[one] ? [[one, aside[one]] as const] : []));
    for (const one of back) delete aside[one];
    answers = Object.fromEntries([...kept, ...returned]);
  }
  return { ...response, answers, ...(Object.keys(aside).length > 0 ? { aside } : { aside: undefined }) };
}
