import { shownNumber } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Status } from "../state.ts";

/** How an issue stands, in one short phrase: said to the resident, or said to the desk. */

export function statusLine(status: Status): Message {
  return say(`issue:status.${nameOf(status)}`, details(status));
}

export function statusForDesk(status: Status): Message {
  const name = status.at === "closed" && status.unheard ? "closedUnheard" : nameOf(status);
  return say(`officials:status.${name}`, details(status));
}

/** For officials who may see no more: the name of the party it was passed on to was typed by someone. */
export function statusForOthers(status: Status): Message {
  return status.at === "forwarded" ? say("officials:status.passedOn") : statusForDesk(status);
}

function nameOf(status: Status): string {
  if (status.at !== "closed") return status.at;
  return status.confirmed ? "confirmed" : status.clear ? "clear" : "closed";
}

function details(status: Status): Message["params"] {
  switch (status.at) {
    case "planned":
      return { day: { day: status.day } };
    case "forwarded":
      return { party: status.party };
    case "answered":
      return { outcome: say(`issue:outcomeShort.${status.outcome}`) };
    case "merged":
      return { number: shownNumber(status.into) };
    default:
      return undefined;
  }
}
