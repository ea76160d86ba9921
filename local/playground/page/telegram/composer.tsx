import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { useDismiss } from "../use.ts";
import type { ChatMessage } from "./chat-message.ts";
import {
  About,
  AttachMenu,
  CommandsButton,
  CommandsMenu,
  ReplyKeyboard,
  SendButton,
  StickerMenu,
  Toggle,
} from "./composer-parts.tsx";
import type { Sheet } from "./sheet.ts";

/** What the resident is writing, and to which message it belongs. */
export interface Draft {
  text: string;
  replyTo?: ChatMessage;
  edit?: ChatMessage;
}

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
  const close = () => setOpen(undefined);
  const place = useDismiss(open !== undefined, close);
  const box = useRef<HTMLTextAreaElement>(null);
  const about = draft.edit ?? draft.replyTo;
  const toggle = (name: NonNullable<typeof open>) => setOpen(open === name ? undefined : name);

  useEffect(() => {
    if (about) box.current?.focus();
  }, [about]);

  const attach = (sheet: Sheet) => {
    close();
    props.onSheet(sheet);
  };
  const stick = (emoji: string) => {
    close();
    void act({ do: "sticker", resident: resident.id, emoji });
  };
  const { say, send, onKeyDown } = useWriting(resident, draft, onDraft, close);

  const commands = open === "commands" ? resident.commands : startingWith(draft.text, resident.commands);

  return (
    <div className="composer" ref={place}>
      {commands.length > 0 && (
        <CommandsMenu
          commands={commands}
          onCommand={(command) => {
            close();
            onDraft({ text: "" });
            void act({ do: "text", resident: resident.id, text: `/${command}` });
          }}
        />
      )}
      {about && (
        <About
          message={about}
          editing={draft.edit !== undefined}
          onStop={() => onDraft({ text: draft.edit ? "" : draft.text })}
        />
      )}
      <div className="composer-row">
        {resident.commands.length > 0 && (
          <CommandsButton open={open === "commands"} onToggle={() => toggle("commands")} />
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
            <Toggle
              label={t("keyboard")}
              icon="keyboard"
              open={keyboardShown}
              onToggle={() => setKeyboardShown(!keyboardShown)}
            />
          )}
          <Toggle
            label={t("sticker")}
            icon="smile"
            open={open === "stickers"}
            onToggle={() => toggle("stickers")}
          />
          <Toggle
            label={t("attach")}
            icon="attach"
            open={open === "attach"}
            onToggle={() => toggle("attach")}
          />
        </div>
        <SendButton
          speaks={draft.text.trim() === "" && !draft.edit}
          changes={draft.edit !== undefined}
          onSpeak={() => props.onSheet("voice")}
          onSend={send}
        />
        {open === "attach" && <AttachMenu onSheet={attach} />}
        {open === "stickers" && <StickerMenu onSticker={stick} />}
      </div>
      {resident.keyboard && keyboardShown && (
        <ReplyKeyboard
          rows={resident.keyboard}
          onPlace={() => props.onSheet("place")}
          onSay={(text) => void say(text)}
        />
      )}
    </div>
  );
}

/** The commands that a slash and some letters can still become. */
function startingWith(text: string, commands: Resident["commands"]): Resident["commands"] {
  return text.startsWith("/") ? commands.filter((one) => `/${one.command}`.startsWith(text)) : [];
}

/** What Enter, Escape and the up arrow do while somebody writes, and what is sent. */
function useWriting(resident: Resident, draft: Draft, onDraft: (draft: Draft) => void, onSent: () => void) {
  const { act } = usePlayground();

  const say = (text: string) =>
    act({ do: "text", resident: resident.id, text, replyTo: draft.replyTo?.message_id });

  const send = () => {
    const text = draft.text.trim();
    if (!text) return;
    if (draft.edit) void act({ do: "edit", resident: resident.id, message: draft.edit.message_id, text });
    else void say(text);
    onDraft({ text: "" });
    onSent();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && (draft.edit ?? draft.replyTo))
      onDraft({ text: draft.edit ? "" : draft.text });
    if (event.key === "ArrowUp" && draft.text === "") {
      const own = resident.messages.findLast((message) => !message.from_bot && message.text !== undefined);
      if (own) {
        event.preventDefault();
        onDraft({ text: own.text ?? "", edit: own });
      }
    }
  };

  return { say, send, onKeyDown };
}
