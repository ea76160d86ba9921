/**
 * A key that can be renewed: the one that is used now first, then those that something may still be under. Written
 * as “k2.<secret>,k1.<secret>”. A secret alone is the first there was, k1.
 */
export interface Key {
  /** “k1”, “k2” …: what is sealed says by this what opens it. */
  readonly id: string;
  readonly secret: string;
}

export type Keyring = readonly [Key, ...Key[]];

/** Characters that each secret has at least: as many as the keys of HMAC-SHA-256 and AES-256 have bytes. */
const LONG_ENOUGH = 32;

const FIRST = "k1";

/** @throws Error when there is nothing in it; never with a value */
export function readKeyring(text: string): Keyring {
  const parts = /^k\d+\./.test(text) ? text.split(/,(?=k\d+\.)/) : [`${FIRST}.${text}`];
  const [first, ...others] = parts.map((part): Key => {
    const dot = part.indexOf(".");
    return { id: part.slice(0, dot), secret: part.slice(dot + 1) };
  });
  if (first === undefined) throw new Error("a keyring without a key");
  return [first, ...others];
}

/** One key that was never renewed stays as it was written first. */
export function writeKeyring(keys: Keyring): string {
  const [first, ...others] = keys;
  return first.id === FIRST && others.length === 0
    ? first.secret
    : keys.map(({ id, secret }) => `${id}.${secret}`).join(",");
}

/** Whether each key is long enough and none is there twice. */
export function isKeyring(text: string): boolean {
  const keys = readKeyring(text);
  return (
    keys.every(({ secret }) => secret.length >= LONG_ENOUGH) &&
    new Set(keys.map(({ id }) => id)).size === keys.length
  );
}

/** What is under the first key has names without the key's id, as it had before keys had one. */
export const isFirstKey = ({ id }: Key): boolean => id === FIRST;

/** The id of the next new key. */
export const nextId = (keys: Keyring): string =>
  `k${Math.max(...keys.map(({ id }) => Number(id.slice(1)))) + 1}`;
