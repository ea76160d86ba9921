/**
 * A button that adds something to a list or removes it: it states the result, so pressing it twice has the same effect.
 */
export interface Toggle {
  /** The listed thing's id; anything that does not end in one of these signs. */
  readonly id: string;
  readonly puts: boolean;
}

/** “12+” adds, “12-” removes. */
export function writeToggle({ id, puts }: Toggle): string {
  return `${id}${puts ? "+" : "-"}`;
}

/** @returns undefined when it is not a button of this kind */
export function readToggle(option: string): Toggle | undefined {
  const [, id, sign] = /^(.+)([+-])$/.exec(option) ?? [];
  return id === undefined ? undefined : { id, puts: sign === "+" };
}
