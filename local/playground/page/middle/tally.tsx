import { usePlayground } from "../context.ts";
import { Icon } from "../icons.tsx";

/** The faults that were caused on purpose, and proof that nothing was lost or duplicated. */
export function Tally() {
  const { world, t } = usePlayground();
  const { tally } = world;
  const { lost, doubled } = tally;
  const good = lost === 0 && doubled === 0;
  return (
    <section className="box tally" aria-label={t("tally")}>
      <p role="status" className={good ? "tally-verdict is-good" : "tally-verdict is-bad"}>
        <Icon name={good ? "check" : "warning"} size={18} /> <b>{t("tallyGood", { lost, doubled })}</b>
      </p>
      <p>
        {t("tallyLine", {
          updates: tally.updatesSent,
          repeated: tally.updatesRepeated,
          kills: tally.kills,
          messages: tally.messagesToResidents,
          refused: tally.refusedSends,
        })}
      </p>
      <details>
        <summary>{t("tallyHow")}</summary>
        <p>
          {t("tallyHowText")} {t(world.store === "memory" ? "storeMemory" : "storeDynamo")}.
        </p>
      </details>
    </section>
  );
}
