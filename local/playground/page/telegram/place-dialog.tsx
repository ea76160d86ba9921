import { useState } from "react";
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Dialog } from "../dialog.tsx";
import { MapPicture } from "./media.tsx";
import { spots } from "./samples.ts";

export function PlaceDialog({ resident, onClose }: { resident: Resident; onClose: () => void }) {
  const { world, act, t } = usePlayground();
  const [at, setAt] = useState({
    latitude: String(spots[0].latitude),
    longitude: String(spots[0].longitude),
  });
  const [named, setNamed] = useState(false);
  const spot = spots.find(
    (one) => String(one.latitude) === at.latitude && String(one.longitude) === at.longitude,
  );
  const latitude = Number(at.latitude);
  const longitude = Number(at.longitude);
  const valid =
    at.latitude !== "" && at.longitude !== "" && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

  const send = () => {
    if (!valid) return;
    const venue =
      named && spot ? { title: spot.title, address: `${spot.address}, ${world.municipality}` } : {};
    void act({ do: "place", resident: resident.id, latitude, longitude, ...venue });
    onClose();
  };

  return (
    <Dialog
      className="telegram-sheet"
      title={t("placeTitle")}
      closeLabel={t("close")}
      onClose={onClose}
      footer={
        <button type="button" className="blue-button" disabled={!valid} onClick={send}>
          {t("sendPlace")}
        </button>
      }
    >
      {valid && <MapPicture latitude={latitude} longitude={longitude} />}
      <fieldset className="plain-set">
        <legend>{t("spots")}</legend>
        {spots.map((one) => (
          <label key={one.title} className="sheet-check">
            <input
              type="radio"
              name="spot"
              checked={spot === one}
              onChange={() => setAt({ latitude: String(one.latitude), longitude: String(one.longitude) })}
            />
            {one.title}
          </label>
        ))}
      </fieldset>
      <div className="sheet-pair">
        <label className="sheet-field">
          {t("latitude")}
          <input
            inputMode="decimal"
            value={at.latitude}
            onChange={(event) => setAt({ ...at, latitude: event.target.value })}
          />
        </label>
        <label className="sheet-field">
          {t("longitude")}
          <input
            inputMode="decimal"
            value={at.longitude}
            onChange={(event) => setAt({ ...at, longitude: event.target.value })}
          />
        </label>
      </div>
      <label className="sheet-check">
        <input
          type="checkbox"
          checked={named}
          disabled={!spot}
          onChange={(event) => setNamed(event.target.checked)}
        />{" "}
        {t("withName")}
      </label>
    </Dialog>
  );
}
