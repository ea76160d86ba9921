/** One machine-readable line: an event with ids, kinds and durations; never content. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, error: unknown, facts?: Readonly<Record<string, string | number | boolean>>): void;
}
