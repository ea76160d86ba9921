import type { SlackMessage } from "../../api.ts";
import { BotAvatar } from "../avatar.tsx";
import { usePlayground } from "../context.ts";
import { Blocks } from "./blocks.tsx";
import { MenuButton, MessageList } from "./channel.tsx";
import { Composer } from "./composer.tsx";
import { type Open, useDesk } from "./desk.ts";

/** The app's own page: its Home, and the direct messages it sends. */
export function AppPage(props: {
  tab: "home" | "app";
  dm?: string;
  messages: readonly SlackMessage[];
  onGo: (open: Open) => void;
  onMenu: () => void;
}) {
  const { world, t } = usePlayground();
  const { me, bot } = useDesk();
  const { tab, dm } = props;
  const home = world.slack.homes[me.id];

  return (
    <section className="channel" aria-label={bot.name}>
      <header className="channel-head">
        <MenuButton onMenu={props.onMenu} />
        <h2>
          <BotAvatar square size={24} /> {bot.name} <span className="app-badge">{t("app")}</span>
        </h2>
      </header>
      <nav className="app-tabs" aria-label={bot.name}>
        <button
          type="button"
          aria-current={tab === "home" ? "page" : undefined}
          onClick={() => props.onGo({ at: "home" })}
        >
          {t("home")}
        </button>
        <button
          type="button"
          aria-current={tab === "app" ? "page" : undefined}
          onClick={() => props.onGo({ at: "app" })}
        >
          {t("messages")}
        </button>
      </nav>
      {tab === "home" ? (
        <section
          className="app-home"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard
          tabIndex={0}
          aria-label={`${bot.name}, ${t("home")}`}
        >
          {home ? (
            <Blocks blocks={home.blocks} at="home" />
          ) : (
            <p className="messages-empty">{t("homeEmpty")}</p>
          )}
        </section>
      ) : dm === undefined ? (
        <p className="messages-empty">{t("dmEmpty")}</p>
      ) : (
        <>
          <MessageList
            subject={dm + me.id}
            label={bot.name}
            messages={props.messages.filter((one) => one.channel === dm)}
          />
          <Composer channel={dm} label={t("messageTo", { name: bot.name })} />
        </>
      )}
    </section>
  );
}
