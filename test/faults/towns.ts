import { runTown, type TownRun } from "../../local/town-run.ts";
import type { Chance } from "./chance.ts";
import type { Figures } from "./figures.ts";
import type { Record_ } from "./record.ts";
import { openRoad, type Road } from "./road.ts";
import { type Measure, type Troubles, troubles } from "./troubles.ts";

/** Where the town's own connections lead. */
export interface Destinations {
  /** DynamoDB Local. */
  readonly table: string;
  /** The playground's two services. */
  readonly telegram: string;
  readonly slack: string;
}

export interface Towns {
  /** Where updates and Slack's requests come in: each call goes to another of the live processes. */
  door(): string;
  /** From now on nothing fails any more. */
  endTroubles(): void;
  /** Everything fails now and then again. @param callsPerLife between two deaths of a process, on average */
  beginTroubles(callsPerLife: number): void;
  /** They all use this clock: milliseconds ahead of the machine's. */
  moveClocks(offset: number): void;
  stop(): Promise<void>;
}

/**
 * The town's functions in several processes at once, as Lambda runs them: they share nothing but the table, the queues
 * and the bucket. Each has connections of its own, so that a death takes the process that made the call. The first one
 * reads the table's stream and hears the clock; the queues feed all.
 */
export async function openTowns(parts: {
  readonly processes: number;
  /** Every process's settings; it is told where its connections begin. */
  readonly settings: (roads: Destinations) => NodeJS.ProcessEnv;
  readonly to: Destinations;
  readonly measure: Measure;
  readonly chance: Chance;
  readonly figures: Figures;
  readonly record: Record_;
  readonly clock: () => number;
  readonly onLine: (line: string) => void;
}): Promise<Towns> {
  const { figures, record, to, onLine, measure } = parts;
  const open: { readonly run: TownRun; readonly roads: readonly Road[]; readonly trouble: Troubles }[] = [];
  for (let n = 0; n < parts.processes; n++) {
    const name = n === 0 ? "troubles" : `troubles ${n + 1}`;
    const trouble = troubles(parts.chance.for(name), measure, figures);
    let run: TownRun | undefined;
    const kill = () => {
      record.deaths.push(record.now());
      onLine(`process ${n + 1} dies`);
      run?.kill();
    };
    const table = await openRoad({ to: () => to.table, meets: trouble.table, kill });
    const telegram = await openRoad({
      to: () => new URL(to.telegram).origin,
      meets: trouble.telegram,
      passed: record.passed,
      kill,
    });
    const slack = await openRoad({ to: () => new URL(to.slack).origin, meets: trouble.slack, kill });
    const along = (road: Road, address: string) => new URL(new URL(address).pathname, road.url).href;
    run = await runTown({
      settings: {
        ...parts.settings({
          table: table.url,
          telegram: along(telegram, to.telegram),
          slack: along(slack, to.slack),
        }),
        ...(n > 0 && { LOCAL_PROCESS: "another" }),
      },
      port: 0,
      clock: parts.clock,
      onStep: () => {},
      onLine,
      onComplaint: onLine,
    });
    open.push({ run, roads: [table, telegram, slack], trouble });
  }
  let turn = 0;
  return {
    door() {
      const living = open.filter(({ run }) => run.isUp);
      const some = living.length > 0 ? living : open;
      return some[turn++ % some.length]?.run.url ?? "";
    },
    endTroubles() {
      for (const { trouble } of open) trouble.end();
    },
    beginTroubles(callsPerLife) {
      for (const { trouble } of open) trouble.beginAgain(callsPerLife);
    },
    moveClocks(offset) {
      for (const { run } of open) run.say({ type: "clock", offset });
    },
    async stop() {
      await Promise.all(open.map(({ run }) => run.stop()));
      await Promise.all(open.flatMap(({ roads }) => roads.map((road) => road.stop())));
    },
  };
}
