import { usePlayground } from "../context.ts";
import { minutes } from "../format.ts";
import { Icon } from "../icons.tsx";
import type { ChatMessage } from "./chat-message.ts";

/** Where the page finds the bytes of a Telegram file. */
function fileUrl(file: { file_id: string }): string {
  return `/playground/files/${encodeURIComponent(file.file_id)}`;
}

/** What a message shows besides words: photos, a recording, a place, a file, a sticker. */
export function Media({ group }: { group: ChatMessage[] }) {
  const { t } = usePlayground();
  const message = group[0];
  if (!message) return null;
  const photos = group.flatMap((one) => one.photo?.at(-1) ?? []);
  if (photos.length > 0) {
    const alt = message.caption ?? t("photoOf");
    return (
      <div className="album" data-count={Math.min(photos.length, 4)}>
        {photos.map((photo, index) => (
          <a key={photo.file_id} href={fileUrl(photo)} target="_blank" rel="noopener noreferrer">
            <img
              src={fileUrl(photo)}
              alt={photos.length > 1 ? `${alt} (${index + 1}/${photos.length})` : alt}
            />
          </a>
        ))}
      </div>
    );
  }
  const recording = message.voice ?? message.audio;
  if (recording) {
    const length = minutes(recording.duration);
    return (
      <div className="voice">
        {/* biome-ignore lint/a11y/useMediaCaption: what residents record has no captions */}
        <audio controls preload="metadata" src={fileUrl(recording)} aria-label={t("voiceOf", { length })} />
        <span aria-hidden="true">{length}</span>
      </div>
    );
  }
  const place = message.venue?.location ?? message.location;
  if (place) {
    return (
      <>
        <MapPicture latitude={place.latitude} longitude={place.longitude} />
        {message.venue && (
          <div className="venue">
            <b dir="auto">{message.venue.title}</b>
            <span dir="auto">{message.venue.address}</span>
          </div>
        )}
      </>
    );
  }
  if (message.sticker) {
    return (
      <span className="sticker" role="img" aria-label={message.sticker.emoji ?? "sticker"}>
        {message.sticker.emoji ?? "🙂"}
      </span>
    );
  }
  const documents = group.flatMap((one) => one.document ?? []);
  return (
    <>
      {documents.map((file) => (
        <a
          key={file.file_id}
          className="document"
          href={fileUrl(file)}
          target="_blank"
          rel="noopener noreferrer"
        >
          <span className="document-sign">
            <Icon name="file" />
          </span>
          <span>
            <b>{file.file_name ?? t("document")}</b>
            <small>
              {file.file_size ? `${Math.max(1, Math.round(file.file_size / 1024))} kB` : file.mime_type}
            </small>
          </span>
        </a>
      ))}
    </>
  );
}

/** An invented street map: streets and water that differ from place to place, drawn without the network. */
export function MapPicture({ latitude, longitude }: { latitude: number; longitude: number }) {
  const { t } = usePlayground();
  const turn = Math.round((latitude * 7919 + longitude * 104729) % 60);
  const at = { latitude: latitude.toFixed(4), longitude: longitude.toFixed(4) };
  return (
    <svg className="map" viewBox="0 0 260 130" role="img" aria-label={t("mapAt", at)}>
      <rect width="260" height="130" className="map-land" />
      <g transform={`rotate(${turn - 30} 130 65)`}>
        <path d="M-80 108c60-30 110 20 180 0s120-34 260-6v80H-80z" className="map-water" />
        <rect x="20" y="-30" width="70" height="60" className="map-park" />
        <path d="M-60 40H320M-60 84H320M60-80V200M128-80V200M196-80V200" className="map-street" />
        <path d="M-60 6 320 66" className="map-road" />
      </g>
      <path d="M130 70c12-14 18-22 18-31a18 18 0 0 0-36 0c0 9 6 17 18 31z" className="map-pin" />
      <circle cx="130" cy="39" r="7" fill="#fff" />
    </svg>
  );
}
