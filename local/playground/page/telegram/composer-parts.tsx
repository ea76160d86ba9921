/** The controls around the field in which a resident writes. */
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Icon, type IconName } from "../icons.tsx";
import { gist } from "./bubble.tsx";
import type { ChatMessage } from "./chat-message.ts";
import type { Sheet } from "./sheet.ts";

const stickers = ["👍", "❤️", "🎉", "🙏", "🤔", "😡"];

/** A button that opens something, and closes it again. */
export function Toggle(props: { label: string; icon: IconName; open: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.label}
      aria-expanded={props.open}
      onClick={props.onToggle}
    >
      <Icon name={props.icon} />
    </button>
  );
}

export function CommandsButton(props: { open: boolean; onToggle: () => void }) {
  const { t } = usePlayground();
  return (
    <button type="button" className="commands-button" aria-expanded={props.open} onClick={props.onToggle}>
      <span aria-hidden="true">/</span>
      {t("commands")}
    </button>
  );
}

/** Records while there is nothing to send, and otherwise sends what was written. */
export function SendButton(props: {
  speaks: boolean;
  /** It edits a message that was sent. */
  changes: boolean;
  onSpeak: () => void;
  onSend: () => void;
}) {
  const { t } = usePlayground();
  return props.speaks ? (
    <button type="button" className="send-button" aria-label={t("voice")} onClick={props.onSpeak}>
      <Icon name="mic" />
    </button>
  ) : (
    <button
      type="button"
      className="send-button"
      data-testid="telegram-send"
      aria-label={t("send")}
      onClick={props.onSend}
    >
      <Icon name={props.changes ? "check" : "send"} />
    </button>
  );
}

export function CommandsMenu(props: {
  commands: Resident["commands"];
  onCommand: (command: string) => void;
}) {
  return (
    <div className="menu commands">
      {props.commands.map((one) => (
        <button key={one.command} type="button" onClick={() => props.onCommand(one.command)}>
          <b>/{one.command}</b> <span dir="auto">{one.description}</span>
        </button>
      ))}
    </div>
  );
}

/** The message that is being edited or answered. */
export function About(props: { message: ChatMessage; editing: boolean; onStop: () => void }) {
  const { t } = usePlayground();
  return (
    <div className="composer-about">
      <Icon name={props.editing ? "edit" : "reply"} />
      <p>
        <b>{props.editing ? t("editing") : t("replyTo")}</b>
        <span dir="auto">{gist(props.message)}</span>
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={props.editing ? t("stopEdit") : t("stopReply")}
        onClick={props.onStop}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

export function AttachMenu({ onSheet }: { onSheet: (sheet: Sheet) => void }) {
  const { t } = usePlayground();
  const sheets = [
    ["photo", "photo"],
    ["place", "place"],
    ["voice", "mic"],
  ] as const;
  return (
    <div className="menu attach-menu">
      {sheets.map(([sheet, icon]) => (
        <button key={sheet} type="button" onClick={() => onSheet(sheet)}>
          <Icon name={icon} /> {t(sheet)}
        </button>
      ))}
    </div>
  );
}

export function StickerMenu({ onSticker }: { onSticker: (emoji: string) => void }) {
  const { t } = usePlayground();
  return (
    <div className="menu sticker-menu">
      {stickers.map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-label={t("sendSticker", { emoji })}
          onClick={() => onSticker(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}

/** The buttons with which a bot replaces the keyboard. */
export function ReplyKeyboard(props: {
  rows: NonNullable<Resident["keyboard"]>;
  onPlace: () => void;
  onSay: (text: string) => void;
}) {
  const { t } = usePlayground();
  return (
    <fieldset className="reply-keyboard">
      <legend className="unseen">{t("keyboard")}</legend>
      {props.rows.map((row) => (
        <div key={row.map((button) => button.text).join()} className="inline-row">
          {row.map((button) => (
            <button
              key={button.text}
              type="button"
              dir="auto"
              onClick={() => (button.request_location ? props.onPlace() : props.onSay(button.text))}
            >
              {button.request_location && <Icon name="place" size={16} />} {button.text}
            </button>
          ))}
        </div>
      ))}
    </fieldset>
  );
}
