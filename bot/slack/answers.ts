/** A part of Slack's answer without which nothing can be done. @throws Error naming it when it is not there */
export function needed(text: string | undefined, name: string): string {
  if (text === undefined) throw new Error(`Slack's answer has no ${name}`);
  return text;
}
