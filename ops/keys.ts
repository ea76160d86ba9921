import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { type SecretPart, secretNames, secretParts } from "../bot/runtime/secret-names.ts";
import { Problem } from "./command.ts";
import { type Outside, type SecretArns, secretOutput } from "./installation.ts";

/** A town's keys, in its secrets. Their values are never shown. */

interface About {
  /** Where a person finds it. */
  readonly from: string;
  readonly looks: RegExp;
  /** Whether a person types it; the others are generated. */
  readonly typed: boolean;
}

export const keysNeeded = {
  TELEGRAM_BOT_TOKEN: {
    from: "In Telegram, ask @BotFather for /newbot (or /token for a bot that is there). It looks like 123456:ABC…",
    looks: /^\d+:[\w-]+$/,
    typed: true,
  },
  SLACK_BOT_TOKEN: {
    from: "At api.slack.com → your app → OAuth & Permissions → Bot User OAuth Token. It starts with xoxb-.",
    looks: /^xoxb-./,
    typed: true,
  },
  SLACK_SIGNING_SECRET: {
    from: "At api.slack.com → your app → Basic Information → App Credentials → Signing Secret.",
    looks: /^\S{16,}$/,
    typed: true,
  },
  TELEGRAM_WEBHOOK_SECRET: {
    from: "npm run connect makes it.",
    looks: /^[A-Za-z0-9_-]{1,256}$/,
    typed: false,
  },
  SAMENSPEL_SECRET: {
    from: "The first deployment made it. Put back the copy that you keep in a safe.",
    looks: /^.{32,}$/,
    typed: false,
  },
  BALLOT_SECRET: {
    from: "The deployment made it. Put back the copy that you keep in a safe.",
    looks: /^.{32,}$/,
    typed: false,
  },
} as const satisfies Record<string, About>;
export type KeyName = keyof typeof keysNeeded;
export const keyNames: readonly KeyName[] = [
  "TELEGRAM_BOT_TOKEN",
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
  "TELEGRAM_WEBHOOK_SECRET",
  "SAMENSPEL_SECRET",
  "BALLOT_SECRET",
];

/** Whatever the secrets hold, by name; including names we do not know, so that writing loses nothing. */
export type Keys = Readonly<Record<string, string>>;

/** The contents of each secret. */
export type Kept = Readonly<Record<SecretPart, Keys>>;

const keysSchema = z.record(z.string(), z.string());

/** @throws Problem, never with a value in it */
export async function readKept(outputs: SecretArns, { cloud }: Pick<Outside, "cloud">): Promise<Kept> {
  const read = async (part: SecretPart): Promise<Keys> => {
    const text = await cloud.readSecret(outputs[secretOutput[part]]);
    try {
      return keysSchema.parse(JSON.parse(text));
    } catch {
      throw new Problem(
        `The secret ${secretOutput[part]} is not JSON with a text for each name. Mend it in AWS Secrets Manager; .env.example lists the names.`,
      );
    }
  };
  const [telegram, telegramDoor, slack, slackDoor, secret] = await Promise.all([
    read("telegram"),
    read("telegramDoor"),
    read("slack"),
    read("slackDoor"),
    read("secret"),
  ]);
  return { telegram, telegramDoor, slack, slackDoor, secret };
}

/** All keys together, as a function that could read every secret would see them. */
export function together(kept: Kept): Keys {
  // The last one counts: what is in the town's original secret predates the others.
  const parts = secretParts.toSorted((one, other) => Number(other === "secret") - Number(one === "secret"));
  return Object.fromEntries(
    parts.flatMap((part) => Object.entries(kept[part]).filter(([, value]) => value.trim() !== "")),
  );
}

export async function readKeys(outputs: SecretArns, world: Pick<Outside, "cloud">): Promise<Keys> {
  return together(await readKept(outputs, world));
}

/**
 * The intended contents of each secret: every key where it belongs and nowhere else; unknown ones stay where they were.
 * @param news new values, by name
 * @returns the secrets whose text changes
 */
export function sorted(kept: Kept, news: Keys): Partial<Record<SecretPart, Keys>> {
  const all: Keys = { ...together(kept), ...news };
  const changed: Partial<Record<SecretPart, Keys>> = {};
  for (const part of secretParts) {
    const ours: readonly string[] = secretNames[part];
    const others = secretParts.flatMap((one): readonly string[] => (one === part ? [] : secretNames[one]));
    const stays = Object.entries(kept[part]).filter(([name]) => !others.includes(name));
    const next = Object.fromEntries([
      ...stays,
      ...ours.map((name): [string, string] => [name, all[name] ?? ""]),
    ]);
    if (!isDeepStrictEqual(next, { ...kept[part] })) changed[part] = next;
  }
  return changed;
}

/** The names whose value is missing or cannot be right. */
export function lacking(keys: Keys): readonly KeyName[] {
  return keyNames.filter((name) => !keysNeeded[name].looks.test(keys[name] ?? ""));
}

/** 256 bits, in as many characters as the deployment generates. */
export const newKey = (): string => randomBytes(32).toString("hex");

/** 256 bits in characters that Telegram allows. */
export const newWebhookSecret = (): string => randomBytes(32).toString("base64url");

/**
 * Lets an administrator type what only a person can get. An empty answer leaves a key unchanged.
 * @returns the new values
 */
export async function fillIn(keys: Keys, { ask, say }: Pick<Outside, "ask" | "say">): Promise<Keys> {
  const typed: Record<string, string> = {};
  for (const name of keyNames) {
    const { from, looks, typed: byHand } = keysNeeded[name];
    if (!byHand) continue;
    const there = looks.test(keys[name] ?? "");
    say(`${name}: ${there ? "filled in; press Enter to keep it." : "still missing."} ${from}`);
    for (;;) {
      const value = await ask("  Type or paste it (nothing is shown): ");
      if (value === "") break;
      if (looks.test(value)) {
        typed[name] = value;
        break;
      }
      say("  That does not look right, and is not kept. Try again, or press Enter to leave it.");
    }
  }
  return typed;
}
