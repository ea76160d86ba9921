import * as z from "zod/mini";

/**
 * Ids that look alike and must never be mixed up. They are texts with a mark that only the compiler sees, so one passes
 * for a text, and neither a text nor another id passes for it. Where one is made says so once.
 */

declare const mark: unique symbol;

type Id<Of extends string> = string & { readonly [mark]: Of };

/** A resident, by chance; her lane alone leads from it to her chat. */
export type ResidentId = Id<"resident">;

/** Who voted or answered in one process, worked out with the town's key: nothing leads from it to a resident. */
export type VoterToken = Id<"voter">;

/** @param text made as an id of a resident, or read from where one is kept */
export const residentId = (text: string): ResidentId => text as ResidentId;

/** @param text made as a voter's token, or read from where one is kept */
export const voterToken = (text: string): VoterToken => text as VoterToken;

/** An id in a row, which this code wrote. */
const kept = (value: unknown) => typeof value === "string";
export const residentIdSchema = z.custom<ResidentId>(kept);
export const voterTokenSchema = z.custom<VoterToken>(kept);
