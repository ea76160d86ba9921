import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { usePlayground } from "../context.ts";
import { Icon } from "../icons.tsx";
import { useDismiss } from "../use.ts";

export interface Choice {
  value: string;
  label: string;
  group?: string;
  more?: string;
}

interface ComboboxProps {
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
  many: boolean;
  /** All the options; or `search` to look them up while typing. */
  choices?: Choice[];
  search?: (query: string) => Promise<Choice[]>;
  letters?: number;
  placeholder?: string;
  fieldId?: string;
  label?: string;
  describedBy?: string;
  invalid?: boolean;
  required?: boolean;
}

const PAUSE_MS = 250;

/** Slack's menus: a field that filters a list. ARIA's combobox pattern with list autocompletion. */
export function Combobox(props: ComboboxProps) {
  const { t } = usePlayground();
  const listId = useId();
  const { chosen, many, search, letters = 0 } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const close = () => {
    setOpen(false);
    setQuery("");
  };
  const place = useDismiss(open, close);
  const searching = search !== undefined;
  const found = useSearch(open, query, letters, search);

  const offered = offeredOf(props, query, found);
  const at = Math.min(active, offered.length - 1);

  const choose = (choice: Choice) => {
    props.onChange(many ? [...chosen, choice] : [choice]);
    close();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setOpen(true);
      else
        setActive((at + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % Math.max(1, offered.length));
    }
    if (event.key === "Enter" && open) {
      event.preventDefault();
      const choice = offered[at];
      if (choice) choose(choice);
    }
    if (event.key === "Backspace" && query === "" && (many || open)) props.onChange(chosen.slice(0, -1));
  };

  const looking = searching && !found;
  const status =
    searching && query.trim().length < letters ? t("search") : looking ? t("searching") : t("nothingFound");

  return (
    <div className="combobox" ref={place}>
      <div className="combobox-field">
        {many && <Chips chosen={chosen} onChange={props.onChange} />}
        <input
          ref={input}
          id={props.fieldId}
          className="kit-input"
          type="text"
          role="combobox"
          autoComplete="off"
          aria-label={props.label}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid || undefined}
          aria-required={props.required || undefined}
          aria-expanded={open}
          aria-autocomplete="list"
          aria-controls={open && offered.length > 0 ? listId : undefined}
          aria-activedescendant={open && at >= 0 ? `${listId}-${at}` : undefined}
          placeholder={
            many || chosen.length === 0
              ? (props.placeholder ?? (searching ? t("search") : t("choose")))
              : undefined
          }
          value={open || many ? query : (chosen[0]?.label ?? "")}
          onChange={(event) => {
            setOpen(true);
            setActive(0);
            setQuery(event.target.value);
          }}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        <Icon name="down" size={16} />
      </div>
      {open && (
        // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the focus in the field
        <div className="combobox-list" onMouseDown={(event) => event.preventDefault()}>
          {offered.length === 0 ? (
            <p role="status">{status}</p>
          ) : (
            <Offered
              id={listId}
              label={props.label ?? props.placeholder ?? t("choose")}
              offered={offered}
              chosen={chosen}
              at={at}
              onPoint={setActive}
              onChoose={(one) => {
                choose(one);
                input.current?.focus();
              }}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** The options shown: those the search found, or those that contain the typed letters; without any already chosen. */
function offeredOf(
  { chosen, many, search, choices = [] }: ComboboxProps,
  query: string,
  found: Choice[] | undefined,
): Choice[] {
  const wanted = query.toLocaleLowerCase();
  const all = search
    ? (found ?? [])
    : choices.filter((one) => one.label.toLocaleLowerCase().includes(wanted));
  return many ? all.filter((one) => !chosen.some((other) => other.value === one.value)) : all;
}

/** The search results for what was typed, shortly after the last letter; nothing while searching. */
function useSearch(
  open: boolean,
  query: string,
  letters: number,
  search: ComboboxProps["search"],
): Choice[] | undefined {
  const [found, setFound] = useState<Choice[]>();
  const look = useRef(search);
  look.current = search;
  const searching = search !== undefined;

  useEffect(() => {
    if (!open || !searching) return;
    setFound(undefined);
    if (query.trim().length < letters) return;
    let current = true;
    const timer = setTimeout(async () => {
      const result = await look.current?.(query.trim());
      if (current) setFound(result ?? []);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [open, query, letters, searching]);

  return found;
}

/** The chosen options, each with a button that removes it. */
function Chips({ chosen, onChange }: Pick<ComboboxProps, "chosen" | "onChange">) {
  const { t } = usePlayground();
  return chosen.map((one) => (
    <span key={one.value} className="combobox-chip">
      {one.label}
      <button
        type="button"
        aria-label={t("remove", { name: one.label })}
        onClick={() => onChange(chosen.filter((other) => other !== one))}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  ));
}

function Offered(props: {
  id: string;
  label: string;
  offered: Choice[];
  chosen: Choice[];
  /** The position of the one that Enter chooses. */
  at: number;
  onPoint: (place: number) => void;
  onChoose: (choice: Choice) => void;
}) {
  const { id, offered, chosen, at } = props;
  return (
    <div role="listbox" id={id} aria-label={props.label}>
      {offered.map((one, index) => (
        <div key={one.value}>
          {one.group && one.group !== offered[index - 1]?.group && (
            <p className="combobox-group">{one.group}</p>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and takes the keys */}
          <div
            role="option"
            id={`${id}-${index}`}
            aria-selected={chosen.some((other) => other.value === one.value)}
            className={index === at ? "is-active" : undefined}
            onPointerMove={() => props.onPoint(index)}
            onClick={() => props.onChoose(one)}
          >
            {one.label}
            {one.more && <small>{one.more}</small>}
          </div>
        </div>
      ))}
    </div>
  );
}
