import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import type { Secrecy } from "./ports.ts";

/** AES-256-GCM, NIST SP 800-38D: a nonce of 12 bytes, a tag of 16. */
const CIPHER = "aes-256-gcm";
const NONCE = 12;
const TAG = 16;

/**
 * Pseudonyms and sealing under the municipality's own key. Telegram ids are small numbers, so a plain hash
 * could be undone by trying them all; a keyed one cannot.
 *
 * @param secret at least 32 characters; from it one key for pseudonyms and one for sealing are derived (HKDF, RFC 5869)
 */
export function createSecrecy(secret: string): Secrecy {
  // As key objects: given as bytes, a key is looked at anew for each hash, which takes longer than the hash.
  const key = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync("sha256", secret, "samenspel", purpose, 32)));
  const pseudonyms = key("pseudonyms");
  const sealing = key("sealing");

  function derive(purpose: string, text: string): string {
    return createHmac("sha256", pseudonyms).update(`${purpose}\n${text}`).digest("hex");
  }

  function sealBytes(bytes: Uint8Array): Uint8Array {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, sealing, nonce);
    const hidden = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([nonce, hidden, cipher.getAuthTag()]);
  }

  function openBytes(bytes: Uint8Array): Uint8Array {
    const decipher = createDecipheriv(CIPHER, sealing, bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
  }

  return {
    laneKey: (channel, chat) => derive("lane", `${channel}:${chat}`),
    derive,
    seal: (text) => Buffer.from(sealBytes(Buffer.from(text, "utf8"))).toString("base64url"),
    open: (sealed) => Buffer.from(openBytes(Buffer.from(sealed, "base64url"))).toString("utf8"),
    sealBytes,
    openBytes,
  };
}
