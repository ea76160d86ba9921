import type { Instant } from "../bot/core/calendar/time.ts";
import { residentId } from "../bot/core/model/ids.ts";
import { type Lane, newLane, type Purpose } from "../bot/core/model/lane.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { readTown } from "../local/settings.ts";
import { secrets } from "./stacks.ts";

/** Many residents who are sent something, and the sender's work as its queue hands it over. */

export const TOWN = "infra/municipalities/waterkant.yaml";
const secrecy = createSecrecy(secrets.SAMENSPEL_SECRET);
const { neighbourhoods } = readTown(TOWN, ["nl", "en"]);

/** The nth resident, who has come in and allows this. They are spread over the neighbourhoods. */
export function laneOf(n: number, purpose: Purpose, now: Instant): Lane {
  return {
    ...newLane({
      key: secrecy.laneKey("telegram", String(900_000_000 + n)),
      resident: residentId(secrecy.derive("resident", `bench ${n}`).slice(0, 24)),
      address: secrecy.seal(String(900_000_000 + n)),
      language: n % 4 === 0 ? "en" : "nl",
      created: now,
    }),
    version: 1,
    stage: "member",
    neighbourhood: neighbourhoods[n % neighbourhoods.length]?.key,
    permissions: [{ purpose, granted: true, text: "1", language: "nl", at: now }],
  };
}

/** One message of broadcast.fifo. */
export function partOf(broadcast: string, part: "plan" | number) {
  const record = {
    messageId: `part ${part}`,
    receiptHandle: `part ${part}`,
    body: JSON.stringify({ broadcast, part }),
    attributes: { ApproximateReceiveCount: "1", MessageGroupId: "broadcast" },
  };
  return { Records: [record] };
}
