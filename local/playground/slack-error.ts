/** Slack said no: becomes `{ ok: false, error, response_metadata: { messages } }`. */
export class SlackError extends Error {
  readonly messages: readonly string[];
  constructor(code: string, messages: readonly string[] = []) {
    super(code);
    this.messages = messages;
  }
}
