import { en } from "zod/locales";
import * as z from "zod/mini";

/**
 * Checks against Slack's limits. Slack rejects a whole message or form for one text that is a character too long, so
 * everything is checked before it is sent, and the error names the block. All numbers are Slack's own (docs.slack.dev,
 * reference of Block Kit and views), in characters unless stated otherwise.
 */
export const limits = {
  text: 3000,
  field: 2000,
  fields: 10,
  header: 150,
  button: 75,
  buttonValue: 2000,
  optionText: 75,
  /** Slack's documentation says 150, the types of its SDK 75. Presses stay under the lower one, see blocks.ts. */
  optionValue: 150,
  actionId: 255,
  blockId: 255,
  selectOptions: 100,
  checkboxes: 10,
  overflowOptions: 5,
  actions: 25,
  contextElements: 10,
  label: 2000,
  altText: 2000,
  input: 3000,
  messageBlocks: 50,
  viewBlocks: 100,
  viewTitle: 24,
  metadata: 3000,
  /** Slack truncates messages beyond this; it advises at most 4,000. */
  message: 40_000,
  /** In bytes, for a view as a whole. */
  viewBytes: 250_000,
  suggestions: 100,
} as const;

/** A message or form that Slack would reject: a bug in the software, never a person's mistake. */
export class OverLimit extends Error {
  override name = "OverLimit";
}

const plain = (max: number) =>
  z.object({
    type: z.literal("plain_text"),
    text: z.string().check(z.minLength(1), z.maxLength(max)),
    emoji: z.literal(false),
  });
const mrkdwn = (max: number) =>
  z.object({
    type: z.literal("mrkdwn"),
    text: z.string().check(z.minLength(1), z.maxLength(max)),
    verbatim: z.literal(true),
  });
const text = (max: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);

const actionId = z.string().check(z.minLength(1), z.maxLength(limits.actionId));
const blockId = z.optional(z.string().check(z.minLength(1), z.maxLength(limits.blockId)));

const option = z.object({
  text: plain(limits.optionText),
  value: z.string().check(z.minLength(1), z.maxLength(limits.optionValue)),
});
const options = (max: number) =>
  z.array(option).check(
    z.minLength(1),
    z.maxLength(max),
    z.refine(
      (all) => new Set(all.map((one) => one.value)).size === all.length,
      "two options with the same value",
    ),
  );
const chosen = z.optional(z.array(option).check(z.minLength(1)));

const button = z.object({
  type: z.literal("button"),
  text: plain(limits.button),
  value: z.string().check(z.maxLength(limits.buttonValue)),
  action_id: actionId,
  style: z.optional(z.enum(["primary", "danger"])),
});
const overflow = z.object({
  type: z.literal("overflow"),
  action_id: actionId,
  options: options(limits.overflowOptions),
});

const input = z.discriminatedUnion("type", [
  z
    .object({
      type: z.literal("plain_text_input"),
      action_id: actionId,
      initial_value: z.optional(z.string()),
      max_length: z.int().check(z.minimum(1), z.maximum(limits.input)),
    })
    .check(z.refine((one) => (one.initial_value ?? "").length <= one.max_length, "longer than max_length")),
  z.object({ type: z.literal("datepicker"), action_id: actionId, initial_date: z.optional(z.iso.date()) }),
  z.object({
    type: z.literal("static_select"),
    action_id: actionId,
    options: options(limits.selectOptions),
    initial_option: z.optional(option),
  }),
  z.object({
    type: z.literal("multi_static_select"),
    action_id: actionId,
    options: options(limits.selectOptions),
    initial_options: chosen,
  }),
  z.object({
    type: z.literal("checkboxes"),
    action_id: actionId,
    options: options(limits.checkboxes),
    initial_options: chosen,
  }),
  z.object({ type: z.literal("external_select"), action_id: actionId }),
  z.object({
    type: z.literal("users_select"),
    action_id: actionId,
    initial_user: z.optional(z.string().check(z.minLength(1))),
  }),
  z.object({
    type: z.literal("multi_users_select"),
    action_id: actionId,
    initial_users: z.optional(z.array(z.string()).check(z.minLength(1))),
  }),
]);

const block = z.discriminatedUnion("type", [
  z.object({ type: z.literal("header"), block_id: blockId, text: plain(limits.header) }),
  z.object({ type: z.literal("divider"), block_id: blockId }),
  z
    .object({
      type: z.literal("section"),
      block_id: blockId,
      text: z.optional(text(limits.text)),
      fields: z.optional(z.array(text(limits.field)).check(z.minLength(1), z.maxLength(limits.fields))),
      accessory: z.optional(button),
    })
    .check(z.refine((one) => one.text !== undefined || one.fields !== undefined, "neither text nor fields")),
  z.object({
    type: z.literal("context"),
    block_id: blockId,
    elements: z.array(text(limits.text)).check(z.minLength(1), z.maxLength(limits.contextElements)),
  }),
  z.object({
    type: z.literal("image"),
    block_id: blockId,
    alt_text: z.string().check(z.minLength(1), z.maxLength(limits.altText)),
    slack_file: z.object({ id: z.string().check(z.minLength(1)) }),
  }),
  z.object({
    type: z.literal("actions"),
    block_id: blockId,
    elements: z.array(z.discriminatedUnion("type", [button, overflow])).check(
      z.minLength(1),
      z.maxLength(limits.actions),
      z.refine(
        (all) => new Set(all.map((one) => one.action_id)).size === all.length,
        "two actions with the same action_id",
      ),
    ),
  }),
  z.object({
    type: z.literal("input"),
    block_id: z.string().check(z.minLength(1), z.maxLength(limits.blockId)),
    label: plain(limits.label),
    hint: z.optional(plain(limits.label)),
    optional: z.optional(z.boolean()),
    element: input,
  }),
]);

const blocks = (max: number) =>
  z.array(block).check(
    z.maxLength(max),
    z.refine((all) => {
      const ids = all.flatMap((one) => one.block_id ?? []);
      return new Set(ids).size === ids.length;
    }, "two blocks with the same block_id"),
  );

const messageSchema = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(limits.message)),
  blocks: z.optional(blocks(limits.messageBlocks)),
});

const modalSchema = z
  .object({
    type: z.literal("modal"),
    title: plain(limits.viewTitle),
    submit: plain(limits.viewTitle),
    close: z.optional(plain(limits.viewTitle)),
    callback_id: z.string().check(z.maxLength(255)),
    private_metadata: z.string().check(z.maxLength(limits.metadata)),
    blocks: blocks(limits.viewBlocks).check(z.minLength(1)),
  })
  .check(z.refine(fitsInBytes, "larger than 250 kB"));

const homeSchema = z
  .object({ type: z.literal("home"), blocks: blocks(limits.viewBlocks) })
  .check(z.refine(fitsInBytes, "larger than 250 kB"));

const suggestionsSchema = z.object({ options: z.array(option).check(z.maxLength(limits.suggestions)) });

const schemas = {
  message: messageSchema,
  modal: modalSchema,
  home: homeSchema,
  suggestions: suggestionsSchema,
};

/**
 * Returns the payload unchanged after checking it.
 * @throws OverLimit naming every block and limit, without the words themselves
 */
export function withinLimits<T>(kind: keyof typeof schemas, payload: T): T {
  // zod's own words for what is wrong: `zod/mini` brings none.
  const checked = schemas[kind].safeParse(payload, { error: en().localeError });
  if (checked.success) return payload;
  const problems = checked.error.issues.map((issue) => `${issue.path.join(".") || kind}: ${issue.message}`);
  throw new OverLimit(`Slack would refuse this ${kind}. ${problems.join("; ")}`);
}

function fitsInBytes(view: object): boolean {
  return Buffer.byteLength(JSON.stringify(view)) <= limits.viewBytes;
}
