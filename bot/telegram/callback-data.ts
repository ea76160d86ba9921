import type { Press } from "../core/model/screen.ts";

/** Telegram refuses callback data longer than 64 bytes (UTF-8), so options travel as ids. */
const MAX_CALLBACK_BYTES = 64;

/** Between the parts. One byte, and a character that no id of ours contains. */
const SEPARATOR = "|";

/** Versions are small counting numbers; more digits than this were never written by us. */
const MAX_VERSION = 999_999_999;

/**
 * What a button carries, as text: `instrument|version|step|option`, and `|ref` when there is one.
 * @throws Error when it does not fit or an id cannot travel. That is a mistake in the instrument, so it is loud.
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
 * Reads what a pressed button sent back. Modified clients can send any bytes.
 * @returns undefined for anything that {@link encodePress} would not have written
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
