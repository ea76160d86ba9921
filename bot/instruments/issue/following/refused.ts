import { type Issue, isRefusal } from "../state.ts";

/** Whether the answer was that nothing will be done. */
export function isRefused({ status }: Issue): boolean {
  return (status.at === "answered" || status.at === "closed") && isRefusal(status.outcome);
}
