import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { Secrecy } from "../ports/secrecy.ts";
import { isFirstKey, type Key, readKeyring } from "./keyring.ts";

/** AES-256-GCM, NIST SP 800-38D: a nonce of 12 bytes, a tag of 16. */
const CIPHER = "aes-256-gcm";
const NONCE = 12;
const TAG = 16;

/**
 * Pseudonyms and sealing under the municipality's own keys. Telegram ids are small numbers, so a plain hash
 * could be reversed by trying them all; a keyed one cannot.
 *
 * @param ring one secret of at least 32 characters, or several (`bot/runtime/keyring.ts`); from each, one key for
 *   pseudonyms and one for sealing are derived (HKDF, RFC 5869)
 */
export function createSecrecy(ring: string): Secrecy {
  const [newest, ...older] = readKeyring(ring).map(derivedFrom);
  if (newest === undefined) throw new Error("there is no key");
  const all = [newest, ...older];

  const nameUnder = ({ key, pseudonyms }: Derived, channel: string, chat: string): string => {
    const name = hash(pseudonyms, "lane", `${channel}:${chat}`);
    return isFirstKey(key) ? name : `${key.id}.${name}`;
  };

  function open(sealed: string): string {
    const [id, text = ""] = sealed.includes(".") ? sealed.split(".") : [undefined, sealed];
    // Data sealed before keys had ids does not name its key: only the right one opens it.
    const keys = all.filter(({ key }) => id === undefined || key.id === id);
    return Buffer.from(openedBy(keys, Buffer.from(text, "base64url"))).toString("utf8");
  }

  return {
    laneKey: (channel, chat) => nameUnder(newest, channel, chat),
    olderLaneKeys: (channel, chat) => older.map((one) => nameUnder(one, channel, chat)),
    derive: (purpose, text) => hash(newest.pseudonyms, purpose, text),
    deriveAll: (purpose, text) => [
      hash(newest.pseudonyms, purpose, text),
      ...older.map(({ pseudonyms }) => hash(pseudonyms, purpose, text)),
    ],
    seal: (text) =>
      `${newest.key.id}.${Buffer.from(sealed(newest.sealing, Buffer.from(text, "utf8"))).toString("base64url")}`,
    open,
    // Rows fill whole units, so there is no room for an id. A wrong key does not open them.
    sealBytes: (bytes) => sealed(newest.sealing, bytes),
    openBytes: (bytes) => openedBy(all, bytes),
  };
}

interface Derived {
  readonly key: Key;
  readonly pseudonyms: KeyObject;
  readonly sealing: KeyObject;
}

function derivedFrom(key: Key): Derived {
  // As key objects: a key given as bytes is processed again for every hash, which takes longer than the hash.
  const derived = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync("sha256", key.secret, "samenspel", purpose, 32)));
  return { key, pseudonyms: derived("pseudonyms"), sealing: derived("sealing") };
}

function hash(key: KeyObject, purpose: string, text: string): string {
  return createHmac("sha256", key).update(`${purpose}\n${text}`).digest("hex");
}

function sealed(key: KeyObject, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const hidden = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, hidden, cipher.getAuthTag()]);
}

/** @throws Error when none of them opens it */
function openedBy(keys: readonly Derived[], bytes: Uint8Array): Uint8Array {
  for (const [at, { sealing }] of keys.entries())
    try {
      return opened(sealing, bytes);
    } catch (error) {
      if (at === keys.length - 1) throw error;
    }
  throw new Error("sealed with a key that is not there any more");
}

function opened(key: KeyObject, bytes: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
}
