import type { ReactNode } from "react";
import { Avatar, BotAvatar } from "../avatar.tsx";
import { usePlayground } from "../context.ts";
import { Icon } from "../icons.tsx";
import { type Open, useDesk } from "./desk.ts";

export function Sidebar(props: {
  open: Open;
  unread: Map<string, number>;
  dm?: string;
  onGo: (open: Open) => void;
}) {
  const { world, t } = usePlayground();
  const { me, bot } = useDesk();
  const { open, unread, dm, onGo } = props;
  return (
    <nav className="sidebar" aria-label={world.slack.team}>
      <p className="sidebar-team">{world.slack.team}</p>
      <h3>{t("channels")}</h3>
      <ul>
        {world.slack.channels.map((channel) => (
          <Item
            key={channel.id}
            current={open.at === "channel" && open.id === channel.id}
            unread={unread.get(channel.id)}
            onClick={() => onGo({ at: "channel", id: channel.id })}
          >
            <Icon name="hash" size={16} /> <span className="sidebar-name">{channel.name}</span>
          </Item>
        ))}
      </ul>
      <h3>{t("directMessages")}</h3>
      <ul>
        <Item
          current={open.at === "app"}
          unread={dm === undefined ? 0 : unread.get(dm)}
          badge
          onClick={() => onGo({ at: "app" })}
        >
          <BotAvatar square size={18} /> <span className="sidebar-name">{bot.name}</span>
        </Item>
      </ul>
      <h3>{t("apps")}</h3>
      <ul>
        <Item current={open.at === "home"} onClick={() => onGo({ at: "home" })}>
          <Icon name="home" size={16} />{" "}
          <span className="sidebar-name">
            {bot.name}: {t("home")}
          </span>
        </Item>
      </ul>
      <p className="sidebar-me">
        <Avatar name={me.name} square size={28} />
        <span>{me.name}</span>
      </p>
    </nav>
  );
}

function Item(props: {
  current: boolean;
  unread?: number;
  badge?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  const { t } = usePlayground();
  const unread = props.unread ?? 0;
  return (
    <li>
      <button
        type="button"
        className={unread > 0 ? "sidebar-item is-unread" : "sidebar-item"}
        aria-current={props.current ? "page" : undefined}
        onClick={props.onClick}
      >
        {props.children}
        {unread > 0 && (
          <>
            <span className={props.badge ? "sidebar-badge is-red" : "sidebar-badge"} aria-hidden="true">
              {unread}
            </span>
            <span className="unseen">, {t("unread", { n: unread })}</span>
          </>
        )}
      </button>
    </li>
  );
}
