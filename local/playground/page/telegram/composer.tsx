import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Icon, type IconName } from "../icons.tsx";
import { useDismiss } from "../use.ts";
import { gist } from "./bubble.tsx";
import type { ChatMessage } from "./chat-message.ts";
import type { Sheet } from "./sheet.ts";

/** What the resident is writing, and to which message it belongs. */
export interface Draft {
  text: string;
  replyTo?: ChatMessage;
  edit?: ChatMessage;
}

const stickers = ["👍", "❤️", "🎉", "🙏", "🤔", "😡"];

export function Composer(props: {
  resident: Resident;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSheet: (sheet: Sheet) => void;
}) {
  const { act, t } = usePlayground();
  const { resident, draft, onDraft } = props;
  const [open, setOpen] = useState<"commands" | "attach" | "stickers">();
  const [keyboardShown, setKeyboardShown] = useState(true);
  const place = useDismiss(open !== undefined, () => setOpen(undefined));
  const box = useRef<HTMLTextAreaElement>(null);
  const about = draft.edit ?? draft.replyTo;

  useEffect(() => {
    if (about) box.current?.focus();
  }, [about]);

  const say = (text: string) =>
    act({ do: "text", resident: resident.id, text, replyTo: draft.replyTo?.message_id });

  const send = () => {
    const text = draft.text.trim();
    if (!text) return;
    if (draft.edit) void act({ do: "edit", resident: resident.id, message: draft.edit.message_id, text });
    else void say(text);
    onDraft({ text: "" });
    setOpen(undefined);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && about) onDraft({ text: draft.edit ? "" : draft.text });
    if (event.key === "ArrowUp" && draft.text === "") {
      const own = resident.messages.findLast((message) => !message.from_bot && message.text !== undefined);
      if (own) {
        event.preventDefault();
        onDraft({ text: own.text ?? "", edit: own });
      }
    }
  };

  const attach = (name: Sheet, icon: IconName) => (
    <button
      type="button"
      onClick={() => {
        setOpen(undefined);
        props.onSheet(name);
      }}
    >
      <Icon name={icon} /> {t(name)}
    </button>
  );

  const typed = draft.text.startsWith("/")
    ? resident.commands.filter((one) => `/${one.command}`.startsWith(draft.text))
    : [];
  const commands = open === "commands" ? resident.commands : typed;

  return (
    <div className="composer" ref={place}>
      {commands.length > 0 && (
        <div className="menu commands">
          {commands.map((one) => (
            <button
              key={one.command}
              type="button"
              onClick={() => {
                setOpen(undefined);
                onDraft({ text: "" });
                void act({ do: "text", resident: resident.id, text: `/${one.command}` });
              }}
            >
              <b>/{one.command}</b> <span dir="auto">{one.description}</span>
            </button>
          ))}
        </div>
      )}
      {about && (
        <div className="composer-about">
          <Icon name={draft.edit ? "edit" : "reply"} />
          <p>
            <b>{draft.edit ? t("editing") : t("replyTo")}</b>
            <span dir="auto">{gist(about)}</span>
          </p>
          <button
            type="button"
            className="icon-button"
            aria-label={draft.edit ? t("stopEdit") : t("stopReply")}
            onClick={() => onDraft({ text: draft.edit ? "" : draft.text })}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
      <div className="composer-row">
        {resident.commands.length > 0 && (
          <button
            type="button"
            className="commands-button"
            aria-expanded={open === "commands"}
            onClick={() => setOpen(open === "commands" ? undefined : "commands")}
          >
            <span aria-hidden="true">/</span>
            {t("commands")}
          </button>
        )}
        <div className="composer-field">
          <textarea
            ref={box}
            data-testid="telegram-input"
            aria-label={t("messageBox")}
            placeholder={t("messageBox")}
            rows={1}
            dir="auto"
            maxLength={4096}
            value={draft.text}
            onChange={(event) => onDraft({ ...draft, text: event.target.value })}
            onKeyDown={onKeyDown}
          />
          {resident.keyboard && (
            <button
              type="button"
              className="icon-button"
              aria-label={t("keyboard")}
              aria-expanded={keyboardShown}
              onClick={() => setKeyboardShown(!keyboardShown)}
            >
              <Icon name="keyboard" />
            </button>
          )}
          <button
            type="button"
            className="icon-button"
            aria-label={t("sticker")}
            aria-expanded={open === "stickers"}
            onClick={() => setOpen(open === "stickers" ? undefined : "stickers")}
          >
            <Icon name="smile" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t("attach")}
            aria-expanded={open === "attach"}
            onClick={() => setOpen(open === "attach" ? undefined : "attach")}
          >
            <Icon name="attach" />
          </button>
        </div>
        {draft.text.trim() === "" && !draft.edit ? (
          <button
            type="button"
            className="send-button"
            aria-label={t("voice")}
            onClick={() => props.onSheet("voice")}
          >
            <Icon name="mic" />
          </button>
        ) : (
          <button
            type="button"
            className="send-button"
            data-testid="telegram-send"
            aria-label={t("send")}
            onClick={send}
          >
            <Icon name={draft.edit ? "check" : "send"} />
          </button>
        )}
        {open === "attach" && (
          <div className="menu attach-menu">
            {attach("photo", "photo")}
            {attach("place", "place")}
            {attach("voice", "mic")}
          </div>
        )}
        {open === "stickers" && (
          <div className="menu sticker-menu">
            {stickers.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-label={t("sendSticker", { emoji })}
                onClick={() => {
                  setOpen(undefined);
                  void act({ do: "sticker", resident: resident.id, emoji });
                }}
              >
                {emoji}
              </button>
            ))}
          </div>
        )}
      </div>
      {resident.keyboard && keyboardShown && (
        <fieldset className="reply-keyboard">
          <legend className="unseen">{t("keyboard")}</legend>
          {resident.keyboard.map((row) => (
            <div key={row.map((button) => button.text).join()} className="inline-row">
              {row.map((button) => (
                <button
                  key={button.text}
                  type="button"
                  dir="auto"
                  onClick={() => (button.request_location ? props.onSheet("place") : void say(button.text))}
                >
                  {button.request_location && <Icon name="place" size={16} />} {button.text}
                </button>
              ))}
            </div>
          ))}
        </fieldset>
      )}
    </div>
  );
}
