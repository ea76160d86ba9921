import * as z from "zod/mini";
import { type Press, pressSchema } from "../core/model/screen.ts";

/** A press as an array, identified by position so that it fits in the value of a menu option. */
const packed = z.union([
  z.tuple([z.string(), z.int(), z.string(), z.string()]),
  z.tuple([z.string(), z.int(), z.string(), z.string(), z.string()]),
]);

/** Encodes a press as the value of a button or an option: `["issue",1,"answer","start","48210937"]`. */
export function encodePress(press: Press): string {
  const { instrument, version, step, option, ref } = press;
  return JSON.stringify(
    ref === undefined ? [instrument, version, step, option] : [instrument, version, step, option, ref],
  );
}

/** Decodes the value of a button, packed or as plain JSON; undefined when it is not a press. */
export function decodePress(value: string): Press | undefined {
  const data = readJson(value);
  const short = packed.safeParse(data);
  if (short.success) {
    const [instrument, version, step, option, ref] = short.data;
    return ref === undefined
      ? { instrument, version, step, option }
      : { instrument, version, step, option, ref };
  }
  const long = pressSchema.safeParse(data);
  return long.success ? long.data : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
