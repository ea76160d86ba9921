import { useState } from "react";
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { clockTime } from "../format.ts";
import { Chat } from "./chat.tsx";
import { Composer, type Draft } from "./composer.tsx";
import { ChatHeader } from "./header.tsx";
import { PhotoDialog } from "./photo-dialog.tsx";
import { PlaceDialog } from "./place-dialog.tsx";
import type { Sheet } from "./sheet.ts";
import { Toast } from "./toast.tsx";
import { VoiceDialog } from "./voice-dialog.tsx";

/** One resident's phone with the chat open. */
export function Phone({ resident }: { resident: Resident }) {
  const { world, act, t, language } = usePlayground();
  const [draft, setDraft] = useState<Draft>({ text: "" });
  const [sheet, setSheet] = useState<Sheet>();
  const closeSheet = () => setSheet(undefined);

  return (
    <div className="phone">
      <div className="phone-screen" data-blocked={resident.blocked || undefined}>
        <div className="status-bar" aria-hidden="true">
          <span>{clockTime(new Date(world.now), language)}</span>
          <span className="status-island" />
          <span className="status-signs">
            <svg aria-hidden="true" width="46" height="12" viewBox="0 0 46 12" focusable="false">
              <path d="M1 8h3v3H1zM6 6h3v5H6zM11 3h3v8h-3zM16 1h3v10h-3z" fill="currentColor" />
              <rect
                x="25"
                y="1.5"
                width="17"
                height="9"
                rx="2.5"
                fill="none"
                stroke="currentColor"
                opacity=".6"
              />
              <rect x="26.5" y="3" width="12" height="6" rx="1.2" fill="currentColor" />
              <path d="M43.5 4.5v3" stroke="currentColor" strokeWidth="1.5" />
            </svg>
          </span>
        </div>
        <ChatHeader resident={resident} />
        <Chat
          resident={resident}
          onReply={(message) => setDraft((old) => ({ text: old.edit ? "" : old.text, replyTo: message }))}
          onEdit={(message) => setDraft({ text: message.text ?? "", edit: message })}
        />
        <Toast toast={resident.toast} />
        {resident.blocked ? (
          <div className="composer-instead">
            <p className="unseen">{t("blockedHint", { name: resident.name })}</p>
            <button
              type="button"
              onClick={() => void act({ do: "block", resident: resident.id, blocked: false })}
            >
              {t("unblock")}
            </button>
          </div>
        ) : resident.messages.length === 0 ? (
          <div className="composer-instead">
            <button
              type="button"
              onClick={() => void act({ do: "text", resident: resident.id, text: "/start" })}
            >
              {t("start")}
            </button>
          </div>
        ) : (
          <Composer resident={resident} draft={draft} onDraft={setDraft} onSheet={setSheet} />
        )}
        {sheet === "photo" && <PhotoDialog resident={resident} onClose={closeSheet} />}
        {sheet === "place" && <PlaceDialog resident={resident} onClose={closeSheet} />}
        {sheet === "voice" && <VoiceDialog resident={resident} onClose={closeSheet} />}
      </div>
    </div>
  );
}
