import { fromImage, type Image, toImage } from "./item-codec.ts";
import { ALARM } from "./keys.ts";
import type { Step } from "./steps.ts";
import { tableShape } from "./table-shape.ts";

/** Steps of a commit as they change an item in memory. */

/** The item as a step leaves it; undefined when it is gone. */
export function imageAfter(
  step: Exclude<Step, { do: "check" }>,
  before: Image = toImage(step.key),
): Image | undefined {
  const { pending, tries, version, wake } = tableShape;
  switch (step.do) {
    case "remove":
      return undefined;
    case "put": {
      const image = structuredClone(step.image);
      if (!step.adds) return image;
      return { ...image, [pending]: { L: [...(before[pending]?.L ?? []), ...(image[pending]?.L ?? [])] } };
    }
    case "settle": {
      const {
        [pending]: _,
        [tries]: _tries,
        [wake.partitionKey]: _for,
        [wake.sortKey]: _at,
        ...rest
      } = before;
      const { wakeAt } = step;
      return {
        ...rest,
        [version]: { N: String(step.version) },
        ...(wakeAt !== undefined && { [wake.partitionKey]: { S: ALARM }, [wake.sortKey]: { S: wakeAt } }),
      };
    }
    case "add": {
      const sum = fromImage(before);
      for (const [name, more] of Object.entries(step.numbers)) sum[name] = Number(sum[name] ?? 0) + more;
      return toImage(sum);
    }
  }
}
