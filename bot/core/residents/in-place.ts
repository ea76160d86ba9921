import type { ResidentSide } from "../instrument.ts";
import type { Lane } from "../model/lane.ts";
import type { Need } from "../needs.ts";
import type { Context, Decision } from "../turn.ts";

/**
 * Decides with her conversation where it really is: in a survey, her answers know that and not her lane.
 * @param lane as it is stored
 */
export function inPlace(
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
  decide: (placed: Lane) => Decision,
): Decision {
  const found = placed(lane, context, instruments);
  return "needs" in found ? found : decide(found);
}

function placed(
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Lane | { readonly needs: readonly Need[] } {
  const { dialogue } = lane;
  if (!dialogue?.keepsPlace) return lane;
  const side = instruments.find((one) => one.name === dialogue.instrument)?.process;
  return side?.inPlace?.(lane, context) ?? lane;
}
