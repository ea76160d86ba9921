import type { Instant } from "../../core/calendar/time.ts";
import type { Contribution } from "../../core/model/contribution.ts";
import type { Media } from "../../core/model/screen.ts";
import { decidedAt, type ItemState } from "../../core/processes/item.ts";

/** Topics, and reasons for and against them, as they were stored before the kernel kept them. */

interface Earlier {
  readonly process: string;
  readonly about?: { readonly topic: string; readonly side: "for" | "against" };
  readonly status: {
    readonly at: "proposed" | "shown" | "refused" | "withdrawn";
    readonly on?: Instant;
    readonly reason?: string;
    readonly text?: string;
    readonly by?: string;
  };
  readonly words: string;
  readonly writtenDown?: boolean;
  readonly media: readonly Media[];
  readonly language: string;
  readonly group?: number;
  readonly erased?: boolean;
  readonly nudged?: boolean;
  readonly objected?: { readonly to?: string };
}

/** How events in their history are called today. */
export const earlierEvents: Readonly<Record<string, string>> = {
  propose: "brought",
  publish: "show",
  add: "added",
  edit: "edited",
  object: "objected",
  withdraw: "withdrawn",
  erase: "erased",
};

/** As the kernel keeps it; undefined when it is kept so already. */
export function earlierTopic({ state, created, changed }: Contribution): ItemState | undefined {
  if (!isEarlier(state)) return undefined;
  const { status, about, group, objected, language, words } = state;
  const on = status.on ?? created;
  // What somebody objected to was stored as if nobody had looked at it yet.
  const objects = objected !== undefined && status.at === "proposed";
  const at = status.at === "proposed" ? (objects ? "refused" : "waits") : status.at;
  const isReasoned = status.at === "refused" && status.reason !== "unseen";
  return {
    process: state.process,
    list: about ? `topic+${about.side}` : "topic",
    n: 0,
    at,
    words: words === "" ? {} : { [language]: words },
    media: [...state.media],
    language,
    filled: {
      ...(state.writtenDown && { [decidedAt("show")]: { on, values: { heard: true } } }),
      ...(isReasoned && {
        [decidedAt("refuse")]: {
          on,
          ...(status.by !== undefined && { by: status.by }),
          ...(status.text && { values: { why: status.reason, reason: { nl: status.text } } }),
        },
      }),
      ...(objects && {
        [decidedAt("refuse")]: { on, ...(objected.to !== undefined && { by: objected.to }) },
      }),
    },
    days: {},
    since: on,
    ...(group !== undefined && { group }),
    ...(about && { about: about.topic }),
    ...(objects && { objection: { on: changed, ...(state.nudged && { late: true as const }) } }),
    ...(objected && !objects && { objected: true as const }),
    ...(state.nudged && !objects && { late: true as const }),
    ...(state.erased && { erased: true as const }),
  };
}

function isEarlier(state: unknown): state is Earlier {
  return typeof state === "object" && state !== null && "status" in state;
}

/** The name that topics and reasons are listed under: as those that are stored already. */
export function topicsUnder({ process, about }: ItemState): string {
  return about ?? process;
}
