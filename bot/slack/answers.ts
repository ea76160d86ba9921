/** A required part of Slack's response. @throws Error naming it when it is missing */
export function needed(text: string | undefined, name: string): string {
  if (text === undefined) throw new Error(`Slack's answer has no ${name}`);
  return text;
}
