/** For or against something that was brought in. */
export const sides = ["for", "against"] as const;

/** The part that reasons belong to, and the side; undefined for anything else. @param part "topic+for" */
export function sideIn(
  part: string,
): { readonly part: string; readonly side: (typeof sides)[number] } | undefined {
  const [name = "", side] = part.split("+");
  const found = sides.find((one) => one === side);
  return found && { part: name, side: found };
}
