import type { Broadcast } from "../../bot/core/broadcasts/broadcast.ts";
import type { Chunk } from "../../bot/core/broadcasts/progress.ts";
import type { Ballot } from "../../bot/core/counting/ballot.ts";
import type { Response } from "../../bot/core/counting/response.ts";
import type { Listener, Participant } from "../../bot/core/model/audience.ts";
import type { Contribution, Entry } from "../../bot/core/model/contribution.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import type { Lane } from "../../bot/core/model/lane.ts";
import type { Notice } from "../../bot/core/model/notice.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";

/** Rows of an invented town, each with what a test gives it. */

export const lane = (changes: Partial<Lane> = {}): Lane => ({
  ...rowOfEachKind.lane,
  resident: residentId("r-oksana"),
  ...changes,
});
export const contribution = (changes: Partial<Contribution> = {}): Contribution => ({
  ...rowOfEachKind.contribution,
  dueAt: "2026-06-01T00:00:00.000Z",
  ...changes,
});
export const { posted } = rowOfEachKind;
export const broadcast = (changes: Partial<Broadcast> = {}): Broadcast => ({
  ...rowOfEachKind.broadcast,
  ...changes,
});
export const chunk = (changes: Partial<Chunk> = {}): Chunk => ({
  ...rowOfEachKind.chunk,
  residents: ["r-oksana", "r-jan"].map(residentId),
  ...changes,
});
export const listener = (resident: string): Listener => ({
  ...rowOfEachKind.listener,
  resident: residentId(resident),
});
export const entry = (changes: Partial<Entry> = {}): Entry => ({
  ...rowOfEachKind.entry,
  counts: undefined,
  ...changes,
});
export const notice = (changes: Partial<Notice> = {}): Notice => ({
  ...rowOfEachKind.notice,
  id: "n-1",
  group: "r-oksana",
  ...changes,
});
export const ballot = (changes: Partial<Ballot> = {}): Ballot => ({ ...rowOfEachKind.ballot, ...changes });
export const response = (changes: Partial<Response> = {}): Response => ({
  ...rowOfEachKind.response,
  neighbourhood: "dijkzicht",
  ...changes,
});
export const participant = (resident: string): Participant => ({
  ...rowOfEachKind.participant,
  resident: residentId(resident),
});
