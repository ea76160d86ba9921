import type { ResidentInput } from "../../../core/model/input.ts";
import type { Media } from "../../../core/model/screen.ts";

/** What a resident sent about an issue of hers: words, and photos or recordings. */
export interface Words {
  readonly words: string;
  readonly media: readonly Media[];
}

/** @returns undefined when it holds no words, photo or recording */
export function wordsOf(input: ResidentInput): Words | undefined {
  if (input.type === "said") return input.text.trim() ? { words: input.text.trim(), media: [] } : undefined;
  if (input.type === "shared")
    return { words: input.caption?.trim() ?? "", media: input.edited ? [] : [input.media] };
  if (input.type === "placed") {
    const { words, latitude, longitude } = input.place;
    return {
      words: [words, latitude === undefined ? undefined : `${latitude}, ${longitude}`]
        .filter(Boolean)
        .join(" · "),
      media: [],
    };
  }
  return undefined;
}

/** Whether it edits an earlier message. */
export function isEdit(input: ResidentInput): boolean {
  return (input.type === "said" || input.type === "shared") && input.edited === true;
}
