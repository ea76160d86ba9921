import { button, needs, reply } from "../../core/decide.ts";
import { say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import type { Lane } from "../../core/resident.ts";
import type { Choice, Screen } from "../../core/screen.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { press } from "./names.ts";
import { readTopic } from "./state.ts";

/** Others' topics, one card at a time. What waits for a colleague, was refused or was taken back is not among them. */
export function browse(asked: string, process: Process, lane: Lane, context: Context): Decision {
  const topics = context.seen.listed?.[process.id];
  if (!topics) return needs({ see: "listed", process: process.id });
  if (topics.length === 0) return { lane, effects: reply({ lines: [say("manifesto:browse.none")] }) };
  // A made-up button can ask for any of them.
  const at = Math.max(0, Math.min(Number.parseInt(asked, 10) || 0, topics.length - 1));
  const topic = topics[at];
  if (!topic) return { lane, effects: reply({ lines: [say("manifesto:browse.none")] }) };
  const { words, writtenDown } = readTopic(topic);
  const turn = (label: string, to: number): Choice[] =>
    to < 0 || to >= topics.length ? [] : [button(say(label), press("see", String(to), process.id))];
  const ways = [...turn("manifesto:browse.previous", at - 1), ...turn("manifesto:browse.next", at + 1)];
  const screen: Screen = {
    lines: [
      say("manifesto:browse.title", { n: at + 1, count: topics.length }),
      say("common:quote", { text: words }),
      ...(writtenDown ? [say("manifesto:browse.spoken")] : []),
      ...(topic.by === lane.resident ? [say("manifesto:browse.yours")] : []),
    ],
    ...(ways.length > 0 && { choices: [ways] }),
    replaces: true,
  };
  return { lane, effects: reply(screen) };
}
