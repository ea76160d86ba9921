import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { cameOfIt } from "../answers.ts";
import { readManifesto } from "../state.ts";
import { pointsTold } from "../voting/told-figures.ts";

/** What it was merged into, and how that did in the vote. */
export function whereItWent(id: string, process: Process): Message[] {
  const manifesto = readManifesto(process);
  const { themes: items = [], result } = manifesto;
  const item = items.find((one) => one.topics.includes(id));
  if (!item) return [];
  const points = pointsTold(item, item.dropped ? manifesto.firstRound : result, manifesto.agreement);
  return [
    ...(item.topics.length > 1
      ? [say("manifesto:own.partOf", { words: item.words, count: item.topics.length - 1 })]
      : []),
    ...(item.dropped ? [say("manifesto:own.dropped", { points })] : []),
    ...(result && !item.dropped
      ? [
          say(result.adopted.includes(item.n) ? "manifesto:own.adopted" : "manifesto:own.notAdopted", {
            points,
          }),
        ]
      : []),
    ...cameOfIt(item),
  ];
}
