import { isNode, LineCounter, parseDocument } from "yaml";
import { wellFormed } from "../core/model/characters.ts";
import type { ReadText } from "../core/needs.ts";

/** Parses what an organiser pastes: YAML, or JSON, which is YAML too. Lines count from 1. */
export function readQuestions(text: string): ReadText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error) return { unreadable: error.linePos?.[0].line ?? 1 };
  let value: unknown;
  try {
    // Without a limit, a few aliases could expand one text into a thousand.
    value = wellFormed(document.toJS({ maxAliasCount: 20 }));
  } catch {
    return { unreadable: 1 };
  }
  return {
    value,
    lineOf(path) {
      // If a part is missing, point to the part around it, where something has to be added.
      for (let length = path.length; length >= 0; length--) {
        const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return undefined;
    },
  };
}
