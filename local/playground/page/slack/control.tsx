import type { SlackValue } from "../../api.ts";
import { usePlayground } from "../context.ts";
import { type Choice, Combobox } from "./combobox.tsx";
import { useDesk } from "./desk.ts";
import { type Fillable, option, type SlackOption } from "./fields.ts";

interface ControlProps {
  element: Fillable;
  value: SlackValue;
  onChange: (value: SlackValue) => void;
  blockId: string;
  /** The modal it belongs to, for looking up options. */
  modal: string;
  /** With `labelId` inside a field; with `label` on its own. */
  fieldId?: string;
  labelId?: string;
  label?: string;
  describedBy?: string;
  invalid?: boolean;
  required?: boolean;
}

/** Slack requires three letters before it looks options up, unless the app says otherwise. */
const LETTERS_BEFORE_SEARCH = 3;

/** The element itself, in Slack's look, as a control that keyboards and screen readers know. */
export function Control(props: ControlProps) {
  const { act, t } = usePlayground();
  const { me } = useDesk();
  const { element, value, onChange, fieldId } = props;
  const { type } = element;
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  const common = {
    id: fieldId,
    "aria-label": props.label,
    "aria-describedby": props.describedBy,
    "aria-invalid": props.invalid || undefined,
    "aria-required": props.required || undefined,
    "data-action": element.action_id,
  };
  const list = { ...props, placeholder };

  switch (element.type) {
    case "plain_text_input":
      return <TextInput element={element} common={common} value={value.value ?? ""} onChange={onChange} />;
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return (
        <input
          {...common}
          className="kit-input"
          type={
            element.type === "number_input" ? "number" : element.type === "email_text_input" ? "email" : "url"
          }
          placeholder={placeholder}
          value={value.value ?? ""}
          onChange={(event) => onChange({ type, value: event.target.value || null })}
        />
      );
    case "datepicker":
      return (
        <input
          {...common}
          className="kit-input kit-date"
          type="date"
          value={value.selected_date ?? ""}
          onChange={(event) => onChange({ type, selected_date: event.target.value || null })}
        />
      );
    case "radio_buttons":
    case "checkboxes":
      return <Options {...props} element={element} />;
    case "static_select":
    case "multi_static_select": {
      const grouped = element.option_groups?.flatMap((group) =>
        group.options.map((one) => toChoice(option(one), group.label.text)),
      );
      const choices =
        grouped ??
        (element.options ?? []).map((one) => toChoice(option(one), undefined, one.description?.text));
      return <Picker {...list} choices={choices} />;
    }
    case "external_select":
    case "multi_external_select": {
      const search = async (query: string) => {
        const where = {
          member: me.id,
          modal: props.modal,
          action_id: element.action_id ?? "",
          block_id: props.blockId,
        };
        const answer = await act({ do: "slack-options", ...where, value: query });
        return (answer.options ?? []).map((one) => toChoice(one));
      };
      return <Picker {...list} search={search} letters={element.min_query_length ?? LETTERS_BEFORE_SEARCH} />;
    }
    case "users_select":
    case "multi_users_select":
      return <People {...list} element={element} />;
    default:
      return <p className="kit-unsupported">{t("unsupported", { type })}</p>;
  }
}

type Element<Type> = Extract<Fillable, { type: Type }>;

function TextInput(props: {
  element: Element<"plain_text_input">;
  /** Common to every field. */
  common: object;
  value: string;
  onChange: (value: SlackValue) => void;
}) {
  const { t } = usePlayground();
  const { element, value } = props;
  const rest = element.max_length === undefined ? undefined : element.max_length - value.length;
  const shared = {
    ...props.common,
    className: "kit-input",
    dir: "auto",
    maxLength: element.max_length,
    placeholder: element.placeholder?.text,
    value,
    onChange: (event: { target: { value: string } }) =>
      props.onChange({ type: element.type, value: event.target.value || null }),
  };
  return (
    <>
      {element.multiline ? <textarea {...shared} rows={4} /> : <input {...shared} type="text" />}
      {rest !== undefined && rest < 100 && <p className="field-left">{t("left", { n: rest })}</p>}
    </>
  );
}

/** Options that are all visible: one can be chosen, or several. */
function Options(props: ControlProps & { element: Element<"radio_buttons" | "checkboxes"> }) {
  const { element, value, onChange } = props;
  const { type } = element;
  const many = type === "checkboxes";
  const picked = value.selected_options ?? [];
  const choices = element.options.map((one) => {
    const checked = many
      ? picked.some((other) => other.value === one.value)
      : value.selected_option?.value === one.value;
    return (
      <label key={one.value} className="kit-choice">
        <input
          type={many ? "checkbox" : "radio"}
          name={`${props.modal} ${props.blockId} ${element.action_id}`}
          checked={checked}
          aria-invalid={props.invalid || undefined}
          onChange={(event) => {
            if (!many) return onChange({ type, selected_option: option(one) });
            const others = picked.filter((other) => other.value !== one.value);
            onChange({
              type,
              selected_options: event.target.checked ? [...others, option(one)] : others,
            });
          }}
        />
        <span>
          {one.text.text}
          {one.description && <small>{one.description.text}</small>}
        </span>
      </label>
    );
  });
  if (!props.label) return <div className="kit-choices">{choices}</div>;
  return (
    <fieldset className="kit-choices">
      <legend className="unseen">{props.label}</legend>
      {choices}
    </fieldset>
  );
}

/** Members of the workspace: one, or several. */
function People(
  props: ControlProps & { element: Element<"users_select" | "multi_users_select">; placeholder?: string },
) {
  const { world } = usePlayground();
  const { element, value, onChange } = props;
  const { type } = element;
  const people = world.slack.members.filter((member) => !member.is_bot);
  const choices = people.map((member) => ({ value: member.id, label: member.name }));
  const chosen = type === "users_select" ? [value.selected_user ?? []].flat() : (value.selected_users ?? []);
  return (
    <Combobox
      {...props}
      many={type === "multi_users_select"}
      choices={choices}
      chosen={choices.filter((one) => chosen.includes(one.value))}
      onChange={(next) => {
        const ids = next.map((one) => one.value);
        onChange(
          type === "users_select" ? { type, selected_user: ids[0] ?? null } : { type, selected_users: ids },
        );
      }}
    />
  );
}

function toChoice(from: SlackOption, group?: string, more?: string): Choice {
  return { value: from.value, label: from.text.text, group, more };
}

type PickerProps = ControlProps & {
  placeholder?: string;
  choices?: Choice[];
  search?: (query: string) => Promise<Choice[]>;
  letters?: number;
};

/** A list whose value is an option: one, or several. */
function Picker(props: PickerProps) {
  const { element, value, onChange } = props;
  const { type } = element;
  const many = type.startsWith("multi_");
  const picked = many ? (value.selected_options ?? []) : value.selected_option ? [value.selected_option] : [];
  return (
    <Combobox
      {...props}
      many={many}
      chosen={picked.map((one) => toChoice(one))}
      onChange={(next) => {
        const options = next.map((one) => ({
          value: one.value,
          text: { type: "plain_text" as const, text: one.label },
        }));
        onChange(many ? { type, selected_options: options } : { type, selected_option: options[0] ?? null });
      }}
    />
  );
}
