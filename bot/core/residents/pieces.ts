import { elapsed, SECOND } from "../calendar/time.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { hold, toContribution } from "./held-words.ts";
import type { Situation } from "./rules.ts";

/** One thing told in several messages, sent in quick succession. */

/**
 * Milliseconds. A message that follows her previous one within this time was written before she had read our reply (our
 * limit). Measured between her own messages, because those share one clock, which may differ from ours.
 */
const UNREAD = 5 * SECOND;

type Piece = NonNullable<Lane["piece"]>;

/** What her words of a moment ago went into, when this message continues them. */
export function pieceBefore(input: ResidentInput, { piece }: Pick<Lane, "piece">): Piece | undefined {
  if (!piece || input.sent === undefined || input.adds) return undefined;
  const isTold = input.type === "said" || input.type === "shared";
  return isTold && elapsed(piece.sent, input.sent) < UNREAD ? piece : undefined;
}

/** Delivers the rest of her words to where the first of them went; undefined when she has moved on since. */
export function restOf({ ref, instrument }: Piece, situation: Situation): Decision | undefined {
  const { input, lane, context, instruments } = situation;
  const { dialogue } = lane;
  const side = instruments.find((one) => one.name === instrument);
  const more: ResidentInput = { ...input, continues: ref ?? "" };
  // Its question has been asked, but not read.
  if (side && dialogue && dialogue.instrument === instrument && !dialogue.parked)
    return side.resident(more, lane, context);
  // That conversation is over.
  if (ref === undefined) return dialogue ? undefined : hold(input, lane);
  const about: ResidentInput = { ...more, about: ref };
  return side ? side.resident(about, lane, context) : toContribution(about, lane, context, instruments);
}

/**
 * Notes that what she says next, at once, continues this. An instrument that knows better where it went has noted that.
 */
export function remembersPiece(
  turn: Turn,
  input: ResidentInput,
  before: Pick<Lane, "dialogue">,
  { phrases }: Context,
): Turn {
  const { lane } = turn;
  const dialogue = lane?.dialogue ?? before.dialogue;
  const { sent } = input;
  if (sent === undefined) return turn;
  const words =
    input.type === "said" && !input.edited && !input.adds && phrases.meaning(input.text) === undefined;
  if (lane?.stage !== "member" || lane.held || lane.piece || !dialogue || !words) return turn;
  return { ...turn, lane: { ...lane, piece: { sent, instrument: dialogue.instrument } } };
}
