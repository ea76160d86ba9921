import { reply } from "../../core/decision.ts";
import type { Lane } from "../../core/model/lane.ts";
import { type Localized, type Message, say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { button, type Choice, type Screen } from "../../core/model/screen.ts";
import type { Decision } from "../../core/turn.ts";
import { press } from "./names.ts";
import { type Item, readManifesto } from "./state.ts";
import { adoptedItems } from "./voting/points.ts";

/** The council's answers as young people find them again, one at a time: with its reason, and what became of it. */
export function showAnswers(asked: string, process: Process, lane: Lane): Decision {
  const items = adoptedItems(readManifesto(process)).filter((one) => one.answer);
  const at = Math.max(0, Math.min(Number.parseInt(asked, 10) || 0, items.length - 1));
  const item = items[at];
  if (!item) return { lane, effects: reply({ lines: [say("manifesto:answer.noneYet")] }) };
  const turn = (label: string, to: number): Choice[] =>
    to < 0 || to >= items.length ? [] : [button(say(label), press("answers", String(to), process.id))];
  const paging = [...turn("manifesto:browse.previous", at - 1), ...turn("manifesto:browse.next", at + 1)];
  const screen: Screen = {
    lines: [
      say("manifesto:browse.title", { n: at + 1, count: items.length }),
      say("common:quote", { text: item.words }),
      ...cameOfIt(item),
    ],
    ...(paging.length > 0 && { choices: [paging] }),
    replaces: true,
  };
  return { lane, effects: reply(screen) };
}

/**
 * What the council answered to it with its reason, and each promise with how it stands.
 * @param isNew it is told for the first time: there is no news of a promise yet
 */
export function cameOfIt({ answer, promises = [] }: Item, isNew = false): readonly Message[] {
  const quote = (text: Localized) => say("common:quote", { text: { localized: text } });
  return [
    ...(answer ? [say(`manifesto:answer.is.${answer.outcome}`), quote(answer.reason)] : []),
    ...promises.flatMap(({ what, due, at, words }) => [
      say("manifesto:promise.made", { what: { localized: what }, day: { date: due } }),
      ...(isNew ? [] : [say(`manifesto:promise.${at}`)]),
      ...(words ? [quote(words)] : []),
    ]),
  ];
}
