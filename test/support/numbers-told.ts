/** Every number that is filled in anywhere in what was told, with its text. */

export interface Told {
  readonly key: string;
  readonly name: string;
  readonly value: number;
}

/** Searches cards, forms, screens and messages, whatever their shape. */
export function numbersTold(something: unknown): Told[] {
  if (typeof something !== "object" || something === null) return [];
  const below = Object.values(something).flatMap(numbersTold);
  if (!("key" in something) || typeof something.key !== "string" || !("params" in something)) return below;
  const { key, params } = something;
  if (typeof params !== "object" || params === null) return below;
  const own = Object.entries(params).flatMap(([name, value]): Told[] =>
    typeof value === "number" ? [{ key, name, value }] : [],
  );
  return [...own, ...below];
}

/** Numbers in machine-readable data, each with its path; positions in lists are left out of it. */
export function numbersIn(data: unknown, path = ""): Told[] {
  if (typeof data === "number") return [{ key: path, name: "", value: data }];
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) =>
    numbersIn(value, Array.isArray(data) ? path : `${path}.${name}`),
  );
}
