import { chanceFrom } from "./chance.ts";
import type { Figures } from "./figures.ts";
import type { Record_ } from "./record.ts";
import { type Answer, type Call, type Event, forward } from "./road.ts";

/** The road on which Telegram brings updates: late, twice at the same time, again later, or without our answer. */
export function unsteady(seed: number, figures: Figures, record: Record_, town: () => string) {
  const chance = chanceFrom(seed).for("updates");
  const known = new Set<string>();
  const again = (call: Call) => {
    record.comes(call.body.toString("utf8"));
    void forward(town(), call).catch(() => undefined);
  };
  return {
    meets(call: Call): Event {
      figures.deliveries += 1;
      record.comes(call.body.toString("utf8"));
      const update = /"update_id":(\d+)/.exec(call.body.toString("utf8"))?.[1] ?? "";
      if (!known.has(update)) figures.updates += 1;
      known.add(update);
      if (chance.share(0.02)) {
        figures["repeated at the same time"] += 1;
        again(call);
      }
      if (chance.share(0.01)) {
        figures["answers to Telegram lost"] += 1;
        return { is: "cut", when: "after" };
      }
      return { is: "slow", when: "before", milliseconds: chance.between(0, 40) };
    },
    passed(call: Call, { status }: Answer) {
      if (status === 200) record.taken(call.body.toString("utf8"));
      if (!chance.share(0.02)) return;
      figures["repeated later"] += 1;
      setTimeout(() => again(call), chance.between(50, 5000)).unref();
    },
  };
}
