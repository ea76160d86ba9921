/** Modals and the App Home: the methods under `views.`. */
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import type { Ground } from "./ground.ts";
import { asRecord, asText, unfold } from "./request-body.ts";
import { checkView } from "./slack-blocks.ts";
import { SlackError } from "./slack-error.ts";
import {
  APP,
  BOT_ID,
  newHash,
  newViewId,
  type OpenView,
  type SlackState,
  TEAM,
  viewState,
  withBlockIds,
} from "./slack-state.ts";

type Values = Record<string, unknown>;

/** Milliseconds. A Slack trigger expires after this. */
const TRIGGER_LIFE = 3000;
const MAX_STACK = 3;

export function createViewMethods(ground: Ground, state: SlackState, knownFile: (id: string) => boolean) {
  function read(value: unknown, type: "modal" | "home"): ModalView | HomeView {
    const view = unfold(value);
    const errors = checkView(view, knownFile);
    if (errors.length > 0) throw new SlackError("invalid_arguments", errors);
    const fields = asRecord(view);
    if (fields.type !== type)
      throw new SlackError("invalid_arguments", [
        `[ERROR] view type must be ${type} [json-pointer:/view/type]`,
      ]);
    return { ...fields, blocks: withBlockIds(fields.blocks as KnownBlock[]) } as ModalView | HomeView;
  }
  const readModal = (value: unknown) => read(value, "modal") as ModalView;

  /** A trigger opens one thing, once, within three seconds. @returns the member who pressed */
  function spendTrigger(values: Values): string {
    const trigger = state.triggers.get(asText(values.trigger_id) ?? "");
    if (!trigger) throw new SlackError("invalid_trigger_id");
    if (trigger.used) throw new SlackError("exchanged_trigger_id");
    if (ground.now() - trigger.at > TRIGGER_LIFE) throw new SlackError("expired_trigger_id");
    trigger.used = true;
    return trigger.member;
  }

  function find(values: Values): OpenView | undefined {
    const id = asText(values.view_id);
    const external = asText(values.external_id);
    return [...state.modals.values()]
      .flat()
      .find((open) => (id ? open.id === id : external !== undefined && open.view.external_id === external));
  }

  function told(member: string, verb: string, view: ModalView): void {
    const name = state.members.find((one) => one.id === member)?.name ?? member;
    ground.addStep({
      lane: "slack-out",
      text: `A form ${verb} for ${name}: ${view.title.text}`,
      detail: view,
    });
  }

  return {
    "views.open"(values: Values) {
      const view = readModal(values.view);
      const member = spendTrigger(values);
      const id = newViewId();
      const open: OpenView = { id, root: id, view, hash: newHash(ground) };
      state.modals.set(member, [open]);
      told(member, "opens", view);
      return { view: showView(open) };
    },
    "views.push"(values: Values) {
      const view = readModal(values.view);
      const member = spendTrigger(values);
      return { view: showView(pushView(ground, state, member, view)) };
    },
    "views.update"(values: Values) {
      const view = readModal(values.view);
      const open = find(values);
      if (!open) throw new SlackError("not_found");
      const hash = asText(values.hash);
      if (hash !== undefined && hash !== open.hash) throw new SlackError("hash_conflict");
      Object.assign(open, { view, hash: newHash(ground), errors: undefined });
      const member = [...state.modals].find(([, stack]) => stack.includes(open))?.[0] ?? "";
      told(member, "changes", view);
      return { view: showView(open) };
    },
    "views.publish"(values: Values) {
      const view = read(values.view, "home") as HomeView;
      const member = state.members.find((one) => one.id === asText(values.user_id));
      if (!member)
        throw new SlackError("invalid_arguments", ["[ERROR] user_id is invalid [json-pointer:/user_id]"]);
      const before = state.homes.get(member.id);
      const hash = asText(values.hash);
      if (hash !== undefined && before && hash !== before.hash) throw new SlackError("hash_conflict");
      const home = { id: before?.id ?? newViewId(), view, hash: newHash(ground) };
      state.homes.set(member.id, home);
      ground.addStep({ lane: "slack-out", text: `The home of ${member.name} is drawn`, detail: view });
      return { view: showView({ ...home, root: home.id }) };
    },
  };
}

/** Puts a modal on top. @throws SlackError push_limit_reached */
export function pushView(ground: Ground, state: SlackState, member: string, view: ModalView): OpenView {
  const stack = state.modals.get(member) ?? [];
  if (stack.length >= MAX_STACK) throw new SlackError("push_limit_reached");
  const id = newViewId();
  const top = stack.at(-1);
  const open: OpenView = {
    id,
    root: stack[0]?.id ?? id,
    ...(top ? { previous: top.id } : {}),
    view,
    hash: newHash(ground),
  };
  state.modals.set(member, [...stack, open]);
  ground.addStep({ lane: "slack-out", text: `A form opens on top: ${view.title.text}`, detail: view });
  return open;
}

/** A view as Slack's API and payloads show it. */
export function showView(
  open: { id: string; root: string; previous?: string; view: ModalView | HomeView; hash: string },
  values?: Parameters<typeof viewState>[1],
): Record<string, unknown> {
  const { view } = open;
  return {
    id: open.id,
    team_id: TEAM,
    title: null,
    close: null,
    submit: null,
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    ...view,
    state: { values: viewState(view, values) },
    hash: open.hash,
    previous_view_id: open.previous ?? null,
    root_view_id: open.root,
    app_id: APP,
    app_installed_team_id: TEAM,
    bot_id: BOT_ID,
  };
}
