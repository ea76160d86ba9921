import { useMemo, useState } from "react";
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Dialog } from "../dialog.tsx";
import { samplePhotos } from "./samples.ts";

/** Telegram's own limit for an album. */
const MOST_IN_ALBUM = 10;

export function PhotoDialog({ resident, onClose }: { resident: Resident; onClose: () => void }) {
  const { act, t, language } = usePlayground();
  const samples = useMemo(samplePhotos, []);
  const [chosen, setChosen] = useState<string[]>([]);
  const [own, setOwn] = useState<string[]>([]);
  const [caption, setCaption] = useState("");
  const [asFile, setAsFile] = useState(false);
  const images = [...samples.filter((one) => chosen.includes(one.id)).map((one) => one.url), ...own].slice(
    0,
    MOST_IN_ALBUM,
  );

  const send = () => {
    if (images.length === 0) return;
    void act({
      do: "photo",
      resident: resident.id,
      images,
      caption: caption.trim() || undefined,
      asFile: asFile || undefined,
    });
    onClose();
  };

  const take = async (files: FileList | null) => setOwn(await Promise.all([...(files ?? [])].map(dataUrl)));

  return (
    <Dialog
      className="telegram-sheet"
      title={t("photoTitle")}
      closeLabel={t("close")}
      onClose={onClose}
      footer={
        <button type="button" className="blue-button" disabled={images.length === 0} onClick={send}>
          {images.length === 1 ? t("sendPhoto") : t("sendPhotos", { n: images.length })}
        </button>
      }
    >
      <fieldset className="plain-set">
        <legend>{t("samples")}</legend>
        <div className="sample-photos">
          {samples.map((one) => (
            <label key={one.id} className="sample-photo">
              <input
                type="checkbox"
                checked={chosen.includes(one.id)}
                onChange={(event) =>
                  setChosen((old) =>
                    event.target.checked ? [...old, one.id] : old.filter((id) => id !== one.id),
                  )
                }
              />
              <img src={one.url} alt="" />
              <span>{one.name[language]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="sheet-field">
        {t("ownFiles")}
        <input type="file" accept="image/*" multiple onChange={(event) => void take(event.target.files)} />
      </label>
      <label className="sheet-field">
        {t("caption")}
        <input
          type="text"
          value={caption}
          maxLength={1024}
          dir="auto"
          onChange={(event) => setCaption(event.target.value)}
        />
      </label>
      <label className="sheet-check">
        <input type="checkbox" checked={asFile} onChange={(event) => setAsFile(event.target.checked)} />{" "}
        {t("asFile")}
      </label>
    </Dialog>
  );
}

export function dataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
