import type { InlineKeyboardButton } from "@grammyjs/types";
import { memo } from "react";
import { usePlayground } from "../context.ts";
import { clockTime, shorten } from "../format.ts";
import { Icon } from "../icons.tsx";
import type { ChatMessage } from "./chat-message.ts";
import { RichText } from "./entities.tsx";
import { Media } from "./media.tsx";

interface BubbleProps {
  /** One message, or the photos of an album. */
  group: ChatMessage[];
  first: boolean;
  last: boolean;
  /** The button that was pressed and has not been answered: message id and data. */
  waiting?: string;
  editable: boolean;
  onPress: (message: number, data: string) => void;
  onReply: (message: ChatMessage) => void;
  onEdit: (message: ChatMessage) => void;
  onCommand: (command: string) => void;
}

/** Summarises a message in a few words, for quotes and for the names of buttons. */
export function gist(message: ChatMessage): string {
  const kind = message.photo
    ? "🖼"
    : message.voice
      ? "🎤"
      : message.venue || message.location
        ? "📍"
        : message.document
          ? "📎"
          : "";
  const words =
    message.text ??
    message.caption ??
    message.venue?.title ??
    message.sticker?.emoji ??
    message.document?.file_name ??
    "";
  return shorten(`${kind} ${words}`, 60) || `#${message.message_id}`;
}

export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { t, language, world } = usePlayground();
  const message = props.group[0];
  const captioned = props.group.find((one) => one.caption);
  if (!message) return null;
  const text = message.text ?? captioned?.caption;
  const entities = message.text === undefined ? captioned?.caption_entities : message.entities;
  const quoted = message.reply_to_message;
  const bare = message.sticker !== undefined;
  const keyboard = message.reply_markup?.inline_keyboard;
  const className = [
    "bubble",
    message.from_bot ? "from-bot" : "from-me",
    props.last ? "has-tail" : "",
    props.first ? "is-first" : "",
    bare ? "is-bare" : "",
    text === undefined && !message.venue && (message.photo || message.location) ? "is-media" : "",
  ].join(" ");

  return (
    <div className={message.from_bot ? "bubble-place at-start" : "bubble-place at-end"}>
      <div className="bubble-column">
        <article className={className} aria-label={message.from_bot ? world.bot.name : t("you")}>
          {quoted && (
            <div className="quote">
              <b>{quoted.from?.is_bot ? world.bot.name : t("you")}</b>
              <span dir="auto">{shorten(quoted.text ?? quoted.caption ?? t("photoOf"), 80)}</span>
            </div>
          )}
          <Media group={props.group} />
          {text !== undefined && (
            <div className="bubble-text" dir="auto">
              <RichText text={text} entities={entities} onCommand={props.onCommand} />
            </div>
          )}
          <span className="bubble-foot">
            {message.edited && <span>{t("edited")}</span>}
            <time dateTime={new Date(message.date * 1000).toISOString()}>
              {clockTime(new Date(message.date * 1000), language)}
            </time>
            {!message.from_bot && (
              <>
                <Icon name="checks" size={15} />
                <span className="unseen">{t("sent")}</span>
              </>
            )}
          </span>
        </article>
        {keyboard && (
          <div className="inline-keyboard">
            {keyboard.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
              <div key={index} className="inline-row">
                {row.map((button) => (
                  <InlineButton
                    key={button.text}
                    button={button}
                    message={message.message_id}
                    waiting={props.waiting}
                    onPress={props.onPress}
                  />
                ))}
              </div>
            ))}
          </div>
        )}
      </div>
      <div className="bubble-tools">
        <button
          type="button"
          className="icon-button"
          aria-label={t("reply", { text: gist(message) })}
          onClick={() => props.onReply(message)}
        >
          <Icon name="reply" size={16} />
        </button>
        {props.editable && (
          <button
            type="button"
            className="icon-button"
            aria-label={t("edit", { text: gist(message) })}
            onClick={() => props.onEdit(message)}
          >
            <Icon name="edit" size={16} />
          </button>
        )}
      </div>
    </div>
  );
});

function InlineButton(props: {
  button: InlineKeyboardButton;
  message: number;
  waiting?: string;
  onPress: (message: number, data: string) => void;
}) {
  const { t } = usePlayground();
  const { button, message, waiting } = props;
  if ("url" in button) {
    return (
      <a className="inline-button" href={button.url} target="_blank" rel="noopener noreferrer" dir="auto">
        {button.text} <span aria-hidden="true">↗</span>
        <span className="unseen"> ({t("opensLink")})</span>
      </a>
    );
  }
  const data = "callback_data" in button ? button.callback_data : undefined;
  const isWaiting = data !== undefined && waiting === `${message} ${data}`;
  return (
    <button
      type="button"
      className="inline-button"
      dir="auto"
      aria-disabled={isWaiting || data === undefined || undefined}
      aria-busy={isWaiting || undefined}
      onClick={() => {
        if (data !== undefined && !isWaiting) props.onPress(message, data);
        if ("copy_text" in button) void navigator.clipboard?.writeText(button.copy_text.text);
      }}
    >
      {button.text}
      {isWaiting && <span className="unseen"> ({t("waiting")})</span>}
    </button>
  );
}
