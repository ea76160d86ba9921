import type { Member } from "./api.ts";
import type { Ground } from "./ground.ts";
import { asText, isTrue } from "./request-body.ts";
import { createChatMethods } from "./slack-chat.ts";
import { createConversationMethods } from "./slack-conversations.ts";
import { SlackError } from "./slack-error.ts";
import { createFileMethods } from "./slack-files.ts";
import { APP, BOT_ID, BOT_USER, fileKnown, type SlackState, TEAM } from "./slack-state.ts";
import { createViewMethods } from "./slack-views.ts";

type Values = Record<string, unknown>;

export function createSlackMethods(ground: Ground, state: SlackState) {
  return {
    "auth.test": () => ({
      url: "https://playground.slack.com/",
      team: `Gemeente ${ground.settings.municipality}`,
      user: ground.settings.bot.username,
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: BOT_ID,
      is_enterprise_install: false,
    }),
    "api.test": () => ({}),
    ...createChatMethods(ground, state),
    ...createConversationMethods(state),
    "users.info"(values: Values) {
      const member = state.members.find((one) => one.id === asText(values.user));
      if (!member) throw new SlackError("user_not_found");
      return { user: showMember(member, isTrue(values.include_locale)) };
    },
    "users.list": (values: Values) => ({
      members: state.members.map((member) => showMember(member, isTrue(values.include_locale))),
      response_metadata: { next_cursor: "" },
    }),
    "bots.info": () => ({
      bot: { id: BOT_ID, app_id: APP, user_id: BOT_USER, name: ground.settings.bot.name },
    }),
    ...createViewMethods(ground, state, fileKnown(state)),
    ...createFileMethods(ground, state),
  };
}

const showMember = (member: Member, withLocale: boolean) => ({
  id: member.id,
  team_id: TEAM,
  name: member.name.toLowerCase(),
  real_name: member.name,
  deleted: false,
  is_bot: member.is_bot === true,
  is_restricted: member.is_restricted === true,
  is_ultra_restricted: false,
  profile: { real_name: member.name, display_name: member.name },
  tz: "Europe/Amsterdam",
  ...(withLocale ? { locale: member.locale } : {}),
});
