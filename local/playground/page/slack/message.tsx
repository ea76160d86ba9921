import { memo } from "react";
import type { SlackMessage } from "../../api.ts";
import { Avatar, BotAvatar } from "../avatar.tsx";
import { usePlayground } from "../context.ts";
import { clockTime, fullDay } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Blocks } from "./blocks.tsx";
import { sentAt, useDesk } from "./desk.ts";
import { Mrkdwn } from "./drawn.tsx";

interface MessageProps {
  message: SlackMessage;
  replies: readonly SlackMessage[];
  inThread?: boolean;
}

/** One message with its card, its files and the way into its thread. */
export const Message = memo(
  function Message({ message, replies, inThread }: MessageProps) {
    const { world, t, language } = usePlayground();
    const desk = useDesk();
    const author = world.slack.members.find((member) => member.id === message.user);
    const isBot = author ? author.is_bot === true : message.user === desk.bot.id;
    const name = author?.name ?? (isBot ? desk.bot.name : message.user);
    const at = sentAt(message.ts);
    const onlyMe = message.visible_to !== undefined;
    return (
      <article
        className={onlyMe ? "message is-only-me" : "message"}
        aria-label={`${name}, ${clockTime(at, language)}`}
      >
        {onlyMe && (
          <p className="message-only">
            <Icon name="lock" size={14} /> {t("onlyYou")}
          </p>
        )}
        <div className="message-face">{isBot ? <BotAvatar square /> : <Avatar name={name} square />}</div>
        <div className="message-words">
          <p className="message-head">
            <b>{name}</b>
            {isBot && <span className="app-badge">{t("app")}</span>}
            <time dateTime={at.toISOString()} title={fullDay(at, language)}>
              {clockTime(at, language)}
            </time>
          </p>
          {message.blocks?.length ? (
            <Blocks blocks={message.blocks} at={message.ts} channel={message.channel} />
          ) : (
            <Mrkdwn text={message.text} />
          )}
          {message.edited && <p className="message-edited">({t("edited")})</p>}
          <Files message={message} />
          {!inThread && !onlyMe && <ThreadLink message={message} replies={replies} />}
        </div>
      </article>
    );
  },
  (old, next) =>
    old.message === next.message &&
    old.inThread === next.inThread &&
    old.replies.length === next.replies.length &&
    old.replies.every((reply, index) => reply === next.replies[index]),
);

function ThreadLink({ message, replies }: { message: SlackMessage; replies: readonly SlackMessage[] }) {
  const { world, t } = usePlayground();
  const desk = useDesk();
  const names = [...new Set(replies.map((reply) => reply.user))].slice(0, 4);
  return (
    <div className={replies.length > 0 ? "thread-link" : "thread-link is-empty"}>
      {names.map((id) => {
        const name = world.slack.members.find((member) => member.id === id)?.name ?? id;
        return id === desk.bot.id ? (
          <BotAvatar key={id} square size={22} />
        ) : (
          <Avatar key={id} name={name} square size={22} />
        );
      })}
      <button type="button" onClick={() => desk.openThread(message)}>
        {replies.length === 0 && <Icon name="thread" size={15} />}
        {replies.length === 0
          ? t("openThread")
          : replies.length === 1
            ? t("reply1")
            : t("replies", { n: replies.length })}
      </button>
    </div>
  );
}

function Files({ message }: { message: SlackMessage }) {
  const desk = useDesk();
  if (!message.files?.length) return null;
  return (
    <ul className="files">
      {message.files.map((file) => {
        const url = desk.fileUrl(file);
        return (
          <li key={file.id}>
            {file.mimetype.startsWith("image/") ? (
              <a href={url} target="_blank" rel="noopener noreferrer">
                <img src={url} alt={file.alt ?? file.name} />
              </a>
            ) : file.mimetype.startsWith("audio/") ? (
              <figure className="file-audio">
                <figcaption>{file.alt ?? file.name}</figcaption>
                {/* biome-ignore lint/a11y/useMediaCaption: what residents record has no captions */}
                <audio controls preload="metadata" src={url} aria-label={file.alt ?? file.name} />
              </figure>
            ) : (
              <a className="file-card" href={url} target="_blank" rel="noopener noreferrer">
                <Icon name="file" /> {file.name}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
