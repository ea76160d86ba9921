import type { SlackMessage } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Icon } from "../icons.tsx";
import { Scroller } from "../scroller.tsx";
import { Composer } from "./composer.tsx";
import { isReply } from "./desk.ts";
import { Message } from "./message.tsx";

export function Thread(props: {
  at: { channel: string; ts: string };
  messages: readonly SlackMessage[];
  onClose: () => void;
}) {
  const { world, t } = usePlayground();
  const { channel, ts } = props.at;
  const inChannel = props.messages.filter((message) => message.channel === channel);
  const root = inChannel.find((message) => message.ts === ts);
  const replies = inChannel.filter((message) => isReply(message) && message.thread_ts === ts);
  const name = world.slack.channels.find((one) => one.id === channel)?.name;
  return (
    <section className="thread" aria-label={t("thread")}>
      <header className="channel-head">
        <h2>{t("thread")}</h2>
        {name && <p>#{name}</p>}
        <button type="button" className="icon-button" aria-label={t("closeThread")} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </header>
      <Scroller
        className="messages"
        subject={ts}
        content={replies.length}
        label={`${t("thread")}, ${t("messages")}`}
      >
        <div className="messages-inner">
          {root && <Message message={root} replies={[]} inThread />}
          {replies.length > 0 && (
            <p className="thread-count">
              <span>{replies.length === 1 ? t("reply1") : t("replies", { n: replies.length })}</span>
            </p>
          )}
          {replies.map((reply) => (
            <Message key={`${reply.ts} ${reply.visible_to ?? ""}`} message={reply} replies={[]} inThread />
          ))}
        </div>
      </Scroller>
      <Composer channel={channel} thread={ts} label={t("replyBox")} autoFocus />
    </section>
  );
}
