import { useState } from "react";
import type { Resident } from "../../api.ts";
import { BotAvatar } from "../avatar.tsx";
import { usePlayground } from "../context.ts";
import { languageName } from "../format.ts";
import { Icon } from "../icons.tsx";
import { useDismiss } from "../use.ts";

const languages = ["nl", "en", "de", "uk", "ar", "tr", "pl", "fr", "es", "fa"];

/** The bar above the chat: who the resident is talking to, and what she can do about it. */
export function ChatHeader({ resident }: { resident: Resident }) {
  const { world, act, t, language } = usePlayground();
  const [open, setOpen] = useState(false);
  const place = useDismiss(open, () => setOpen(false));
  const offered = [...new Set([resident.language, ...languages])];
  return (
    <div className="chat-head">
      <BotAvatar size={38} />
      <div className="chat-head-words">
        <h2>{world.bot.name}</h2>
        <p className={resident.typing ? "is-typing" : undefined}>
          {resident.typing ? t("typing") : t("bot")}
        </p>
      </div>
      <div className="menu-place" ref={place}>
        <button
          type="button"
          className="icon-button"
          aria-label={t("chatMenu")}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name="more" />
        </button>
        {open && (
          <div className="menu menu-end">
            <button
              type="button"
              className={resident.blocked ? undefined : "is-danger"}
              onClick={() => {
                setOpen(false);
                void act({ do: "block", resident: resident.id, blocked: !resident.blocked });
              }}
            >
              {resident.blocked ? t("unblock") : t("block")}
            </button>
            <label className="menu-field">
              {t("appLanguage")}
              <select
                value={resident.language}
                onChange={(event) =>
                  void act({ do: "language", resident: resident.id, language: event.target.value })
                }
              >
                {offered.map((tag) => (
                  <option key={tag} value={tag}>
                    {languageName(tag, language)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        )}
      </div>
    </div>
  );
}
