/** She is asked for her age when she wants to see the item at this place, and goes on there. */
export function writeAgeStep(place: number): string {
  return `${PREFIX}${place}`;
}

/** @returns the place as written; undefined when her age was asked for another reason */
export function readAgeStep(step: string): string | undefined {
  return step.startsWith(PREFIX) ? step.slice(PREFIX.length) : undefined;
}

const PREFIX = "age_";
