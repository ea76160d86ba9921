import { createHmac, createSecretKey, hkdfSync } from "node:crypto";
import { voterToken } from "../core/model/ids.ts";
import type { VoterTokens } from "../ports/secrecy.ts";

/** Characters of a token: 128 bits in hexadecimal. */
const TOKEN = 32;
/** Characters of a life: it only has to differ from a few others. */
const LIFE = 16;
/** Characters of the mark by which a ballot recognises an input: likewise. Marks of before are longer and begin alike. */
const MARK = 10;

/**
 * Tokens of residents as voters, derived from the chat and not from the lane, so that somebody who erases herself and
 * comes back has one vote, and so that the keys of lanes can change.
 *
 * @param secrets the one that new tokens are made with, then earlier ones, under which the table may still hold ballots
 */
export function createVoterTokens(...secrets: readonly [string, ...string[]]): VoterTokens {
  const keyOf = (secret: string) =>
    createSecretKey(Buffer.from(hkdfSync("sha256", secret, "samenspel", "ballots", 32)));
  const [newest, ...older] = secrets;
  const newestKey = keyOf(newest);
  const olderKeys = older.map(keyOf);

  function hash(key: typeof newestKey, purpose: string, text: string): string {
    return createHmac("sha256", key).update(`${purpose}\n${text}`).digest("hex");
  }

  return {
    of({ channel, chat }, process) {
      const token = (key: typeof newestKey) =>
        voterToken(hash(key, "voter", `${channel}:${chat}#${process}`).slice(0, TOKEN));
      return [token(newestKey), ...olderKeys.map(token)];
    },
    lives(resident, process) {
      const life = (key: typeof newestKey) => hash(key, "life", `${resident}#${process}`).slice(0, LIFE);
      return [life(newestKey), ...olderKeys.map(life)];
    },
    repeat: (input, process) => hash(newestKey, "repeat", `${input}#${process}`).slice(0, MARK),
  };
}
