import * as z from "zod";

/** What a member of the workspace can be. Which role may do what stands in `rights.ts`; none includes another. */
export const roles = ["admin", "organiser", "official", "clerk"] as const;
export type Role = (typeof roles)[number];

/** Who is in the workspace and is no colleague. `unknown`: the workspace could not be asked. */
export type Outsider = "bot" | "gone" | "guest" | "elsewhere";

/** A member of the workspace who has been given roles. */
export const staffSchema = z.object({
  row: z.literal("staff"),
  /** Slack member id. */
  id: z.string(),
  version: z.number().int(),
  roles: z.array(z.enum(roles)),
});
export type Staff = z.infer<typeof staffSchema>;

const deskSchema = z.object({
  id: z.string(),
  /** Name per language. */
  name: z.record(z.string(), z.string()),
  /** Slack channel id (or a name with #, before the channel was bound). */
  channel: z.string(),
  lead: z.string().optional(),
  onDuty: z.array(z.string()),
  /** What residents told it is for its members alone: the lead, who has duty, and `members`. */
  closed: z.boolean().optional(),
  members: z.array(z.string()).optional(),
});
/** The channel that looks after a topic or a neighbourhood. */
export type Desk = z.infer<typeof deskSchema>;

/** Decides which desk gets a new contribution. The first rule that fits wins; an empty list fits everything. */
const ruleSchema = z.object({
  desk: z.string(),
  categories: z.array(z.string()),
  neighbourhoods: z.array(z.string()),
});
export type Rule = z.infer<typeof ruleSchema>;

/** What officials arrange among themselves with /samenspel. Starts as the configuration says. */
export const officeSchema = z.object({
  row: z.literal("office"),
  version: z.number().int(),
  desks: z.array(deskSchema),
  rules: z.array(ruleSchema),
  /** Gets what no rule fits. Always one of `desks`. */
  defaultDesk: z.string(),
  /** The clerk who hears about answers that stay out. */
  clerk: z.string().optional(),
  /** Administrators who were appointed in the workspace, beside those of the municipality's file. */
  admins: z.array(z.string()).default([]),
  /** How many entries its history has. */
  entries: z.number().int().optional(),
});
export type Office = z.infer<typeof officeSchema>;
