/**
 * A key that can be rotated: the current one first, then those that something may still be under. Written as
 * “k2.<secret>,k1.<secret>”. A secret alone is the original one, k1.
 */
export interface Key {
  /** “k1”, “k2” …: tells which key opens something sealed. */
  readonly id: string;
  readonly secret: string;
}

export type Keyring = readonly [Key, ...Key[]];

/** Characters. Each secret has at least this many: the number of bytes in the keys of HMAC-SHA-256 and AES-256. */
const LONG_ENOUGH = 32;

const FIRST = "k1";

/** @throws Error when it is empty; never with a value */
export function readKeyring(text: string): Keyring {
  const parts = /^k\d+\./.test(text) ? text.split(/,(?=k\d+\.)/) : [`${FIRST}.${text}`];
  const [first, ...others] = parts.map((part): Key => {
    const dot = part.indexOf(".");
    return { id: part.slice(0, dot), secret: part.slice(dot + 1) };
  });
  if (first === undefined) throw new Error("a keyring without a key");
  return [first, ...others];
}

/** A single key that was never rotated stays as it was first written. */
export function writeKeyring(keys: Keyring): string {
  const [first, ...others] = keys;
  return first.id === FIRST && others.length === 0
    ? first.secret
    : keys.map(({ id, secret }) => `${id}.${secret}`).join(",");
}

/** Whether every key is long enough and none occurs twice. */
export function isKeyring(text: string): boolean {
  const keys = readKeyring(text);
  return (
    keys.every(({ secret }) => secret.length >= LONG_ENOUGH) &&
    new Set(keys.map(({ id }) => id)).size === keys.length
  );
}

/** Anything under the first key is named without the key's id, as before keys had one. */
export const isFirstKey = ({ id }: Key): boolean => id === FIRST;

/** The id of the next new key. */
export const nextId = (keys: Keyring): string =>
  `k${Math.max(...keys.map(({ id }) => Number(id.slice(1)))) + 1}`;
