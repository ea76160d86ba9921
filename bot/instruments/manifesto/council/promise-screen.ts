import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { titleOf } from "../core-group/core-group.ts";
import { onALine, press } from "../names.ts";
import type { Item } from "../state.ts";

/** What every participant reads about a promise. That it was kept can be disputed. */
export function promiseScreen(
  process: Process,
  item: Item | undefined,
  what: string,
  at: "in_progress" | "kept" | "broken" | "late",
  words: string,
): Screen {
  return {
    lines: [
      say("manifesto:promise.about", { ...titleOf(process), words: onALine(item?.words ?? "") }),
      say("manifesto:promise.was", { what }),
      say(`manifesto:promise.${at}`),
      ...(words ? [say("common:quote", { text: words })] : []),
    ],
    ...(at === "kept" && {
      choices: [
        [button(say("manifesto:promise.dispute"), press("dispute", String(item?.n ?? 0), process.id))],
      ],
    }),
  };
}
