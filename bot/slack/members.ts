import { SlackError, type WebClient } from "@slack/web-api";
import type { Language } from "../core/model/message.ts";
import type { Outsider } from "../core/model/staff.ts";

/** Somebody who changes the language of Slack, or becomes a guest, is known as such within the hour. In milliseconds. */
const MEMBER_KEPT = 60 * 60 * 1000;

/**
 * Looks up members of the workspace: which language they read, and whether they work here.
 * @param languages those that there are texts in
 * @param now milliseconds on any clock that goes forward
 */
export function createMembers(options: {
  readonly client: WebClient;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly now: () => number;
}): (member: string) => Promise<Known> {
  const { client, languages, defaultLanguage, now } = options;
  const members = new Map<string, Known & { until: number }>();
  let team: Promise<Team> | undefined;

  /** Which workspace this is: asked once, beside the first look at a member, so that nobody waits for it. */
  async function ownTeam(): Promise<Team> {
    team ??= client.auth.test().catch((error) => {
      team = undefined;
      if (error instanceof SlackError) return {};
      throw error;
    });
    return team;
  }

  return async (member) => {
    const kept = members.get(member);
    if (kept && kept.until > now()) return kept;
    try {
      const [{ user }, own] = await Promise.all([
        client.users.info({ user: member, include_locale: true }),
        ownTeam(),
      ]);
      const language = spoken(user?.locale, languages, defaultLanguage);
      const outsider = outsiderIn(user ?? {}, own);
      const found = { language, ...(outsider && { outsider }), until: now() + MEMBER_KEPT };
      members.set(member, found);
      return found;
    } catch (error) {
      // An answer in the town's own language is better than none.
      if (error instanceof SlackError) return kept ?? { language: defaultLanguage, outsider: "unknown" };
      throw error;
    }
  };
}

interface Known {
  readonly language: Language;
  readonly outsider?: Outsider | "unknown";
}

interface Team {
  readonly team_id?: string;
  readonly enterprise_id?: string;
}

/** The parts of Slack's member that say whether she works here. */
interface SlackMember {
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly team_id?: string;
  readonly enterprise_user?: { readonly enterprise_id?: string };
}

/** A guest of one channel or of several, somebody of another workspace (Slack Connect), a bot, or who is gone. */
export function outsiderIn(member: SlackMember, own: Team): Outsider | undefined {
  if (member.is_bot) return "bot";
  if (member.deleted) return "gone";
  const sameEnterprise =
    own.enterprise_id !== undefined && member.enterprise_user?.enterprise_id === own.enterprise_id;
  const otherTeam = own.team_id && member.team_id && member.team_id !== own.team_id && !sameEnterprise;
  if (member.is_stranger || otherTeam) return "elsewhere";
  return member.is_restricted || member.is_ultra_restricted ? "guest" : undefined;
}

/** Slack's "nl-NL" as a language that there are texts in; English for those who read none of them. */
export function spoken(
  locale: string | undefined,
  languages: readonly Language[],
  fallback: Language,
): Language {
  if (!locale) return fallback;
  const wanted = [locale, locale.split("-")[0] ?? locale, "en"];
  return wanted.find((one) => languages.includes(one)) ?? fallback;
}
