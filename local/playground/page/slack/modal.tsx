import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Workspace } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { Dialog } from "../dialog.tsx";
import { Blocks } from "./blocks.tsx";
import { useDesk } from "./desk.ts";
import { type Fields, FieldsContext, fillables, initialValue, isEmpty, type Values } from "./fields.ts";

type Open = Workspace["modals"][string][number];

/** The topmost form. Values stay as long as block and action keep their ids, as in Slack. */
export function Modal({
  modal,
  filled,
  onFilled,
}: {
  modal: Open;
  filled: Values;
  onFilled: (values: Values) => void;
}) {
  const { act, t } = usePlayground();
  const { me } = useDesk();
  const { view } = modal;
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const errors = useMemo(() => ({ ...modal.errors, ...missing }), [modal.errors, missing]);

  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [errors]);

  const fields = useMemo<Fields>(() => {
    const held: Fields["valueOf"] = (blockId, element) => {
      const kept = filled[blockId]?.[element.action_id ?? ""];
      return kept?.type === element.type ? kept : initialValue(element);
    };
    return {
      valueOf: held,
      errors,
      change: (blockId, actionId, value) => {
        onFilled({ ...filled, [blockId]: { ...filled[blockId], [actionId]: value } });
        setMissing(({ [blockId]: _, ...others }) => others);
      },
      all: () => {
        const values: Values = {};
        for (const { blockId, element } of fillables(view.blocks)) {
          values[blockId] = { ...values[blockId], [element.action_id ?? ""]: held(blockId, element) };
        }
        return values;
      },
    };
  }, [filled, onFilled, errors, view.blocks]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const wrong: Record<string, string> = {};
    for (const { blockId, element, input } of fillables(view.blocks)) {
      if (!input) continue;
      const value = fields.valueOf(blockId, element);
      if (isEmpty(value)) {
        if (!input.optional) wrong[blockId] = t("required");
      } else if (
        element.type === "plain_text_input" &&
        (value.value ?? "").length < (element.min_length ?? 0)
      ) {
        wrong[blockId] = t("tooShort", { n: element.min_length ?? 0 });
      }
    }
    setMissing(wrong);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    await act({ do: "slack-submit", member: me.id, modal: modal.id, values: fields.all() });
    setBusy(false);
  };

  const close = () => void act({ do: "slack-close", member: me.id, modal: modal.id });

  return (
    <FieldsContext value={fields}>
      <Dialog
        className="slack-modal"
        title={view.title.text}
        closeLabel={t("close")}
        onClose={close}
        subject={`${modal.id} ${view.title.text}`}
        footer={
          <>
            <button type="button" className="kit-button" onClick={close}>
              {view.close?.text ?? (view.submit ? t("cancel") : t("close"))}
            </button>
            {view.submit && (
              <button
                type="submit"
                form={`form-${modal.id}`}
                className="kit-button is-primary"
                aria-busy={busy || undefined}
                aria-disabled={busy || undefined}
              >
                {view.submit.text}
              </button>
            )}
          </>
        }
      >
        <form id={`form-${modal.id}`} ref={form} noValidate onSubmit={(event) => void submit(event)}>
          <Blocks blocks={view.blocks} at={modal.id} />
        </form>
      </Dialog>
    </FieldsContext>
  );
}
