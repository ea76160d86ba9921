import type { Notice } from "../core/model/notice.ts";
import { subjectOfBatch } from "../outbox/batches.ts";

/** What a failed notice is about, and the remark for its thread. */
interface Subject {
  readonly id: string;
  readonly key: "resident" | "member" | "card";
}

type What = Notice["what"];

/** What is done about a kind of notice that cannot be delivered. */
interface Failure<Kind extends What["kind"]> {
  /** Officials have to get it in the end: it is tried every hour for as long as it takes. Others are set aside. */
  readonly keepsTrying?: true;
  /** Absent when nobody else needs to know. */
  readonly about?: (what: Extract<What, { kind: Kind }>, group: string) => Subject | undefined;
}

const about = (id: string | undefined, key: Subject["key"]) => (id === undefined ? undefined : { id, key });
const card = ({ contribution }: { readonly contribution: string }) => about(contribution, "card");

/** Every kind of notice. A remark that could not be posted, and a reply to somebody's own act, is told to nobody else. */
export const failures: { readonly [Kind in What["kind"]]: Failure<Kind> } = {
  resident: {
    about: ({ isReply, screen, pauses, question, settles }) =>
      isReply ? undefined : about(screen.about ?? pauses?.ref ?? question ?? settles, "resident"),
  },
  several: { about: (_what, group) => about(subjectOfBatch(group), "resident") },
  member: { about: ({ contribution }) => about(contribution, "member") },
  card: { keepsTrying: true, about: card },
  document: { keepsTrying: true, about: card },
  call: { keepsTrying: true, about: card },
  unpublish: { keepsTrying: true, about: card },
  broadcast: { keepsTrying: true },
  copy: {},
  // A desk prints what its card says that it prints; whoever wrote it down herself has the number and the code already.
  paper: {
    about: ({ contribution, member }) => (member === undefined ? undefined : about(contribution, "member")),
  },
  nudge: {},
  desk: {},
  forget: {},
  arrival: {},
};

/** The subject of a failed notice; undefined when nobody else needs to know. */
export function subjectOf({ group, what }: Notice): Subject | undefined {
  // Which kind it is and what its line of the table takes are the same, which the compiler cannot follow.
  const line = failures[what.kind].about as ((what: What, group: string) => Subject | undefined) | undefined;
  return line?.(what, group);
}
