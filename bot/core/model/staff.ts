import * as z from "zod/mini";

/** The roles of a member of the workspace. `official-acts.ts` says which may do what; none includes another. */
export const roles = ["admin", "organiser", "official", "clerk"] as const;
export type Role = (typeof roles)[number];

/** Somebody in the workspace who is not a colleague. `unknown`: the workspace could not be asked. */
export type Outsider = "bot" | "gone" | "guest" | "elsewhere";

/** A member of the workspace who has been given roles. */
export const staffSchema = z.object({
  row: z.literal("staff"),
  /** Slack member id. */
  id: z.string(),
  version: z.int(),
  roles: z.array(z.enum(roles)),
});
export type Staff = z.infer<typeof staffSchema>;

const deskSchema = z.object({
  id: z.string(),
  /** Name per language. */
  name: z.record(z.string(), z.string()),
  /** Slack channel id (or a name with #, before the channel was bound). */
  channel: z.string(),
  lead: z.optional(z.string()),
  onDuty: z.array(z.string()),
  /** What residents tell it is for its members only: the lead, the official on duty, and `members`. */
  closed: z.optional(z.boolean()),
  members: z.optional(z.array(z.string())),
});
/** The channel responsible for a topic or a neighbourhood. */
export type Desk = z.infer<typeof deskSchema>;

/** Decides which desk gets a new contribution. The first rule that matches wins; an empty list matches everything. */
const ruleSchema = z.object({
  desk: z.string(),
  categories: z.array(z.string()),
  neighbourhoods: z.array(z.string()),
});
export type Rule = z.infer<typeof ruleSchema>;

/** What officials arrange among themselves with /samenspel. Starts as configured. */
export const officeSchema = z.object({
  row: z.literal("office"),
  version: z.int(),
  desks: z.array(deskSchema),
  rules: z.array(ruleSchema),
  /** Gets whatever no rule matches. Always one of `desks`. */
  defaultDesk: z.string(),
  /** The clerk who is told about overdue answers. */
  clerk: z.optional(z.string()),
  /** Administrators appointed in the workspace, in addition to those in the municipality's configuration. */
  admins: z._default(z.array(z.string()), []),
  /** The number of entries in its history. */
  entries: z.optional(z.int()),
});
export type Office = z.infer<typeof officeSchema>;
