import { type Ground, Problem } from "./ground.ts";
import { asRecord } from "./request-body.ts";
import { closeTop, follow } from "./slack-answers.ts";
import { checkBlocks } from "./slack-blocks.ts";
import { missingInputs, type Values } from "./slack-form.ts";
import { createPayloads } from "./slack-payloads.ts";
import type { Requests } from "./slack-requests.ts";
import { memberOf, newTrigger, type OpenView, type SlackState, viewState } from "./slack-state.ts";
import { taken } from "./slack-taken.ts";
import { showView } from "./slack-views.ts";

type Option = { text: { type: string; text: string }; value: string };

export function createForms(ground: Ground, state: SlackState, requests: Requests) {
  const { common } = createPayloads(ground, state);
  const name = (id: string) => memberOf(state, id).name;

  return {
    async submit(member: string, modal: string, values: Values): Promise<void> {
      const { open, stack } = modalOf(state, member, modal);
      if (stack.at(-1) !== open) throw new Problem("Another form lies on top of this one.");
      const filled = viewState(open.view, values);
      const missing = missingInputs(open.view, filled);
      if (Object.keys(missing).length > 0) {
        open.errors = missing;
        ground.changed();
        throw new Problem("Some fields of the form still need attention.");
      }
      ground.addStep({
        lane: "slack-in",
        text: `${name(member)} submits “${open.view.title.text}”`,
        detail: filled,
      });
      open.errors = undefined;
      const answer = await requests.interaction({
        type: "view_submission",
        ...common(member),
        trigger_id: newTrigger(ground, state, member),
        view: showView(open, values),
        response_urls: [],
      });
      follow(ground, state, member, open, asRecord(taken(ground, answer).json));
    },

    /** The close button: only the topmost form closes. */
    async close(member: string, modal: string): Promise<void> {
      const { open } = modalOf(state, member, modal);
      closeTop(ground, state, member, open);
      if (open.view.notify_on_close !== true) return;
      ground.addStep({ lane: "slack-in", text: `${name(member)} closes “${open.view.title.text}”` });
      taken(
        ground,
        await requests.interaction({
          type: "view_closed",
          ...common(member),
          view: showView(open),
          is_cleared: false,
        }),
      );
    },

    async options(
      member: string,
      modal: string,
      block_id: string,
      action_id: string,
      value: string,
    ): Promise<Option[]> {
      const { open } = modalOf(state, member, modal);
      const answer = await requests.interaction({
        type: "block_suggestion",
        ...common(member),
        container: { type: "view", view_id: open.id },
        view: showView(open),
        action_id,
        block_id,
        value,
      });
      const body = asRecord(taken(ground, answer).json);
      const groups = Array.isArray(body.option_groups)
        ? body.option_groups.flatMap((group) => asRecord(group).options)
        : undefined;
      const list = groups ?? body.options;
      if (!Array.isArray(list)) throw new Problem("The app gave no options.");
      const select = { type: "static_select", action_id, options: list };
      const errors =
        list.length === 0 ? [] : checkBlocks([{ type: "actions", elements: [select] }], "modal", () => true);
      if (errors.length > 0) throw new Problem(`Slack cannot show these options: ${errors.join(", ")}`);
      return list as Option[];
    },
  };
}

/** @throws Problem when the form is no longer open */
function modalOf(state: SlackState, member: string, id: string): { open: OpenView; stack: OpenView[] } {
  const stack = state.modals.get(member) ?? [];
  const open = stack.find((one) => one.id === id);
  if (!open) throw new Problem("That form is no longer open.");
  return { open, stack };
}
