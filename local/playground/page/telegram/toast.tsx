import { useEffect, useRef, useState } from "react";
import type { Resident } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Dialog } from "../dialog.tsx";

const SHOWN_FOR_MS = 4000;

/** The answer to a button press, shown briefly; as an alert it waits for OK. */
export function Toast({ toast }: { toast: Resident["toast"] }) {
  const { world, t } = usePlayground();
  const [shown, setShown] = useState<Resident["toast"]>();
  // An answer from before this phone was opened is over.
  const seen = useRef(toast?.at);

  useEffect(() => {
    if (!toast || toast.at === seen.current) return;
    seen.current = toast.at;
    if (!toast.text) return;
    setShown(toast);
    if (toast.alert) return;
    const timer = setTimeout(() => setShown(undefined), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [toast]);

  if (shown?.alert) {
    const close = () => setShown(undefined);
    return (
      <Dialog
        className="telegram-alert"
        title={world.bot.name}
        closeLabel={t("close")}
        onClose={close}
        footer={
          <button type="button" className="text-button" onClick={close}>
            OK
          </button>
        }
      >
        <p dir="auto">{shown.text}</p>
      </Dialog>
    );
  }
  return (
    <div className="toast-place" role="status">
      {shown && (
        <p className="toast" dir="auto">
          {shown.text}
        </p>
      )}
    </div>
  );
}
