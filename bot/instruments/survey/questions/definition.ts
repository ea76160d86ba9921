import * as z from "zod";
import { localizedSchema } from "../../../core/model/message.ts";

/** What is asked: the questions of one survey, in the languages of the town. */

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

/** Small letters and digits, so short that a button can carry it. */
const idSchema = z.string().regex(/^[a-z0-9][a-z0-9_]{0,11}$/);

const optionSchema = z.strictObject({ id: idSchema, label: localizedSchema });
export type Option = z.infer<typeof optionSchema>;

const questionSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(kinds),
  ask: localizedSchema,
  /** The same for colleagues, when it has to be said otherwise to them. */
  staff: localizedSchema.optional(),
  /** Of a choice, of several, of a ranking and of a pledge. A scale and yes or no have their own. */
  options: z.array(optionSchema).optional(),
  /** The most options that can be chosen; in a ranking, how many are put in order. */
  most: z.number().int().min(1).optional(),
  /** Of a choice or of several: something else can be typed. */
  own: z.boolean().optional(),
  /** Of a number: the smallest and the largest. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  /** Of a scale: what its five steps mean. */
  steps: z.enum(["nice", "agree"]).optional(),
  /** It cannot be skipped. */
  required: z.boolean().optional(),
  /** Asked only when all of these were answered so. */
  when: z.array(z.strictObject({ question: idSchema, is: z.array(idSchema).min(1) })).optional(),
});
export type Question = z.infer<typeof questionSchema>;

export const definitionSchema = z.strictObject({ questions: z.array(questionSchema) });
export type Definition = z.infer<typeof definitionSchema>;
