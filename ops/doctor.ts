import { readOptions, run, which } from "./command.ts";
import { checkAws } from "./doctor-aws.ts";
import { checkSlack } from "./doctor-slack.ts";
import { checkTelegram } from "./doctor-telegram.ts";
import { attention, type Finding, good, look, type Verdict, wrong } from "./finding.ts";
import { findInstallation, type Outside, outside } from "./installation.ts";
import { type Kept, type Keys, keyNames, keysNeeded, lacking, readKept, sorted, together } from "./keys.ts";

/**
 * `npm run doctor -- --municipality waterkant`: checks a running installation from end to end, changes nothing, and
 * reports the state of each part and how to fix it. Exits with 1 when anything is wrong.
 *
 *     --json    machine-readable output
 */
export async function doctor(
  args: readonly string[],
  open: (at: { region: string }) => Outside = outside,
): Promise<number> {
  const options = readOptions(args, { ...which, json: { type: "boolean", default: false } });
  const world = open({ region: options.region });
  const installation = await findInstallation({ ...options, outputs: options.outputs }, world);
  const { outputs, town } = installation;

  let keys: Keys = {};
  const secret = await look("Secret", async () => {
    const kept = await readKept(outputs, world);
    keys = together(kept);
    return aboutKeys(keys, kept);
  });
  const hidden = keyNames.flatMap((name) => keys[name] ?? []);
  const findings = [
    ...secret,
    ...(await look("Telegram", () => checkTelegram(installation, keys, world), hidden)),
    ...(await look("Slack", () => checkSlack(town, keys, world), hidden)),
    ...(await checkAws(outputs, world)),
  ];
  const bad = findings.filter(({ verdict }) => verdict === "wrong").length;
  if (options.json)
    world.say(JSON.stringify({ installation: installation.name, wrong: bad, findings }, null, 2));
  else for (const line of report(installation.name, findings)) world.say(line);
  return bad > 0 ? 1 : 0;
}

function aboutKeys(keys: Keys, kept: Kept): readonly Finding[] {
  const missing = lacking(keys);
  const scattered = Object.keys(sorted(kept, {})).length > 0;
  if (missing.length === 0)
    return [
      good("Secret", `All keys are filled in: ${keyNames.join(", ")}.`),
      scattered
        ? attention(
            "Secret, who reads what",
            "Keys lie in another secret than where they belong, so functions can read more than they use.",
            "Run npm run connect: it puts each where it belongs.",
          )
        : good("Secret, who reads what", "Each function can read the keys that it uses, and no other."),
    ];
  return missing.map((name) =>
    wrong(
      "Secret",
      `${name} is missing or cannot be right.`,
      keysNeeded[name].typed
        ? `${keysNeeded[name].from} Then: npm run connect -- --fill-in.`
        : name === "TELEGRAM_WEBHOOK_SECRET"
          ? "Run npm run connect: it makes one."
          : keysNeeded[name].from,
    ),
  );
}

const marks: Readonly<Record<Verdict, string>> = {
  good: "good     ",
  attention: "ATTENTION",
  wrong: "WRONG    ",
  unknown: "not seen ",
};

function report(name: string, findings: readonly Finding[]): readonly string[] {
  const count = (verdict: Verdict) => findings.filter((one) => one.verdict === verdict).length;
  return [
    `${name}, looked at from end to end`,
    ...findings.flatMap(({ part, verdict, says, mend }) => [
      `${marks[verdict]} ${part}: ${says}`,
      ...(mend === undefined ? [] : [`          → ${mend}`]),
    ]),
    `${count("good")} good, ${count("attention")} need attention, ${count("wrong")} wrong, ${count("unknown")} not seen.`,
  ];
}

if (import.meta.main) await run(() => doctor(process.argv.slice(2)));
