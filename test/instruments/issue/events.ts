import { type Event, transitions } from "../../../bot/instruments/issue/lifecycle.ts";

const isEvent = (name: string): name is Event => Object.hasOwn(transitions, name);

/** Everything that can happen to an issue: the names of the rows of its lifecycle. */
export const events: readonly Event[] = Object.keys(transitions).filter(isEvent);
