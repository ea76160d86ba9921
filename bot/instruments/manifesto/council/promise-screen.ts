import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import { onALine, press } from "../names.ts";
import type { Commitment, Item } from "../state.ts";

/** What every participant reads about a promise. That it was kept, is late or is broken can be disputed. */
export function promiseScreen(
  process: Process,
  item: Item | undefined,
  what: string,
  at: "in_progress" | "kept" | "broken" | "late",
  words: string,
): Screen {
  return {
    lines: [
      say("manifesto:tells.progress", { ...titleOf(process), words: onALine(item?.words ?? "") }),
      say("manifesto:promise.was", { what }),
      say(`manifesto:promise.${at}`),
      ...(words ? [say("common:quote", { text: words })] : []),
    ],
    ...(at !== "in_progress" && {
      choices: [[button(say("manifesto:do.dispute"), press("dispute", String(item?.n ?? 0), process.id))]],
    }),
  };
}

/** How it stands, in a sentence. */
export function promiseStands(commitment: Commitment): Message {
  const isOther = commitment.at === "disputed" && doubtedOf(commitment) !== "kept";
  return say(isOther ? "manifesto:promise.doubted" : `manifesto:promise.${commitment.at}`);
}

/** What somebody disputes: before this was stored, only that a promise was kept. */
export function doubtedOf({ doubts }: Commitment): Commitment["at"] {
  return doubts?.at(-1)?.of ?? "kept";
}
