import * as z from "zod/mini";
import { localizedSchema } from "../../../core/model/message.ts";

/** The definition of a survey: its questions, in the town's languages. */

export const kinds = [
  "choice",
  "choices",
  "scale",
  "yes_no",
  "number",
  "word",
  "text",
  "photo",
  "place",
  "ranking",
  "pledge",
] as const;

/** Lowercase letters and digits, short enough for a button to carry. */
const idSchema = z.string().check(z.regex(/^[a-z0-9][a-z0-9_]{0,11}$/));

const optionSchema = z.strictObject({ id: idSchema, label: localizedSchema });
export type Option = z.infer<typeof optionSchema>;

const questionSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(kinds),
  ask: localizedSchema,
  /** The same for colleagues, if it has to be worded differently for them. */
  staff: z.optional(localizedSchema),
  /** For a choice, several, a ranking or a pledge. A scale and yes or no have fixed options. */
  options: z.optional(z.array(optionSchema)),
  /** The most options that can be chosen; in a ranking, how many are put in order. */
  most: z.optional(z.int().check(z.minimum(1))),
  /** For a choice or several: whether something else can be typed. */
  own: z.optional(z.boolean()),
  /** For a number: the smallest and the largest. */
  from: z.optional(z.int()),
  to: z.optional(z.int()),
  /** For a scale: what its five steps mean. */
  steps: z.optional(z.enum(["nice", "agree"])),
  /** Whether it cannot be skipped. */
  required: z.optional(z.boolean()),
  /** Asked only when all these questions were answered this way. */
  when: z.optional(
    z.array(z.strictObject({ question: idSchema, is: z.array(idSchema).check(z.minLength(1)) })),
  ),
});
export type Question = z.infer<typeof questionSchema>;

export const definitionSchema = z.strictObject({ questions: z.array(questionSchema) });
export type Definition = z.infer<typeof definitionSchema>;
