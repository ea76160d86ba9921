import { type Ground, Problem } from "./ground.ts";
import { type Answer, inWords } from "./slack-requests.ts";

/** @throws Problem unless the app took it in time */
export function taken(ground: Ground, answer: Answer): Extract<Answer, { kind: "answered" }> {
  if (answer.kind === "answered" && answer.status === 200) return answer;
  const words = inWords(answer);
  ground.addStep({ lane: "slack-in", text: words });
  throw new Problem(`${words}.`);
}
