/** Telegram said no: becomes `{ ok: false, error_code, description, parameters }`. */
export class TelegramError extends Error {
  readonly code: number;
  readonly retryAfter: number | undefined;
  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export function badRequest(what: string): TelegramError {
  return new TelegramError(400, `Bad Request: ${what}`);
}
