import { totalmem } from "node:os";
import { measureActions } from "./actions.ts";
import { measureAnswers } from "./answers.ts";
import { bundleSizes } from "./bundle-sizes.ts";
import type { OwnBundles, PeerBundles } from "./bundles.ts";
import { measureCold } from "./cold.ts";
import { measureCosts } from "./day/costs.ts";
import { measureDay } from "./day/day.ts";
import type { Action, Figure, Profile } from "./figures.ts";
import { measureGrowth } from "./growth.ts";
import { measureInvitation } from "./invitation.ts";
import { measureLoad, SHORT, WHOLE, writeScripts } from "./load.ts";
import { measureNews } from "./news.ts";
import { profile } from "./profile.ts";
import { measureReplay, record } from "./replay.ts";
import { ours, peer, secrets } from "./stacks.ts";
import { openStage, type Stage } from "./stage.ts";
import { measureVotes } from "./votes.ts";
import { measureWarm } from "./warm.ts";

export interface Setting {
  readonly own: OwnBundles;
  readonly peers: PeerBundles;
  /** For files needed only by this run. */
  readonly folder: string;
  readonly short: boolean;
}

export interface Found {
  readonly figures: readonly Figure[];
  readonly actions?: readonly Action[];
  readonly profiles?: readonly Profile[];
}

/** One thing to measure, as `--only` names it. */
export interface Part {
  readonly name: string;
  measure(setting: Setting): Promise<Found>;
}

/** Each part has a DynamoDB Local of its own: what one leaves behind does not slow the next. */
async function onStage<Result extends Found>(
  measure: (stage: Stage) => Promise<Result>,
  quick = false,
): Promise<Result> {
  const stage = await openStage(secrets, quick);
  try {
    return await measure(stage);
  } finally {
    await stage.stop();
  }
}

const warmSize = ({ short }: Setting) =>
  short ? { residents: 10, rounds: 2 } : { residents: 40, rounds: 7 };

/** The same figures, labelled separately: here the bot's core is the bottleneck, because the table responds at once. */
const onQuickTable = (figure: Figure): Figure => ({
  ...figure,
  id: figure.id.replace("warm.", "core."),
  what: `On a table that answers at once: ${figure.what}`,
});

const bothOf = ({ own, peers }: Setting) => [ours(own), peer(peers)];

export const parts: readonly Part[] = [
  {
    name: "size",
    measure: async ({ own, peers }) => ({ figures: bundleSizes(own, peers) }),
  },
  {
    name: "cold",
    measure: (setting) =>
      onStage(async (stage) => ({
        figures: await measureCold(bothOf(setting), stage, setting.folder, setting.short ? 3 : 21),
      })),
  },
  {
    name: "warm",
    measure: (setting) =>
      onStage(async (stage) => ({
        figures: await measureWarm(bothOf(setting), stage, warmSize(setting)),
      })),
  },
  {
    name: "core",
    measure: (setting) =>
      onStage(async (stage) => {
        const figures = await measureWarm(bothOf(setting), stage, warmSize(setting));
        return { figures: figures.map(onQuickTable) };
      }, true),
  },
  {
    name: "load",
    measure: async (setting) => {
      const size = setting.short ? SHORT : WHOLE;
      const { scripts, ...quick } = await onStage(async (stage) => {
        const scripts = await writeScripts(bothOf(setting), stage, size);
        const figures = await measureLoad(scripts, stage, "quick", "on a table that answers at once", size);
        return { scripts, figures };
      }, true);
      const dynamo = await onStage(async (stage) => ({
        figures: await measureLoad(scripts, stage, "dynamo", "on DynamoDB Local", size),
      }));
      return { figures: [...quick.figures, ...dynamo.figures] };
    },
  },
  {
    name: "replay",
    measure: async (setting) => {
      const size = setting.short ? { residents: 8, rounds: 2 } : { residents: 40, rounds: 8 };
      const { recordings } = await onStage(
        async (stage) => ({ figures: [], recordings: await record(bothOf(setting), stage, size) }),
        true,
      );
      return onStage(async (stage) => ({ figures: await measureReplay(recordings, stage) }));
    },
  },
  {
    name: "actions",
    measure: ({ own, peers }) => onStage((stage) => measureActions(own, [ours(own), peer(peers)], stage)),
  },
  {
    name: "growth",
    measure: ({ own, short }) => {
      // Java gives itself a quarter of the machine, and a million residents need more.
      process.env.JAVA_TOOL_OPTIONS ??= `-Xmx${Math.floor(totalmem() / 2 ** 30 / 2)}g`;
      return onStage(async (stage) => ({
        figures: await measureGrowth(
          ours(own),
          stage,
          short
            ? { sizes: [1_000, 10_000], minutes: 2, residents: 10 }
            : { sizes: [1_000, 100_000, 1_000_000], minutes: 45, residents: 40 },
        ),
      }));
    },
  },
  {
    name: "votes",
    measure: ({ own, short }) =>
      onStage(async (stage) => ({
        figures: await measureVotes(
          ours(own),
          stage,
          short ? { residents: 4, ballots: 2_000 } : { residents: 20, ballots: 100_000 },
        ),
      })),
  },
  {
    name: "answers",
    measure: ({ own, short }) =>
      onStage(async (stage) => ({
        figures: await measureAnswers(
          ours(own),
          stage,
          short
            ? { residents: 4, changes: 2_000, responses: 2_000 }
            : { residents: 20, changes: 100_000, responses: 100_000 },
        ),
      })),
  },
  {
    name: "invitation",
    measure: ({ own, short }) =>
      onStage(async (stage) => ({
        figures: await measureInvitation(own, stage, short ? 2_000 : 100_000),
      })),
  },
  {
    name: "broadcast",
    measure: ({ own, folder, short }) =>
      onStage(async (stage) => ({
        figures: await measureNews(own, stage, folder, short ? 600 : 10_000),
      })),
  },
  {
    name: "day",
    // The town is as large in a short run: what is simulated takes seconds.
    measure: (setting) =>
      onStage(async (stage) => {
        const costs = await measureCosts(setting.own, ours(setting.own), stage, setting.folder);
        return { figures: measureDay(costs, 1_000_000) };
      }),
  },
  {
    name: "profile",
    measure: (setting) =>
      onStage(async (stage) => {
        const profiles: Profile[] = [];
        for (const stack of bothOf(setting)) profiles.push(await profile(stack, stage, setting.folder));
        return { figures: [], profiles };
      }),
  },
];
