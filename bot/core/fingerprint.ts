/** Tells two texts apart; not a secret. FNV-1a over UTF-16 units (Fowler, Noll, Vo; 32 bits). */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(36);
}
