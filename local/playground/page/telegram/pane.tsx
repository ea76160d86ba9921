import type { Resident } from "../../api.ts";
import { Avatar } from "../avatar.tsx";
import { usePlayground } from "../context.ts";
import { languageName } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Phone } from "./phone.tsx";

/** The residents to choose from, and the phone of the chosen one. */
export function TelegramPane({
  resident,
  onResident,
}: {
  resident: Resident;
  onResident: (id: number) => void;
}) {
  const { world, t } = usePlayground();
  return (
    <section className="pane pane-telegram" aria-label={t("telegramPane", { name: resident.name })}>
      <fieldset className="people">
        <legend className="unseen">{t("residents")}</legend>
        {world.residents.map((one) => (
          <button
            key={one.id}
            type="button"
            className="person"
            aria-pressed={one.id === resident.id}
            onClick={() => onResident(one.id)}
          >
            <Avatar name={one.name} size={26} />
            <span className="person-words">
              <span className="person-name">{one.name}</span>
              <span className="person-more" lang={one.language} dir="auto">
                {languageName(one.language)}
              </span>
            </span>
            {one.blocked && (
              <>
                <Icon name="close" size={12} />
                <span className="unseen"> ({t("blocked")})</span>
              </>
            )}
          </button>
        ))}
      </fieldset>
      <Phone key={resident.id} resident={resident} />
    </section>
  );
}
