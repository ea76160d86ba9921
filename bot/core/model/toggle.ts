/** A button that puts something on a list or takes it off: it says what is to be so, and pressed twice it does it once. */
export interface Toggle {
  /** Of what is on the list; anything that does not end in a sign of this. */
  readonly id: string;
  readonly puts: boolean;
}

/** “12+” puts, “12-” takes off. */
export function writeToggle({ id, puts }: Toggle): string {
  return `${id}${puts ? "+" : "-"}`;
}

/** @returns undefined when the button is no such button */
export function readToggle(option: string): Toggle | undefined {
  const [, id, sign] = /^(.+)([+-])$/.exec(option) ?? [];
  return id === undefined ? undefined : { id, puts: sign === "+" };
}
