import * as z from "zod";
import { typedDaySchema } from "../calendar/time.ts";
import { LEAST_SHOWN } from "../disclosure/disclosure.ts";
import { emergencyNumbers } from "./emergency-numbers.ts";

/**
 * Everything that differs from town to town, as read from one YAML file in `infra/municipalities/`. The reader
 * (`bot/municipality/read-yaml.ts`) names the line and the field of every mistake.
 */

const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,19}$/, "use 1–20 small letters, digits or _, starting with a letter");
const text = z.record(z.string(), z.string().min(1));
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time as HH:MM, for example 21:00");
const telephone = z
  .string()
  .regex(/^\+?\d[\d -]{1,14}$/, 'write a telephone number between quotes, for example "112"');
const member = z
  .string()
  .regex(/^[UW][A-Z0-9]{2,}$/, "use the Slack member id, for example U012AB3CD (profile → Copy member ID)");

export const municipalitySchema = z.strictObject({
  /** "Waterkant" */
  name: z.string().min(1),
  /** The bot's name as residents see it. */
  bot: z.string().min(1),
  /** The bot's username in Telegram, without @: for links that bring somebody straight to it. */
  telegram: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{3,30}[A-Za-z0-9]$/, "use the bot's name in Telegram without @")
    .optional(),
  /** Languages offered; the first is the town's own and always complete. */
  languages: z.array(z.string().min(2)).min(1),
  contact: z.strictObject({
    /** Where somebody can go without chat: telephone, desk, address. */
    desk: text,
    website: z.url(),
    /** Contact of the privacy officer (functionaris gegevensbescherming). */
    privacyOfficer: z.string().min(3),
    /** How young people under 16 can take part in a group. */
    groupRoute: text,
  }),
  neighbourhoods: z
    .array(
      z.strictObject({
        key,
        name: z.string().min(1),
        /** Code of Statistics Netherlands: BU + 8 digits (buurt) or WK + 6 digits (wijk). */
        // Newer codes also contain letters: BU0363AD03.
        cbs: z
          .string()
          .regex(
            /^(BU\d{4}[0-9A-Z]{4}|WK\d{4}[0-9A-Z]{2})$/,
            "use a CBS code: BU and 8 digits, or WK and 6 digits",
          ),
      }),
    )
    .min(1),
  categories: z
    .array(
      z.strictObject({
        key,
        name: text,
        /** Main category in Signalen. */
        signalen: z.string().min(1),
        /** Task field (taakveld) of Iv3; absent when none fits. */
        iv3: z
          .string()
          .regex(/^\d\.\d{1,3}$/, 'use a task field such as "2.1"')
          .optional(),
      }),
    )
    .min(1),
  desks: z
    .array(
      z.strictObject({
        key,
        name: text,
        /** Slack channel: "#openbare-ruimte" or a channel id. */
        channel: z
          .string()
          // Slack allows letters of any script, in lower case where there is one.
          .regex(
            /^(#[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]{1,80}|[CG][A-Z0-9]{2,})$/u,
            "use #channel-name or a channel id",
          ),
        lead: member.optional(),
        /** What residents tell it is for its members only: the lead, the official on duty, and `members`. */
        closed: z.boolean().optional(),
        members: z.array(member).optional(),
      }),
    )
    .min(1),
  /** The first rule that matches wins; an absent list matches everything. */
  routing: z.array(
    z.strictObject({
      desk: key,
      categories: z.array(key).default([]),
      neighbourhoods: z.array(key).default([]),
    }),
  ),
  /** Gets whatever no rule matches. */
  defaultDesk: key,
  /** Slack member ids of those who may give roles from the first day. They are administrators and nothing more. */
  administrators: z.array(member).min(1),
  /** Organisers and officials from the first day: until an administrator gives them other roles in Slack. */
  organisers: z.array(member).default([]),
  officials: z.array(member).default([]),
  /** The clerk who is told about overdue answers. */
  clerk: member.optional(),
  promise: z.strictObject({
    /** Every report is answered within this many working days. */
    workingDays: z.int().min(1).max(60),
    /** Working days after the promised day at which the lead, and then the clerk, is told. */
    leadAfter: z.int().min(1).max(60).default(2),
    clerkAfter: z.int().min(1).max(60).default(5),
    /** Days the town hall is closed, in addition to weekends and public holidays. */
    closedDays: z.array(typedDaySchema).default([]),
  }),
  /** Between these times reminders wait for the morning, and an official's answer arrives silently. */
  quietHours: z.strictObject({ from: clock, until: clock }),
  /** A CSV beside this file: how many people live where, by age. */
  inhabitants: z
    .string()
    .regex(/^[\w.-]+\.csv$/, "give the name of a CSV file beside this one, without a folder")
    .optional(),
  /** Its contents, “16_17|dike”: read together with the municipality's file. */
  population: z.record(z.string(), z.number()).optional(),
  /** The CSV counts wider age bands, and people were spread evenly over their years. */
  populationEstimated: z.boolean().optional(),
  /** At most this many unsolicited notices per resident per week. */
  weeklyCap: z.int().min(0).max(50),
  /** An invitation that reaches fewer people is refused: with so few, one could tell who answered what. */
  leastInvited: z.int().min(LEAST_SHOWN).max(10_000).default(LEAST_SHOWN),
  /** How much one person can send. Generous: it stops a flood, but nobody who has something to report. */
  limits: z
    .strictObject({
      /** Messages and buttons, in ten minutes and in a day. A vote or a survey answer counts for a tenth. */
      actsInTenMinutes: z.int().min(20).max(1000).default(60),
      actsInADay: z.int().min(100).max(10_000).default(400),
      /** Reports, topics, reasons and the like, per day. */
      contributionsInADay: z.int().min(3).max(200).default(10),
      /** Photos and recordings per day. */
      mediaInADay: z.int().min(20).max(1000).default(100),
      /** Days. The longest an official can pause somebody who sends reports. */
      pauseDays: z.int().min(1).max(30).default(14),
    })
    .prefault({}),
  /** Whom to call in danger; and the town's own texts for it, where the default ones do not fit. */
  emergency: z
    .strictObject({
      number: telephone.default(emergencyNumbers.emergency),
      /** For somebody who does not want to live: the telephone number, and the page with the chat. */
      crisis: telephone.default(emergencyNumbers.crisis),
      crisisChat: z.string().min(3).default(emergencyNumbers.crisisChat),
      now: text.optional(),
      self: text.optional(),
    })
    .prefault({}),
  /** From this many people on, an organiser may bring an issue to the council. */
  councilThreshold: z.int().min(1).default(25),
  retention: z.strictObject({
    /** Unfinished conversations, in days. */
    draftDays: z.int().min(1).max(90).default(30),
    /** Closed contributions, in months after closing. */
    contributionMonths: z.int().min(1).max(240),
    /** Residents who are no longer active, in months. */
    residentMonths: z.int().min(1).max(240),
  }),
});
export type Municipality = z.infer<typeof municipalitySchema>;
