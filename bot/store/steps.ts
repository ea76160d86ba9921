import { listenersOf, participantsOf } from "../core/broadcasts/reach.ts";
import type { Instant } from "../core/calendar/time.ts";
import type { Write } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import { type Image, pointerImage, rowImage, toImage } from "./item-codec.ts";
import { alarmKey, alarmOf, type Key, laneKey, linkKey, placeOf, pointerKey } from "./keys.ts";

/**
 * One change to one item. `expect` is the version that must be there now, or "new" when nothing unexpired may be there.
 */
export type Step =
  | {
      readonly do: "put";
      readonly key: Key;
      readonly image: Image;
      readonly expect?: number | "new" | undefined;
      /** Adds to what is pending there, instead of expecting that nothing is. */
      readonly adds?: true;
    }
  | {
      readonly do: "remove";
      readonly key: Key;
      readonly expect?: number | undefined;
      /** The moment in the index that it must still have. */
      readonly since?: Instant;
    }
  /** Nothing is pending there any more. `expect` is its version with that, `version` without. */
  | {
      readonly do: "settle";
      readonly key: Key;
      readonly expect: number;
      readonly version: number;
      readonly wakeAt: Instant | undefined;
    }
  /** Adds to numbers, whatever they are. */
  | { readonly do: "add"; readonly key: Key; readonly numbers: Readonly<Record<string, number>> }
  | { readonly do: "check"; readonly key: Key; readonly expect: number };

/**
 * Breaks a write down into changes to single items. The links of a forgotten lane are not included: they have to be
 * looked up.
 */
export function stepsOf(write: Write, seals: Seals): readonly Step[] {
  if ("link" in write) {
    const { resident, contribution, at } = write.link;
    const key = linkKey(resident, at, contribution);
    return [{ do: "put", key, image: toImage({ ...key, contribution }) }];
  }
  if ("unlink" in write) {
    const { resident, contribution, at } = write.unlink;
    return [{ do: "remove", key: linkKey(resident, at, contribution) }];
  }
  if ("move" in write) {
    const { move, to } = write;
    return [
      { do: "remove", key: laneKey(move.key), expect: move.version },
      ...stepsOf({ put: to, expect: "new" }, seals),
    ];
  }
  if ("forget" in write) {
    return [
      { do: "remove", key: laneKey(write.forget.key), expect: write.expect },
      { do: "remove", key: pointerKey(write.forget.resident) },
      ...listenersOf(write.forget).flatMap((remove) => stepsOf({ remove }, seals)),
      ...participantsOf(write.forget).flatMap((remove) => stepsOf({ remove }, seals)),
    ];
  }
  if ("remove" in write) {
    const { pk, sk } = placeOf(write.remove);
    const first: Step = { do: "remove", key: { pk, sk }, expect: write.expect };
    if (write.remove.row === "lane") return [first, { do: "remove", key: pointerKey(write.remove.resident) }];
    if (write.remove.row === "contribution" || write.remove.row === "process")
      return [first, { do: "remove", key: alarmKey(write.remove.id) }];
    return [first];
  }
  const row = write.put;
  const { pk, sk } = placeOf(row);
  const first: Step = { do: "put", key: { pk, sk }, image: rowImage(row, seals), expect: write.expect };
  if (row.row === "lane" && (write.expect === "new" || write.pointer))
    return [first, { do: "put", key: pointerKey(row.resident), image: pointerImage(row, seals) }];
  if (row.row === "process") {
    const key = alarmKey(row.id);
    const alarm = alarmOf(row);
    return [
      first,
      alarm === undefined
        ? { do: "remove", key }
        : { do: "put", key, image: toImage({ ...alarm, contribution: row.id }) },
    ];
  }
  return [first];
}
