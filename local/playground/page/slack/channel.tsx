import { Fragment } from "react";
import type { SlackMessage } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { longDay, sameDay } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Scroller } from "../scroller.tsx";
import { Composer } from "./composer.tsx";
import { isReply, sentAt } from "./desk.ts";
import { Message } from "./message.tsx";

export function Channel({
  id,
  messages,
  onMenu,
}: {
  id: string;
  messages: readonly SlackMessage[];
  onMenu: () => void;
}) {
  const { world, t } = usePlayground();
  const channel = world.slack.channels.find((one) => one.id === id);
  const name = `#${channel?.name ?? id}`;
  return (
    <section className="channel" aria-label={name}>
      <header className="channel-head">
        <MenuButton onMenu={onMenu} />
        <h2>
          <Icon name="hash" size={18} />
          {channel?.name ?? id}
        </h2>
        {channel?.topic && <p>{channel.topic}</p>}
      </header>
      <MessageList subject={id} label={name} messages={messages.filter((one) => one.channel === id)} />
      <Composer channel={id} label={t("messageTo", { name })} />
    </section>
  );
}

export function MenuButton({ onMenu }: { onMenu: () => void }) {
  const { t } = usePlayground();
  return (
    <button type="button" className="icon-button menu-button" aria-label={t("back")} onClick={onMenu}>
      <Icon name="left" />
    </button>
  );
}

/** The messages of one conversation with their days; replies count under the message they belong to. */
export function MessageList({
  subject,
  label,
  messages,
}: {
  subject: string;
  label: string;
  messages: readonly SlackMessage[];
}) {
  const { t, language } = usePlayground();
  const top = messages.filter((message) => !isReply(message) || message.visible_to !== undefined);
  return (
    <Scroller
      className="messages"
      subject={subject}
      content={messages.length}
      label={`${label}, ${t("messages")}`}
    >
      <div className="messages-inner">
        {top.length === 0 && <p className="messages-empty">{t("noMessages")}</p>}
        {top.map((message, index) => {
          const before = top[index - 1];
          const newDay = !before || !sameDay(sentAt(before.ts), sentAt(message.ts));
          return (
            <Fragment key={`${message.ts} ${message.visible_to ?? ""}`}>
              {newDay && (
                <p className="messages-day">
                  <span>{longDay(sentAt(message.ts), language)}</span>
                </p>
              )}
              <Message
                message={message}
                replies={messages.filter((one) => isReply(one) && one.thread_ts === message.ts)}
              />
            </Fragment>
          );
        })}
      </div>
    </Scroller>
  );
}
