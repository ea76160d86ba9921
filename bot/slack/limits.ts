import * as z from "zod";

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
  z.object({ type: z.literal("plain_text"), text: z.string().min(1).max(max), emoji: z.literal(false) });
const mrkdwn = (max: number) =>
  z.object({ type: z.literal("mrkdwn"), text: z.string().min(1).max(max), verbatim: z.literal(true) });
const text = (max: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);

const actionId = z.string().min(1).max(limits.actionId);
const blockId = z.string().min(1).max(limits.blockId).optional();

const option = z.object({ text: plain(limits.optionText), value: z.string().min(1).max(limits.optionValue) });
const options = (max: number) =>
  z
    .array(option)
    .min(1)
    .max(max)
    .refine(
      (all) => new Set(all.map((one) => one.value)).size === all.length,
      "two options with the same value",
    );
const chosen = z.array(option).min(1).optional();

const button = z.object({
  type: z.literal("button"),
  text: plain(limits.button),
  value: z.string().max(limits.buttonValue),
  action_id: actionId,
  style: z.enum(["primary", "danger"]).optional(),
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
      initial_value: z.string().optional(),
      max_length: z.number().int().min(1).max(limits.input),
    })
    .refine((one) => (one.initial_value ?? "").length <= one.max_length, "longer than max_length"),
  z.object({ type: z.literal("datepicker"), action_id: actionId, initial_date: z.iso.date().optional() }),
  z.object({
    type: z.literal("static_select"),
    action_id: actionId,
    options: options(limits.selectOptions),
    initial_option: option.optional(),
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
    initial_user: z.string().min(1).optional(),
  }),
  z.object({
    type: z.literal("multi_users_select"),
    action_id: actionId,
    initial_users: z.array(z.string()).min(1).optional(),
  }),
]);

const block = z.discriminatedUnion("type", [
  z.object({ type: z.literal("header"), block_id: blockId, text: plain(limits.header) }),
  z.object({ type: z.literal("divider"), block_id: blockId }),
  z
    .object({
      type: z.literal("section"),
      block_id: blockId,
      text: text(limits.text).optional(),
      fields: z.array(text(limits.field)).min(1).max(limits.fields).optional(),
      accessory: button.optional(),
    })
    .refine((one) => one.text !== undefined || one.fields !== undefined, "neither text nor fields"),
  z.object({
    type: z.literal("context"),
    block_id: blockId,
    elements: z.array(text(limits.text)).min(1).max(limits.contextElements),
  }),
  z.object({
    type: z.literal("image"),
    block_id: blockId,
    alt_text: z.string().min(1).max(limits.altText),
    slack_file: z.object({ id: z.string().min(1) }),
  }),
  z.object({
    type: z.literal("actions"),
    block_id: blockId,
    elements: z
      .array(z.discriminatedUnion("type", [button, overflow]))
      .min(1)
      .max(limits.actions)
      .refine(
        (all) => new Set(all.map((one) => one.action_id)).size === all.length,
        "two actions with the same action_id",
      ),
  }),
  z.object({
    type: z.literal("input"),
    block_id: z.string().min(1).max(limits.blockId),
    label: plain(limits.label),
    hint: plain(limits.label).optional(),
    optional: z.boolean().optional(),
    element: input,
  }),
]);

const blocks = (max: number) =>
  z
    .array(block)
    .max(max)
    .refine((all) => {
      const ids = all.flatMap((one) => one.block_id ?? []);
      return new Set(ids).size === ids.length;
    }, "two blocks with the same block_id");

const messageSchema = z.object({
  text: z.string().min(1).max(limits.message),
  blocks: blocks(limits.messageBlocks).optional(),
});

const modalSchema = z
  .object({
    type: z.literal("modal"),
    title: plain(limits.viewTitle),
    submit: plain(limits.viewTitle),
    close: plain(limits.viewTitle).optional(),
    callback_id: z.string().max(255),
    private_metadata: z.string().max(limits.metadata),
    blocks: blocks(limits.viewBlocks).min(1),
  })
  .refine(fitsInBytes, "larger than 250 kB");

const homeSchema = z
  .object({ type: z.literal("home"), blocks: blocks(limits.viewBlocks) })
  .refine(fitsInBytes, "larger than 250 kB");

const suggestionsSchema = z.object({ options: z.array(option).max(limits.suggestions) });

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
  const checked = schemas[kind].safeParse(payload);
  if (checked.success) return payload;
  const problems = checked.error.issues.map((issue) => `${issue.path.join(".") || kind}: ${issue.message}`);
  throw new OverLimit(`Slack would refuse this ${kind}. ${problems.join("; ")}`);
}

function fitsInBytes(view: object): boolean {
  return Buffer.byteLength(JSON.stringify(view)) <= limits.viewBytes;
}
