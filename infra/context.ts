import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { type LanePhase, lanePhases } from "../bot/store/table-shape.ts";
import { Problem } from "./problem.ts";
import { USUAL_BUDGET } from "./spending.ts";

/** The municipalities' files, relative to the project folder. */
const MUNICIPALITIES = "infra/municipalities";

/**
 * AWS's regions in the European Union: people's words stay under EU law. London and Zurich are outside it. The opt-in
 * regions (Milan, Spain) have to be enabled in the account first.
 */
const regions: Readonly<Record<string, string>> = {
  "eu-central-1": "Frankfurt",
  "eu-west-1": "Ireland",
  "eu-west-3": "Paris",
  "eu-north-1": "Stockholm",
  "eu-south-1": "Milan",
  "eu-south-2": "Spain",
};

/** The names `--context` accepts. A misspelt one would otherwise silently do nothing. */
const names = [
  "municipality",
  "stage",
  "region",
  "alarmEmail",
  "keep",
  "budget",
  "reserve",
  "dashboard",
  "codeCache",
  "lanes",
] as const;

/** One installation: a town, and a stage of it such as prod or test. */
export interface Installation {
  /** Name of the file in infra/municipalities, without .yaml. */
  readonly municipality: string;
  /** Path of that file, from the project folder. */
  readonly file: string;
  readonly stage: string;
  readonly region: string;
  /** Receives a mail when something needs a person. She has to confirm it once. */
  readonly alarmEmail?: string;
  /** False: removing the stack also removes what people entrusted to it. Never in prod. */
  readonly keep: boolean;
  /** Dollars a month; when they are spent, the recipient of alarms gets a mail. */
  readonly budget: number;
  /** Whether functions that deliver have capacity of their own reserved in the account. */
  readonly reserve: boolean;
  /** Whether there is a page of pictures in CloudWatch, which AWS asks three dollars a month for. */
  readonly dashboard: boolean;
  /** Whether compiled code lies beside the bundles that somebody waits for. */
  readonly codeCache: boolean;
  /** Where lanes may lie: in both tables, unless somebody knows that none is left in the first. */
  readonly lanes: LanePhase;
}

/**
 * Determines which installation is meant. The file of the municipality only has to exist; `requireReadable` reads it.
 * @param given everything that `--context` and cdk.json say
 * @param root project folder
 * @throws Problem naming the value and what to write instead
 */
export function readInstallation(given: Readonly<Record<string, unknown>>, root: string): Installation {
  const text = (name: (typeof names)[number], otherwise: string): string => {
    const value = given[name];
    return value === undefined || value === "" ? otherwise : String(value);
  };
  /** A choice that is off unless it is asked for. @param where it makes sense, as the end of a sentence */
  const isWanted = (name: (typeof names)[number], where = ""): boolean => {
    const value = text(name, "false");
    if (value === "true" || value === "false") return value === "true";
    throw new Problem(`${name}=${value}: not usable; leave it out, or write ${name}=true${where}.`);
  };
  // CDK's own settings have a colon, a slash or a dash in their names.
  const known: readonly string[] = names;
  const strange = Object.keys(given).find((name) => /^\w+$/.test(name) && !known.includes(name));
  if (strange !== undefined)
    throw new Problem(`${strange}: there is no such context; use ${names.join(", ")}.`);
  const municipality = text("municipality", "waterkant");
  const file = `${MUNICIPALITIES}/${municipality}.yaml`;
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(municipality) || !existsSync(join(root, file)))
    throw new Problem(
      `municipality=${municipality}: there is no such file in ${MUNICIPALITIES}; copy waterkant.yaml to <name>.yaml there (small letters, digits and -) and fill it in. There ${listOf(root)}.`,
    );
  const stage = text("stage", "prod");
  if (!/^[a-z][a-z0-9]{0,19}$/.test(stage))
    throw new Problem(
      `stage=${stage}: not usable; use prod, test or another name of at most 20 small letters and digits.`,
    );
  const region = text("region", "eu-central-1");
  if (!Object.hasOwn(regions, region))
    throw new Problem(
      `region=${region}: not a region in the European Union that this software knows; use ${Object.entries(
        regions,
      )
        .map(([name, place]) => `${name} (${place})`)
        .join(", ")}.`,
    );
  const alarmEmail = text("alarmEmail", "");
  if (alarmEmail !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(alarmEmail))
    throw new Problem(`alarmEmail=${alarmEmail}: not a mail address; write one such as beheer@example.org.`);
  const keep = text("keep", "true");
  if (keep !== "true" && keep !== "false")
    throw new Problem(
      `keep=${keep}: not usable; leave it out, or write keep=false for an installation to try things.`,
    );
  if (keep === "false" && stage === "prod")
    throw new Problem(
      "keep=false: not in prod, where people's words must outlive a mistake; give another stage.",
    );
  const budget = Number(text("budget", String(USUAL_BUDGET)));
  if (!Number.isInteger(budget) || budget < 1)
    throw new Problem(`budget=${given.budget}: not usable; write whole US dollars a month, such as 25.`);
  const reserve = isWanted("reserve", " in an account that may run at least 119 functions at once");
  const dashboard = isWanted("dashboard");
  const lanes = text("lanes", "move");
  if (!isPhase(lanes))
    throw new Problem(
      `lanes=${lanes}: not usable; write ${lanePhases.join(", ")} (docs/operations.md, “Lanes of their own”).`,
    );
  const codeCache = isWanted("codeCache");
  return {
    municipality,
    file,
    stage,
    region,
    ...(alarmEmail !== "" && { alarmEmail }),
    keep: keep === "true",
    budget,
    reserve,
    dashboard,
    codeCache,
    lanes,
  };
}

const isPhase = (text: string): text is LanePhase => lanePhases.some((one) => one === text);

/**
 * Reads the municipality's file once before anything is built, in a separate process: no code of the bot is loaded
 * here.
 * @param file path of the file
 * @throws Problem with every line of the file that needs fixing, one line each
 */
export function requireReadable(file: string, root: string): void {
  const { status, stderr } = spawnSync(process.execPath, ["infra/municipality.ts", file, devNull], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Problem(stderr.trim());
}

/** "is waterkant", "are kade, waterkant": the available choices. */
function listOf(root: string): string {
  const known = readdirSync(join(root, MUNICIPALITIES))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length));
  return `${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
}
