/**
 * Finds what looks like the name of an emoji, as Slack writes one: `:party_parrot:`. Names with a Unicode emoji were
 * replaced when they came in; those left are the workspace's own, and residents would see the bare letters.
 */
export function codesIn(text: string): string[] {
  const codes = text.match(/(?<![\p{L}\p{N}:/]):\p{Ll}[\p{Ll}\p{N}_+-]+:(?![\p{L}\p{N}/])/gu);
  return [...new Set(codes)];
}
