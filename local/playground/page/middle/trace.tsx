import { memo, useMemo } from "react";
import type { Step } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { clockTime } from "../format.ts";
import { Icon, type IconName } from "../icons.tsx";
import { Scroller } from "../scroller.tsx";

const icons: Record<Step["lane"], IconName> = {
  "telegram-in": "inbox",
  "telegram-out": "outbox",
  "slack-in": "inbox",
  "slack-out": "outbox",
  decision: "scale",
  commit: "save",
  queue: "queue",
  clock: "clock",
  fault: "bolt",
};

/** At most this many steps are drawn (our limit); the oldest go first. */
const MOST_SHOWN = 250;

/** Every step as it happens: the input, the decision, the commit, the notices. */
export function Trace() {
  const { world, t, language } = usePlayground();
  const steps = useMemo(() => {
    const times = new Map<string, number>();
    return world.trace
      .map((step) => {
        const name = `${step.at} ${step.lane} ${step.text}`;
        const count = times.get(name) ?? 0;
        times.set(name, count + 1);
        return { step, key: `${name} ${count}` };
      })
      .slice(-MOST_SHOWN);
  }, [world.trace]);

  return (
    <section className="box trace" aria-label={t("traceTitle")}>
      <h2>{t("traceTitle")}</h2>
      <Scroller
        className="trace-scroll"
        log
        subject="trace"
        content={world.trace.length}
        label={t("happened")}
      >
        {steps.length === 0 ? (
          <p className="trace-empty">{t("traceEmpty")}</p>
        ) : (
          <ol>
            {steps.map(({ step, key }) => (
              <Row
                key={key}
                step={step}
                lane={t(`lane.${step.lane}`)}
                detail={t("detail")}
                language={language}
              />
            ))}
          </ol>
        )}
      </Scroller>
    </section>
  );
}

const Row = memo(function Row({
  step,
  lane,
  detail,
  language,
}: {
  step: Step;
  lane: string;
  detail: string;
  language: string;
}) {
  return (
    <li className="step" data-lane={step.lane}>
      <span className="step-sign">
        <Icon name={icons[step.lane]} size={15} />
      </span>
      <div className="step-words">
        <p className="step-head">
          <b>{lane}</b>
          <time dateTime={step.at}>{clockTime(new Date(step.at), language, true)}</time>
        </p>
        <p className="step-text" dir="auto">
          {step.text}
        </p>
        {step.detail !== undefined && (
          <details>
            <summary>{detail}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long data scrolls */}
            <pre tabIndex={0}>{JSON.stringify(step.detail, null, 2)}</pre>
          </details>
        )}
      </div>
    </li>
  );
});
