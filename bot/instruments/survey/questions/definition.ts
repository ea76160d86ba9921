import * as z from "zod";
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
const idSchema = z.string().regex(/^[a-z0-9][a-z0-9_]{0,11}$/);

const optionSchema = z.strictObject({ id: idSchema, label: localizedSchema });
export type Option = z.infer<typeof optionSchema>;

const questionSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(kinds),
  ask: localizedSchema,
  /** The same for colleagues, if it has to be worded differently for them. */
  staff: localizedSchema.optional(),
  /** For a choice, several, a ranking or a pledge. A scale and yes or no have fixed options. */
  options: z.array(optionSchema).optional(),
  /** The most options that can be chosen; in a ranking, how many are put in order. */
  most: z.number().int().min(1).optional(),
  /** For a choice or several: whether something else can be typed. */
  own: z.boolean().optional(),
  /** For a number: the smallest and the largest. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  /** For a scale: what its five steps mean. */
  steps: z.enum(["nice", "agree"]).optional(),
  /** Whether it cannot be skipped. */
  required: z.boolean().optional(),
  /** Asked only when all these questions were answered this way. */
  when: z.array(z.strictObject({ question: idSchema, is: z.array(idSchema).min(1) })).optional(),
});
export type Question = z.infer<typeof questionSchema>;

export const definitionSchema = z.strictObject({ questions: z.array(questionSchema) });
export type Definition = z.infer<typeof definitionSchema>;
