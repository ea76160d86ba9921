import type { Press } from "../core/model/screen.ts";

/** Telegram's limit on callback data, in bytes of UTF-8; options are therefore sent as ids. */
const MAX_CALLBACK_BYTES = 64;

/** Separates the parts. One byte, and a character none of our ids contains. */
const SEPARATOR = "|";

/** Our limit on version numbers. They are small; anything with more digits was never written by us. */
const MAX_VERSION = 999_999_999;

/**
 * Encodes a press as a button's callback data: `instrument|version|step|option`, plus `|ref` when there is one.
 * @throws Error when it does not fit, or an id contains the separator. That is a bug in the instrument, so it fails
 * loudly.
 */
export function encodePress(press: Press): string {
  const ids = [press.instrument, press.step, press.option, ...(press.ref === undefined ? [] : [press.ref])];
  for (const id of ids) {
    if (!isPlain(id))
      throw new Error(
        `A button of "${press.instrument}" has an id with "${SEPARATOR}", a control character or half a character in it.`,
      );
  }
  if (press.instrument === "" || press.step === "")
    throw new Error("A button needs an instrument and a step.");
  if (!Number.isInteger(press.version) || press.version < 0 || press.version > MAX_VERSION) {
    throw new Error(
      `A button of "${press.instrument}" has version ${press.version}; use a whole number from 0.`,
    );
  }
  const [instrument, ...rest] = ids;
  const data = [instrument, String(press.version), ...rest].join(SEPARATOR);
  const bytes = byteLength(data);
  if (bytes > MAX_CALLBACK_BYTES) {
    throw new Error(
      `The button ${press.instrument}/${press.step} carries ${bytes} bytes; Telegram allows ${MAX_CALLBACK_BYTES}. Use shorter ids.`,
    );
  }
  return data;
}

/**
 * Decodes the callback data of a pressed button. Modified clients can send any bytes.
 * @returns undefined for anything {@link encodePress} would not have written
 */
export function decodePress(data: string): Press | undefined {
  if (data.length > MAX_CALLBACK_BYTES || byteLength(data) > MAX_CALLBACK_BYTES) return undefined;
  const parts = data.split(SEPARATOR);
  if (parts.length < 4 || parts.length > 5 || !parts.every(isPlain)) return undefined;
  const [instrument, version, step, option, ref] = parts;
  if (!instrument || !step || version === undefined || option === undefined) return undefined;
  if (!/^(0|[1-9]\d{0,8})$/.test(version)) return undefined;
  return { instrument, version: Number(version), step, option, ...(ref !== undefined && { ref }) };
}

function isPlain(id: string): boolean {
  return id.isWellFormed() && !/[|\p{Cc}]/u.test(id);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
