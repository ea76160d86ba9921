import { type Issue, isRefusal } from "../state.ts";

/** Whether it was answered, and by nothing that will be done. */
export function isRefused({ status }: Issue): boolean {
  return (status.at === "answered" || status.at === "closed") && isRefusal(status.outcome);
}
