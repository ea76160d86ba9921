import type { Localized } from "../../core/model/message.ts";
import type { ResidentPart, Standing } from "../../core/processes/kind.ts";
import { stageSchema } from "../../core/processes/stage.ts";
import { poll } from "./lifecycle.ts";

/** What residents do in a poll: they choose one of its options. */

/** The options as the organiser filled them in, the first on top. */
export function optionsOf({ state }: Pick<Standing, "state">): readonly { readonly option: Localized }[] {
  return (state.filled.begin?.values?.options ?? []) as readonly { readonly option: Localized }[];
}

export const pollPart: ResidentPart<typeof poll> = {
  table: poll,
  version: 1,
  schema: stageSchema,
  guards: {},
  lists: {},
  ballot: (s) => ({
    is: "one",
    options: optionsOf(s).map(({ option }, at) => ({ n: at + 1, words: option })),
  }),
};
