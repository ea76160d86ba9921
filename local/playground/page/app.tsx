import { useEffect, useMemo, useState } from "react";
import { PlaygroundContext } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Happened } from "./middle/happened.tsx";
import { SlackPane } from "./slack/pane.tsx";
import { TelegramPane } from "./telegram/pane.tsx";
import { text, type UiLanguage } from "./texts.ts";
import type { TextKey } from "./texts-en.ts";
import { useMedia, useRemembered } from "./use.ts";
import { useWorld } from "./world.ts";

const panes = ["resident", "happened", "official"] as const;

export function App() {
  const { world, connected, act, problem, dismiss } = useWorld();
  const [language, setLanguage] = useRemembered<UiLanguage>("language", "en");
  const [chosenTheme, setTheme] = useRemembered<"light" | "dark">("theme", undefined);
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  const narrow = useMedia("(max-width: 999px)");
  const [pane, setPane] = useState<(typeof panes)[number]>("resident");
  const [residentId, setResident] = useState<number>();
  const theme = chosenTheme ?? (systemDark ? "dark" : "light");
  const ui = language ?? "en";
  const t = useMemo(
    () => (key: TextKey, params?: Record<string, string | number>) => text(ui, key, params),
    [ui],
  );

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = ui;
    document.title = text(ui, "title");
  }, [theme, ui]);

  const playground = useMemo(
    () => (world ? { world, act, t, language: ui, theme } : undefined),
    [world, act, t, ui, theme],
  );
  const resident = world?.residents.find((one) => one.id === residentId) ?? world?.residents[0];

  return (
    <div className="page">
      <a className="skip" href="#happened">
        {t("skip")}
      </a>
      <header className="top">
        <div className="top-words">
          <h1>{t("title")}</h1>
          {world && <p>{t("subtitle", { municipality: world.municipality })}</p>}
        </div>
        <div className="top-tools">
          <LanguageSwitch language={ui} onChange={setLanguage} />
          <button
            type="button"
            className="tool"
            aria-pressed={theme === "dark"}
            onClick={() => setTheme(theme === "dark" ? "light" : "dark")}
          >
            <Icon name={theme === "dark" ? "moon" : "sun"} size={16} /> {t("dark")}
          </button>
          <button
            type="button"
            className="tool"
            title={t("resetHint")}
            onClick={() => void act({ do: "reset" })}
          >
            <Icon name="again" size={16} /> {t("reset")}
          </button>
        </div>
      </header>
      <div role="alert" className="notices">
        {!connected && (
          <p className="notice">
            <Icon name="warning" size={16} /> {t("lost")}
          </p>
        )}
        {problem && (
          <p className="notice">
            <Icon name="warning" size={16} /> {t("problem", { problem })}
            <button type="button" className="icon-button" aria-label={t("close")} onClick={dismiss}>
              <Icon name="close" size={16} />
            </button>
          </p>
        )}
      </div>
      {narrow && (
        <nav className="pane-tabs" aria-label={t("panes")}>
          {panes.map((name) => (
            <button
              key={name}
              type="button"
              aria-current={pane === name ? "page" : undefined}
              onClick={() => setPane(name)}
            >
              {t(name)}
            </button>
          ))}
        </nav>
      )}
      <main className="panes" data-pane={narrow ? pane : "all"}>
        {playground && resident ? (
          <PlaygroundContext value={playground}>
            <TelegramPane resident={resident} onResident={setResident} />
            <Happened resident={resident} />
            <SlackPane />
          </PlaygroundContext>
        ) : (
          <p className="loading" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    </div>
  );
}

function LanguageSwitch({
  language,
  onChange,
}: {
  language: UiLanguage;
  onChange: (language: UiLanguage) => void;
}) {
  return (
    <fieldset className="tool-pair">
      <legend className="unseen">Language / Taal</legend>
      {(["en", "nl"] as const).map((tag) => (
        <button
          key={tag}
          type="button"
          className="tool"
          lang={tag}
          aria-pressed={language === tag}
          onClick={() => onChange(tag)}
        >
          {tag === "en" ? "English" : "Nederlands"}
        </button>
      ))}
    </fieldset>
  );
}
