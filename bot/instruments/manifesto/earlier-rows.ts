import * as z from "zod/mini";
import {
  addDays,
  after,
  type Day,
  daySchema,
  type Instant,
  instantSchema,
  MINUTE,
  townClock,
} from "../../core/calendar/time.ts";
import { residentIdSchema } from "../../core/model/ids.ts";

/**
 * Rows as they were stored before manifestos ran on the kernel: what the kernel keeps of every process stood under names
 * of the manifesto's own. And as they were before promises were processes of their own: they stood in items.
 */

/** A promise as it stood in an item, with who doubted what was reported. */
export const earlierPromiseSchema = z.object({
  what: z.string(),
  /** Slack member id of the official in charge. */
  owner: z.string(),
  due: daySchema,
  at: z.enum(["promised", "in_progress", "late", "kept", "broken", "disputed"]),
  since: instantSchema,
  words: z.optional(z.string()),
  late: z.optional(z.boolean()),
  doubts: z.optional(z.array(z.object({ by: residentIdSchema, of: z.string() }))),
  /** Absent in the first rows. */
  made: z.optional(instantSchema),
  /** When people were last reminded of its day, and of the answer to a dispute. */
  watched: z.optional(instantSchema),
  asked: z.optional(instantSchema),
});
export type EarlierPromise = z.infer<typeof earlierPromiseSchema>;

/** What was kept so; the rest is as it still is. */
interface Earlier {
  readonly at: string;
  readonly since: Instant;
  readonly invitation: string;
  readonly groupInvitation: string;
  readonly core: readonly { readonly resident: string }[];
  readonly motion?: {
    readonly what: "agreement" | "stop" | "items" | "text" | "close";
    readonly agreement?: EarlierAgreement;
    readonly by: string;
    readonly on: Instant;
    readonly agreed: readonly string[];
    readonly against: readonly string[];
  };
  readonly agreement?: { readonly collectUntil: Day };
  readonly voteUntil?: Instant;
  readonly reminded?: boolean;
  readonly told?: boolean;
  readonly round?: 2;
  readonly result?: object;
  readonly items?: readonly object[];
  readonly handover?: { readonly day: Day; readonly to: string; readonly by: string };
  readonly agenda?: { readonly day: Day; readonly link: string };
  readonly forced?: { readonly by: string; readonly reason: string };
  /** The id of the message. */
  readonly closing?: string;
}

interface EarlierAgreement {
  readonly ages: { readonly from: number; readonly to: number };
  readonly rounds: 1 | 2;
  readonly collectUntil: Day;
}

/** The row by which each thing that the core group decides is taken. */
const rows = {
  agreement: "agree",
  stop: "stopEarly",
  items: "openVote",
  text: "ratify",
  close: "close",
} as const;

const before = [
  "forming",
  "collecting",
  "clustering",
  "prioritising",
  "editing",
  "ratified",
  "handed_over",
  "on_agenda",
];

/** The state as the kernel keeps it. What it keeps so already comes back as it is. */
export function upToDate(state: unknown): unknown {
  const kept = isEarlier(state) ? upgraded(state) : state;
  const now = hasGroups(kept) ? withGroups(kept) : kept;
  return hasThemes(now) ? { ...now, themes: now.themes.map(withPromises) } : now;
}

/** What groups voted, entered by anybody who had the link, before the organiser let youth workers in by name. */
interface WithGroups {
  readonly groups: readonly { readonly round?: 2 }[];
  readonly facilitated?: { readonly code: string; readonly workers: readonly object[] };
}

function hasGroups(state: unknown): state is WithGroups {
  return typeof state === "object" && state !== null && "groups" in state;
}

function withGroups({ groups, facilitated = { code: "", workers: [] }, ...rest }: WithGroups): object {
  const votes = groups.map(({ round, ...group }) => ({ ...group, vote: round ? 1 : 0, byLink: true }));
  return { ...rest, facilitated: { ...facilitated, votes } };
}

interface EarlierTheme {
  readonly answer?: { readonly reason: unknown };
  readonly promises?: unknown;
  readonly commitment?: EarlierPromise;
}

function hasThemes(state: unknown): state is { readonly themes: readonly EarlierTheme[] } {
  return typeof state === "object" && state !== null && "themes" in state && Array.isArray(state.themes);
}

/** What it says of its answer and its promise, where only the old fields do. They were written in Dutch. */
function withPromises(theme: EarlierTheme): EarlierTheme {
  const { answer, promises, commitment } = theme;
  const reason = answer?.reason;
  const { what = "", words, at, due, late } = commitment ?? {};
  return {
    ...theme,
    ...(typeof reason === "string" && { answer: { ...answer, reason: { nl: reason } } }),
    ...(commitment &&
      promises === undefined && {
        promises: [
          {
            what: { nl: what },
            due,
            at,
            ...(words && { words: { nl: words } }),
            ...(late && at === "kept" && { late }),
          },
        ],
      }),
  };
}

function isEarlier(state: unknown): state is Earlier {
  return typeof state === "object" && state !== null && "since" in state && !("began" in state);
}

function upgraded(state: Earlier): object {
  const { at, since, invitation, groupInvitation, core, motion, voteUntil, reminded, told, ...more } = state;
  const { handover, agenda, forced, closing, items, ...rest } = more;
  const { agreement, round, result } = state;
  const isOver = at === "closed";
  const isAnswered = at === "responded" || at === "monitoring" || isOver;
  const to = forced ? "forced" : "closed";
  const last = voteUntil && townClock(after(voteUntil, -MINUTE)).day;
  const isConfirmed = handover && at !== "ratified";
  const asked = [
    ...(motion ? [askedOf(motion)] : []),
    ...(handover && !isConfirmed ? [{ step: "handOver", ...said(handover, since), yes: [], no: [] }] : []),
  ];
  return {
    ...rest,
    ...(items && { themes: items }),
    at: isOver ? to : at,
    began: { [isOver ? to : at]: since, ...(at === "monitoring" && { responded: since }) },
    way: before.slice(0, Math.max(0, before.includes(at) ? before.indexOf(at) : before.length)),
    taken: {
      ...(told && { collectingOver: since }),
      ...(reminded && { remind: since }),
      ...(isOver && { [forced ? "forceEnd" : "close"]: since }),
    },
    watched: {},
    filled: {
      ...(agreement && { agree: { on: since } }),
      ...(isConfirmed && { handOver: said(handover, since) }),
      ...(agenda && { putOnAgenda: { on: since, values: agenda } }),
    },
    days: {
      ...(agreement && {
        collectUntil: { day: agreement.collectUntil, on: since },
        stopBy: { day: addDays(agreement.collectUntil, 7), on: since },
      }),
      ...(last && { voteUntil: { day: last, on: since } }),
    },
    ...(last && { voteUntil: last }),
    ...(asked.length > 0 && { asked }),
    ...(isAnswered && { answered: since }),
    ...(closing && { closing: { broadcast: closing, step: forced ? "forceEnd" : "close", to } }),
    ...(forced && { forced: { by: forced.by, reason: { nl: forced.reason } } }),
    votes: (round ? 1 : 0) + (result ? 1 : 0),
    group: { code: invitation, members: core.map(({ resident }) => ({ resident, on: since })) },
    facilitated: { code: groupInvitation, workers: [] },
    active: since,
  };
}

function askedOf({ what, agreement, by, on, agreed, against }: NonNullable<Earlier["motion"]>) {
  const each = (list: readonly string[]) => list.map((one) => ({ by: one, as: "group" }));
  return {
    step: rows[what],
    by,
    on,
    ...(agreement && { values: flat(agreement) }),
    yes: each(agreed),
    no: each(against),
  };
}

/** As the form's row asks it. */
function flat({ ages, rounds, ...rest }: EarlierAgreement) {
  return { ...rest, ...ages, rounds: String(rounds) };
}

function said({ by, ...values }: NonNullable<Earlier["handover"]>, on: Instant) {
  return { by, on, values };
}
