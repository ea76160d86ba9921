import type { SlackMessage, Workspace } from "./api.ts";
import type { Ground } from "./ground.ts";
import { asText } from "./request-body.ts";
import { SlackError } from "./slack-error.ts";
import { createMembers } from "./slack-members.ts";
import { createSlackMethods } from "./slack-methods.ts";
import { createRequests } from "./slack-requests.ts";
import { createSlackRoutes } from "./slack-routes.ts";
import { createSlackState } from "./slack-state.ts";

type Method = (values: Record<string, unknown>) => Record<string, unknown>;

export type SlackSide = ReturnType<typeof createSlack>;

/** Slack, as the app and its members see it. */
export function createSlack(ground: Ground) {
  let state = createSlackState(ground);
  const requests = createRequests(ground, () => state);
  let methods = createSlackMethods(ground, state) as Record<string, Method>;
  let members = createMembers(ground, state, requests);

  function call(
    name: string,
    values: Record<string, unknown>,
    authorization: string | undefined,
  ): Record<string, unknown> {
    try {
      const token = authorization?.replace(/^Bearer\s+/i, "") ?? asText(values.token);
      if (!token) throw new SlackError("not_authed");
      if (token !== ground.settings.slackToken) throw new SlackError("invalid_auth");
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
      if (!method) throw new SlackError("unknown_method");
      return { ok: true, ...method(values) };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const { messages } = error;
      ground.addStep({
        lane: "slack-out",
        text: `Slack refuses ${name}: ${[error.message, ...messages].join(" ")}`,
        detail: values,
      });
      return {
        ok: false,
        error: error.message,
        ...(messages.length > 0 ? { response_metadata: { messages } } : {}),
      };
    }
  }

  const app = createSlackRoutes(ground, () => state, call);

  return {
    app,
    view: (): Workspace => ({
      team: `Gemeente ${ground.settings.municipality}`,
      members: state.members,
      channels: state.channels,
      messages: state.messages,
      modals: Object.fromEntries(
        [...state.modals].map(([member, stack]) => [
          member,
          stack.map(({ id, view, errors }) => ({ id, view, ...(errors ? { errors } : {}) })),
        ]),
      ),
      homes: Object.fromEntries([...state.homes].map(([member, { view }]) => [member, view])),
      commands: ground.settings.commands,
    }),
    messages: (): SlackMessage[] => state.messages,
    reset() {
      state = createSlackState(ground);
      methods = createSlackMethods(ground, state) as Record<string, Method>;
      members = createMembers(ground, state, requests);
    },
    verifyUrl: requests.verifyUrl,
    /** Members' actions; each resolves when the app has responded. */
    presses: (...args: Parameters<typeof members.press>) => members.press(...args),
    commands: (...args: Parameters<typeof members.command>) => members.command(...args),
    submits: (...args: Parameters<typeof members.submit>) => members.submit(...args),
    closes: (...args: Parameters<typeof members.close>) => members.close(...args),
    opensHome: async (...args: Parameters<typeof members.home>) => eventually(members.home(...args).taken),
    writes: async (...args: Parameters<typeof members.message>) => {
      const { message, taken } = members.message(...args);
      await eventually(taken);
      return message;
    },
    /** Events, for which nobody in Slack waits: `taken` of the returned value says how it ended. */
    get acts() {
      return members;
    },
    asksOptions: (...args: Parameters<typeof members.options>) => members.options(...args),
  };
}

async function eventually(taken: Promise<boolean>): Promise<void> {
  if (!(await taken)) throw new Error("The event never reached the app.");
}
