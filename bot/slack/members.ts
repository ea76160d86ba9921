import { SlackError, type WebClient } from "@slack/web-api";
import type { Language } from "../core/model/message.ts";
import type { Outsider } from "../core/model/staff.ts";

/**
 * How long a member is cached, in milliseconds: a changed language, or becoming a guest, is noticed within the hour.
 */
const MEMBER_KEPT = 60 * 60 * 1000;

/**
 * Looks up members of the workspace: their language, and whether they work here.
 * @param languages the languages that have texts
 * @param now milliseconds on any monotonic clock
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

  /**
   * The workspace this is: requested once, in parallel with the first look-up of a member, so that nobody waits for it.
   */
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
      // A reply in the town's own language is better than none.
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

/** The fields of a Slack member that show whether she works here. */
interface SlackMember {
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly team_id?: string;
  readonly enterprise_user?: { readonly enterprise_id?: string };
}

/**
 * Why a member counts as an outsider: a guest of one or more channels, a member of another workspace (Slack Connect), a
 * bot, or someone who left.
 */
export function outsiderIn(member: SlackMember, own: Team): Outsider | undefined {
  if (member.is_bot) return "bot";
  if (member.deleted) return "gone";
  const sameEnterprise =
    own.enterprise_id !== undefined && member.enterprise_user?.enterprise_id === own.enterprise_id;
  const otherTeam = own.team_id && member.team_id && member.team_id !== own.team_id && !sameEnterprise;
  if (member.is_stranger || otherTeam) return "elsewhere";
  return member.is_restricted || member.is_ultra_restricted ? "guest" : undefined;
}

/** Maps Slack's "nl-NL" to a language that has texts; English for members who read none of them. */
export function spoken(
  locale: string | undefined,
  languages: readonly Language[],
  fallback: Language,
): Language {
  if (!locale) return fallback;
  const wanted = [locale, locale.split("-")[0] ?? locale, "en"];
  return wanted.find((one) => languages.includes(one)) ?? fallback;
}
