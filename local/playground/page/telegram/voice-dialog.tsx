import { useEffect, useRef, useState } from "react";
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Dialog } from "../dialog.tsx";
import { minutes } from "../format.ts";
import { Icon } from "../icons.tsx";
import { type Recording, recordMicrophone, SAMPLE_SECONDS, sampleRecording } from "./voice.ts";

/** Records with the microphone, or sends a hummed sample where there is none. */
export function VoiceDialog({ resident, onClose }: { resident: Resident; onClose: () => void }) {
  const { act, t } = usePlayground();
  const [since, setSince] = useState<number>();
  const [seconds, setSeconds] = useState(0);
  const [refused, setRefused] = useState(false);
  const stop = useRef<() => void>(undefined);

  useEffect(() => {
    if (since === undefined) return;
    const timer = setInterval(() => setSeconds(Math.round((performance.now() - since) / 1000)), 250);
    return () => clearInterval(timer);
  }, [since]);
  useEffect(() => () => stop.current?.(), []);

  const send = async (recording: Promise<Recording>) => {
    setSince(performance.now());
    try {
      const { audio, length } = await recording;
      void act({ do: "voice", resident: resident.id, audio, seconds: length });
      onClose();
    } catch {
      setSince(undefined);
      setRefused(true);
    }
  };

  const fromMicrophone = () =>
    send(
      recordMicrophone((halt) => {
        stop.current = halt;
      }),
    );

  return (
    <Dialog className="telegram-sheet" title={t("voiceTitle")} closeLabel={t("close")} onClose={onClose}>
      {since === undefined ? (
        <div className="sheet-stack">
          <button type="button" className="blue-button" onClick={() => void send(sampleRecording())}>
            {t("voiceSample", { n: SAMPLE_SECONDS })}
          </button>
          <button type="button" className="text-button" onClick={() => void fromMicrophone()}>
            <Icon name="mic" /> {t("voiceRecord")}
          </button>
          {refused && <p role="alert">{t("noMicrophone")}</p>}
        </div>
      ) : (
        <div className="sheet-stack">
          <p className="recording" role="status">
            <span className="recording-dot" aria-hidden="true" />{" "}
            {t("recording", { seconds: minutes(seconds) })}
          </p>
          {stop.current && (
            <button type="button" className="blue-button" onClick={() => stop.current?.()}>
              {t("voiceStop")}
            </button>
          )}
        </div>
      )}
    </Dialog>
  );
}
