import * as z from "zod/mini";
import { typedDaySchema } from "../calendar/time.ts";
import { LEAST_SHOWN } from "../disclosure/disclosure.ts";
import { emergencyNumbers } from "./emergency-numbers.ts";

/**
 * Everything that differs from town to town, as read from one YAML file in `infra/municipalities/`. The reader
 * (`bot/municipality/read-yaml.ts`) names the line and the field of every mistake.
 */

const key = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_]{0,19}$/, "use 1–20 small letters, digits or _, starting with a letter"));
const text = z.record(z.string(), z.string().check(z.minLength(1)));
const clock = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time as HH:MM, for example 21:00"));
const telephone = z
  .string()
  .check(z.regex(/^\+?\d[\d -]{1,14}$/, 'write a telephone number between quotes, for example "112"'));
const member = z
  .string()
  .check(
    z.regex(
      /^[UW][A-Z0-9]{2,}$/,
      "use the Slack member id, for example U012AB3CD (profile → Copy member ID)",
    ),
  );

export const municipalitySchema = z.strictObject({
  /** "Waterkant" */
  name: z.string().check(z.minLength(1)),
  /** The bot's name as residents see it. */
  bot: z.string().check(z.minLength(1)),
  /** The bot's username in Telegram, without @: for links that bring somebody straight to it. */
  telegram: z.optional(
    z
      .string()
      .check(z.regex(/^[A-Za-z][A-Za-z0-9_]{3,30}[A-Za-z0-9]$/, "use the bot's name in Telegram without @")),
  ),
  /** Languages offered; the first is the town's own and always complete. */
  languages: z.array(z.string().check(z.minLength(2))).check(z.minLength(1)),
  contact: z.strictObject({
    /** Where somebody can go without chat: telephone, desk, address. */
    desk: text,
    website: z.url(),
    /** Contact of the privacy officer (functionaris gegevensbescherming). */
    privacyOfficer: z.string().check(z.minLength(3)),
    /** How young people under 16 can take part in a group. */
    groupRoute: text,
  }),
  neighbourhoods: z
    .array(
      z.strictObject({
        key,
        name: z.string().check(z.minLength(1)),
        /** Code of Statistics Netherlands: BU + 8 digits (buurt) or WK + 6 digits (wijk). */
        // Newer codes also contain letters: BU0363AD03.
        cbs: z
          .string()
          .check(
            z.regex(
              /^(BU\d{4}[0-9A-Z]{4}|WK\d{4}[0-9A-Z]{2})$/,
              "use a CBS code: BU and 8 digits, or WK and 6 digits",
            ),
          ),
      }),
    )
    .check(z.minLength(1)),
  categories: z
    .array(
      z.strictObject({
        key,
        name: text,
        /** Main category in Signalen. */
        signalen: z.string().check(z.minLength(1)),
        /** Task field (taakveld) of Iv3; absent when none fits. */
        iv3: z.optional(z.string().check(z.regex(/^\d\.\d{1,3}$/, 'use a task field such as "2.1"'))),
      }),
    )
    .check(z.minLength(1)),
  desks: z
    .array(
      z.strictObject({
        key,
        name: text,
        /** Slack channel: "#openbare-ruimte" or a channel id. */
        channel: z.string().check(
          // Slack allows letters of any script, in lower case where there is one.
          z.regex(
            /^(#[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]{1,80}|[CG][A-Z0-9]{2,})$/u,
            "use #channel-name or a channel id",
          ),
        ),
        lead: z.optional(member),
        /** What residents tell it is for its members only: the lead, the official on duty, and `members`. */
        closed: z.optional(z.boolean()),
        members: z.optional(z.array(member)),
      }),
    )
    .check(z.minLength(1)),
  /** The first rule that matches wins; an absent list matches everything. */
  routing: z.array(
    z.strictObject({
      desk: key,
      categories: z._default(z.array(key), []),
      neighbourhoods: z._default(z.array(key), []),
    }),
  ),
  /** Gets whatever no rule matches. */
  defaultDesk: key,
  /** Slack member ids of those who may give roles from the first day. They are administrators and nothing more. */
  administrators: z.array(member).check(z.minLength(1)),
  /** Organisers and officials from the first day: until an administrator gives them other roles in Slack. */
  organisers: z._default(z.array(member), []),
  officials: z._default(z.array(member), []),
  /** The clerk who is told about overdue answers. */
  clerk: z.optional(member),
  promise: z.strictObject({
    /** Every report is answered within this many working days. */
    workingDays: z.int().check(z.minimum(1), z.maximum(60)),
    /** Working days after the promised day at which the lead, and then the clerk, is told. */
    leadAfter: z._default(z.int().check(z.minimum(1), z.maximum(60)), 2),
    clerkAfter: z._default(z.int().check(z.minimum(1), z.maximum(60)), 5),
    /** Days the town hall is closed, in addition to weekends and public holidays. */
    closedDays: z._default(z.array(typedDaySchema), []),
  }),
  /** Terms of its own, in place of those of a lifecycle: “poll.answer: 4 weeks”. */
  terms: z._default(
    z.record(
      z
        .string()
        .check(
          z.regex(/^[a-z][a-z-]*\.[a-zA-Z]+$/, "name a process and one of its steps, such as poll.answer"),
        ),
      z
        .string()
        .check(z.regex(/^\d{1,3} (day|working day|week|month|year)s?$/, 'write a term as "10 working days"')),
    ),
    {},
  ),
  /** Between these times reminders wait for the morning, and an official's answer arrives silently. */
  quietHours: z.strictObject({ from: clock, until: clock }),
  /** A CSV beside this file: how many people live where, by age. */
  inhabitants: z.optional(
    z
      .string()
      .check(z.regex(/^[\w.-]+\.csv$/, "give the name of a CSV file beside this one, without a folder")),
  ),
  /** Its contents, “16_17|dike”: read together with the municipality's file. */
  population: z.optional(z.record(z.string(), z.number())),
  /** The CSV counts wider age bands, and people were spread evenly over their years. */
  populationEstimated: z.optional(z.boolean()),
  /** At most this many unsolicited notices per resident per week. */
  weeklyCap: z.int().check(z.minimum(0), z.maximum(50)),
  /**
   * News may go faster than Telegram's usual pace, which the town pays for in Telegram Stars; an organiser decides it
   * for each message, with the price in sight. Off when absent.
   */
  paidNews: z.optional(
    z.strictObject({
      /** Messages per second. Telegram takes up to 1,000; one sender of ours cannot send as many. */
      perSecond: z._default(z.int().check(z.minimum(40), z.maximum(200)), 100),
      /** Stars that one message to many may cost at most. */
      mostStars: z.int().check(z.minimum(1), z.maximum(100_000)),
    }),
  ),
  /** An invitation that reaches fewer people is refused: with so few, one could tell who answered what. */
  leastInvited: z._default(z.int().check(z.minimum(LEAST_SHOWN), z.maximum(10_000)), LEAST_SHOWN),
  /** How much one person can send. Generous: it stops a flood, but nobody who has something to report. */
  limits: z.prefault(
    z.strictObject({
      /** Messages and buttons, in ten minutes and in a day. A vote or a survey answer counts for a tenth. */
      actsInTenMinutes: z._default(z.int().check(z.minimum(20), z.maximum(1000)), 60),
      actsInADay: z._default(z.int().check(z.minimum(100), z.maximum(10_000)), 400),
      /** Reports, topics, reasons and the like, per day. */
      contributionsInADay: z._default(z.int().check(z.minimum(3), z.maximum(200)), 10),
      /** Photos and recordings per day. */
      mediaInADay: z._default(z.int().check(z.minimum(20), z.maximum(1000)), 100),
      /** Days. The longest an official can pause somebody who sends reports. */
      pauseDays: z._default(z.int().check(z.minimum(1), z.maximum(30)), 14),
    }),
    {},
  ),
  /** Whom to call in danger; and the town's own texts for it, where the default ones do not fit. */
  emergency: z.prefault(
    z.strictObject({
      number: z._default(telephone, emergencyNumbers.emergency),
      /** For somebody who does not want to live: the telephone number, and the page with the chat. */
      crisis: z._default(telephone, emergencyNumbers.crisis),
      crisisChat: z._default(z.string().check(z.minLength(3)), emergencyNumbers.crisisChat),
      now: z.optional(text),
      self: z.optional(text),
    }),
    {},
  ),
  /** From this many people on, an organiser may bring an issue to the council. */
  councilThreshold: z._default(z.int().check(z.minimum(1)), 25),
  retention: z.strictObject({
    /** Unfinished conversations, in days. */
    draftDays: z._default(z.int().check(z.minimum(1), z.maximum(90)), 30),
    /** Closed contributions, in months after closing. */
    contributionMonths: z.int().check(z.minimum(1), z.maximum(240)),
    /** Residents who are no longer active, in months. */
    residentMonths: z.int().check(z.minimum(1), z.maximum(240)),
  }),
});
export type Municipality = z.infer<typeof municipalitySchema>;
