import * as z from "zod";
import type { Municipality } from "../bot/core/model/municipality.ts";
import { botScopes } from "../bot/slack/manifest.ts";
import { attention, type Finding, good, unknown, wrong } from "./finding.ts";
import type { Outside } from "./installation.ts";
import { type Keys, keysNeeded } from "./keys.ts";

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  user: z.string().optional(),
});

/** Milliseconds (our limit). */
const WITHIN = 15_000;

/** Checks that Slack knows the app, and that it has every scope it asks for. */
export async function checkSlack(
  town: Municipality,
  keys: Keys,
  { env }: Pick<Outside, "env">,
): Promise<readonly Finding[]> {
  const token = keys.SLACK_BOT_TOKEN ?? "";
  if (!keysNeeded.SLACK_BOT_TOKEN.looks.test(token))
    return [unknown("Slack", "Without a token Slack cannot be asked anything.")];
  const root = (keys.SLACK_API_URL ?? env.SLACK_API_URL ?? "https://slack.com/api/").replace(/\/*$/, "/");
  const said = await fetch(new URL("auth.test", root), {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(WITHIN),
  });
  const answer = answerSchema.parse(await said.json());
  if (!answer.ok)
    return [
      wrong(
        "Slack token",
        `Slack does not take the token: ${answer.error ?? "no reason given"}.`,
        "Is the app still installed? At api.slack.com → your app → OAuth & Permissions install it again, and give the token to npm run connect -- --fill-in.",
      ),
    ];
  return [
    good("Slack token", `The app is ${answer.user ?? "there"} in the workspace ${answer.team ?? ""}.`),
    aboutRights(said.headers.get("x-oauth-scopes")),
    unknown(
      "Slack channels",
      `Whether the app is in the channels of the desks (${town.desks.map(({ channel }) => channel).join(", ")}) cannot be seen: it does not ask for the right to look at channels.`,
      "Type /invite @Samenspel in each. A card that cannot be posted rings an alarm.",
    ),
    unknown(
      "Slack signing secret",
      "Only Slack can prove that it is right: it is checked with everything Slack sends.",
      "Type /samenspel help in Slack. An answer means that address and secret are right.",
    ),
  ];
}

function aboutRights(header: string | null): Finding {
  if (header === null) return unknown("Slack rights", "Slack did not say which rights the app has.");
  const has = header
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const missing = botScopes.filter((one) => !has.includes(one));
  const beyond = has.filter((one) => !botScopes.includes(one));
  if (missing.length > 0)
    return wrong(
      "Slack rights",
      `The app lacks: ${missing.join(", ")}.`,
      "Paste the file that npm run connect writes at api.slack.com → your app → App Manifest, and install the app again.",
    );
  if (beyond.length > 0)
    return attention(
      "Slack rights",
      `The app may do more than it needs: ${beyond.join(", ")}.`,
      "Take these away at api.slack.com → your app → OAuth & Permissions, and install the app again.",
    );
  return good("Slack rights", `The app has what it needs and nothing more: ${botScopes.join(", ")}.`);
}
