import type { KnownBlock, ModalView } from "@slack/types";
import { type Ground, Problem } from "./ground.ts";
import { asRecord } from "./request-body.ts";
import { checkView } from "./slack-blocks.ts";
import { fileKnown, newHash, type OpenView, type SlackState, withBlockIds } from "./slack-state.ts";
import { pushView } from "./slack-views.ts";

/** Closes the topmost form. */
export function closeTop(ground: Ground, state: SlackState, member: string, open: OpenView): void {
  const left = (state.modals.get(member) ?? []).filter((one) => one !== open);
  if (left.length > 0) state.modals.set(member, left);
  else state.modals.delete(member);
  ground.changed();
}

/** Handles `update`, `push`, `clear`, `errors`. @throws Problem when Slack could not make sense of it */
export function follow(
  ground: Ground,
  state: SlackState,
  member: string,
  open: OpenView,
  body: Record<string, unknown>,
): void {
  const trouble = (detail: unknown): never => {
    ground.addStep({ lane: "slack-in", text: "Slack cannot use the app's answer to the form", detail });
    throw new Problem("We had some trouble connecting. Try again?");
  };
  const readView = (): ModalView => {
    const errors = checkView(body.view, fileKnown(state));
    if (errors.length > 0) trouble(errors);
    const view = asRecord(body.view);
    return { ...view, blocks: withBlockIds(view.blocks as KnownBlock[]) } as ModalView;
  };
  switch (body.response_action) {
    case undefined:
      closeTop(ground, state, member, open);
      return;
    case "clear":
      state.modals.delete(member);
      ground.changed();
      return;
    case "update":
      Object.assign(open, { view: readView(), hash: newHash(ground), errors: undefined });
      ground.changed();
      return;
    case "push":
      pushView(ground, state, member, readView());
      return;
    case "errors": {
      const errors = asRecord(body.errors) as Record<string, string>;
      const inputs = new Set(
        open.view.blocks.flatMap((block) => (block.type === "input" ? [block.block_id] : [])),
      );
      if (Object.keys(errors).length === 0 || Object.keys(errors).some((id) => !inputs.has(id)))
        trouble(errors);
      open.errors = errors;
      ground.addStep({
        lane: "slack-in",
        text: `The form is sent back: ${Object.values(errors).join(" ")}`,
        detail: errors,
      });
      return;
    }
    default:
      trouble(body);
  }
}
