import type { Localized } from "../../core/model/message.ts";
import { say } from "../../core/model/message.ts";
import { anyKind, type ProcessKind } from "../../core/processes/kind.ts";
import type { poll as table } from "./lifecycle.ts";
import { optionsOf, pollPart } from "./part.ts";

/** What stands beside the table of a poll. */

const [LEAST, MOST] = [2, 10];

/** No two options are the same in any language. */
function areDifferent(options: readonly { readonly option: Localized }[]): boolean {
  const texts = options.flatMap(({ option }) =>
    Object.entries(option).map(([language, text]) => `${language} ${text.toLowerCase()}`),
  );
  return new Set(texts).size === texts.length;
}

const kind: ProcessKind<typeof table> = {
  command: "stemming",
  guards: {
    choosable: (_s, filled) => {
      const options = (filled?.options ?? []) as ReturnType<typeof optionsOf>;
      const fits = options.length >= LEAST && options.length <= MOST && areDifferent(options);
      return filled === undefined || fits || { least: LEAST, most: MOST };
    },
  },
  lists: {},
  facts: (s) => [
    {
      label: say("officials:poll.field.begin.options"),
      value: { rows: optionsOf(s).map(({ option }) => ({ localized: option })) },
    },
  ],
};

export const poll = anyKind(pollPart, kind);
