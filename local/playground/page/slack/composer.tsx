import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { usePlayground } from "../context.ts";
import { Icon } from "../icons.tsx";
import { useDesk } from "./desk.ts";

/** Writes to a channel or a thread; text that begins with a slash is a command. */
export function Composer(props: { channel: string; thread?: string; label: string; autoFocus?: boolean }) {
  const { world, act, t } = usePlayground();
  const { me } = useDesk();
  const [text, setText] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  const wanted = props.autoFocus;

  useEffect(() => {
    if (wanted) box.current?.focus();
  }, [wanted]);

  const send = () => {
    const words = text.trim();
    if (!words) return;
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(words);
    if (command) {
      void act({
        do: "slack-command",
        member: me.id,
        channel: props.channel,
        command: command[1] ?? "",
        text: command[2] ?? "",
      });
    } else {
      void act({
        do: "slack-message",
        member: me.id,
        channel: props.channel,
        thread_ts: props.thread,
        text: words,
      });
    }
    setText("");
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
  };

  const offered =
    text.startsWith("/") && !text.includes(" ")
      ? world.slack.commands.filter((one) => one.command.startsWith(text))
      : [];

  return (
    <div className="slack-composer">
      {offered.length > 0 && (
        <fieldset className="slash-menu">
          <legend>{t("slashHint")}</legend>
          {offered.map((one) => (
            <button
              key={one.command}
              type="button"
              onClick={() => {
                setText(`${one.command} `);
                box.current?.focus();
              }}
            >
              <b>{one.command}</b> {one.description}
            </button>
          ))}
        </fieldset>
      )}
      <div className="slack-composer-box">
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          aria-label={props.label}
          placeholder={props.label}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="slack-send"
          aria-label={t("slackSend")}
          aria-disabled={text.trim() === ""}
          onClick={send}
        >
          <Icon name="send" size={18} />
        </button>
      </div>
    </div>
  );
}
