import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Clock } from "./clock.tsx";
import { Faults } from "./faults.tsx";
import { Tally } from "./tally.tsx";
import { Trace } from "./trace.tsx";

/** What passes between the two chats, and controls to interfere with it. */
export function Happened({ resident }: { resident: Resident }) {
  const { t } = usePlayground();
  return (
    <section className="pane pane-happened" id="happened" tabIndex={-1} aria-label={t("happened")}>
      <Clock />
      <Faults resident={resident} />
      <Tally />
      <Trace />
    </section>
  );
}
