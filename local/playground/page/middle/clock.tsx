import { useState } from "react";
import { usePlayground } from "../context.ts";
import { clockTime, fullDay } from "../format.ts";
import { Icon } from "../icons.tsx";

const HOUR = 3_600_000;
const jumps = [
  ["hour", HOUR],
  ["day", 24 * HOUR],
  ["week", 7 * 24 * HOUR],
] as const;

/** The town's clock: jumping ahead lets reminders and overdue notices come. */
export function Clock() {
  const { world, act, t, language } = usePlayground();
  const [busy, setBusy] = useState(false);
  const now = new Date(world.now);
  const jump = async (by: number) => {
    if (busy) return;
    setBusy(true);
    await act({ do: "clock", jump: by });
    setBusy(false);
  };
  return (
    <section className="box clock" aria-label={t("clock")}>
      <p className="clock-now">
        <Icon name="clock" size={18} />
        <span className="unseen">{t("now")} </span>
        <time dateTime={world.now}>
          <b>{clockTime(now, language)}</b> {fullDay(now, language)}
        </time>
      </p>
      <fieldset className="jumps">
        <legend className="unseen">{t("jump")}</legend>
        {jumps.map(([name, by]) => (
          <button
            key={name}
            type="button"
            className="tool"
            aria-disabled={busy || undefined}
            onClick={() => void jump(by)}
          >
            {t(name)}
          </button>
        ))}
      </fieldset>
      <p className="unseen" role="status">
        {busy ? t("jumping") : ""}
      </p>
    </section>
  );
}
