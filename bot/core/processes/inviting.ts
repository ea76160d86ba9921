import { say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import { type Choice, corePress } from "../model/screen.ts";
import { dayNamed } from "./dues.ts";
import type { Groups } from "./filled.ts";
import type { Row, Standing, Values } from "./kind.ts";
import { fieldOf } from "./shown-values.ts";
import { endOf } from "./terms.ts";

/** Whom a row invites, until when, and by which button they come. */

interface Told {
  readonly row: Row;
  readonly standing: Standing;
  readonly filled: Values;
}

/** Whom an invitation is for: as the row's own field says, or else everybody. */
export function groupsOf({ row, filled }: Told): Partial<Groups> {
  const field = fieldOf(row.step.asks, "groups");
  // What a form held under this kind of field has this shape.
  return field === undefined ? {} : ((filled[field] ?? {}) as Partial<Groups>);
}

/** The button that shows the card and what one can do. */
export function takePart(process: Process): Choice {
  return {
    label: say("common:process.look"),
    press: corePress("process", "show", process.id),
  };
}

/** An invitation makes sense until the day that the row waits for or fixes, or else until the answer. */
export function untilOf({ row, standing }: Told) {
  const { due, asks = {} } = row.step;
  const named = [
    ...(due && "of" in due ? [due.of] : []),
    ...Object.keys(asks).filter((field) => asks[field] === "day"),
  ];
  const days = named.flatMap((name) => dayNamed(name, standing)?.day ?? []);
  return endOf(days.toSorted().at(-1) ?? standing.process.card.answerBy);
}
