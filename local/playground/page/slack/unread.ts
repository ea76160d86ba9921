import { useEffect, useMemo, useRef, useState } from "react";
import type { SlackMessage } from "../../api.ts";
import { isReply } from "./desk.ts";

/** The number of messages of each channel this member has not seen; everything there at the start counts as seen. */
export function useUnread(
  member: string,
  messages: readonly SlackMessage[],
  shown: string | undefined,
): Map<string, number> {
  const start = useRef(messages.at(-1)?.ts ?? "0");
  const [seen, setSeen] = useState<Record<string, string>>({});
  const key = `${member} ${shown}`;

  useEffect(() => {
    if (shown === undefined) return;
    const last = messages.findLast((message) => message.channel === shown)?.ts;
    if (last) setSeen((old) => (old[key] === last ? old : { ...old, [key]: last }));
  }, [key, shown, messages]);

  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const message of messages) {
      const since = seen[`${member} ${message.channel}`] ?? start.current;
      if (
        message.channel === shown ||
        message.user === member ||
        isReply(message) ||
        Number(message.ts) <= Number(since)
      )
        continue;
      counts.set(message.channel, (counts.get(message.channel) ?? 0) + 1);
    }
    return counts;
  }, [member, messages, shown, seen]);
}
