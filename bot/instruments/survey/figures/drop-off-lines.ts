import { type Message, say } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import type { Question } from "../questions/definition.ts";
import type { DropOff } from "./drop-off.ts";
import { groupName } from "./shown-groups.ts";

/** Tells the organiser who drops out where. */

type Places = Pick<Municipality, "neighbourhoods">;

/** Our limit: groups named per question, so that forty questions fit in Slack's limit of 100 blocks. */
const NAMED = 8;

/** How many in each group started and what share finished; nothing when everybody is in one group. */
export function dropOffLines(dropOffs: readonly DropOff[], begun: number, town: Places): Message[] {
  const told = dropOffs.filter(({ groups }) => groups.length > 0 && groups[0]?.begun !== begun);
  const blocks = told.map(({ dimension, groups }) =>
    say(`officials:survey.dropOff.${dimension}`, {
      rows: {
        rows: groups.map(({ cell, begun, share }) =>
          share === undefined
            ? say("officials:survey.dropOff.begun", { name: groupName(cell, town), begun })
            : say("officials:survey.dropOff.row", { name: groupName(cell, town), begun, share }),
        ),
      },
    }),
  );
  const hidden = told.some(({ groups }) => groups.some(({ share }) => share === undefined));
  return hidden ? [...blocks, say("officials:survey.dropOff.hidden")] : blocks;
}

/** The share of each group that reached a question, if the groups differ. */
export function reachedLines({ id }: Question, dropOffs: readonly DropOff[], town: Places): Message[] {
  return dropOffs.flatMap(({ reached }) => {
    const all = reached[id] ?? [];
    if (all.length === 0) return [];
    const list = all
      .slice(0, NAMED)
      .map(({ cell, share }) =>
        say("officials:survey.dropOff.group", { name: groupName(cell, town), share }),
      );
    return [
      say(`officials:survey.dropOff.${all.length > NAMED ? "least" : "reached"}`, { groups: { list } }),
    ];
  });
}
