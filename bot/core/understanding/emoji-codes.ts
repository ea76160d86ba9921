/**
 * What looks like the name of an emoji, as Slack writes one: `:party_parrot:`. Those that Slack has a sign for were
 * replaced when they came in; what is left is of the workspace's own, and residents would read the letters.
 */
export function codesIn(text: string): string[] {
  const codes = text.match(/(?<![\p{L}\p{N}:/]):\p{Ll}[\p{Ll}\p{N}_+-]+:(?![\p{L}\p{N}/])/gu);
  return [...new Set(codes)];
}
