import { describe, expect, test } from "vitest";
import { decodePress, encodePress } from "../../bot/slack/action-value.ts";
import { BadPayload, readPayload } from "../../bot/slack/inbound.ts";
import { press } from "./invented.ts";

const now = "2026-05-04T09:00:00.000Z";
const FORM = "application/x-www-form-urlencoded";

const post = (fields: Record<string, string>) =>
  readPayload(FORM, new URLSearchParams(fields).toString(), now);
const interact = (payload: unknown) => post({ payload: JSON.stringify(payload) });
const event = (body: unknown) => readPayload("application/json; charset=utf-8", JSON.stringify(body), now);

const member = { id: "U0ANA", username: "ana", team_id: "T0TOWN" };
const ref = { instrument: "issue", form: "answer", ref: "48210937", seen: "f00d" };

function view(values: Record<string, Record<string, unknown>> = {}, type = "modal") {
  return {
    id: "V1",
    hash: "156.a1",
    type,
    private_metadata: JSON.stringify(ref),
    callback_id: "issue:answer",
    blocks: [],
    state: { values },
  };
}

describe("commands", () => {
  const fields = {
    command: "/samenspel",
    text: "bureau &lt;@U0BO|bo&gt; R&amp;D",
    user_id: "U0ANA",
    channel_id: "C0DESK",
    trigger_id: "13.37.ab",
    response_url: "https://hooks.slack.com/commands/1/2",
  };

  test("Ana gives a command in a channel", () => {
    expect(post(fields)).toEqual({
      input: {
        type: "commanded",
        id: "13.37.ab",
        at: now,
        official: "U0ANA",
        channel: "C0DESK",
        command: "samenspel",
        rest: "bureau <@U0BO|bo> R&D",
      },
      trigger: "13.37.ab",
      responseUrl: "https://hooks.slack.com/commands/1/2",
    });
  });

  test.each([
    ["C0DESK", "openbare-ruimte", { channelName: "openbare-ruimte" }],
    ["C0DESK", "öffentlich-çarşı", { channelName: "öffentlich-çarşı" }],
    // Slack keeps the name of a private channel, and of a message to one person or to several, to itself.
    ["C0SHUT", "privategroup", { channelKind: "private" }],
    ["G0SHUT", "privategroup", { channelKind: "private" }],
    ["D0ANA", "directmessage", { channelKind: "direct" }],
    ["D0ANA", "", { channelKind: "direct" }],
    ["G0MANY", "mpdm-ana--bo--chris-1", { channelKind: "group" }],
  ])("a command in %s, which Slack calls “%s”", (channel_id, channel_name, room) => {
    const payload = post({ ...fields, channel_id, channel_name });
    const input = "input" in payload ? payload.input : undefined;
    expect(input).toMatchObject({ channel: channel_id });
    expect({ channelName: input?.channelName, channelKind: input?.channelKind }).toEqual({
      channelName: undefined,
      channelKind: undefined,
      ...room,
    });
  });

  test("a command that Slack sends again is the same input", () => {
    expect(post(fields)).toEqual(post(fields));
  });

  test("a command in another script arrives whole", () => {
    expect(post({ ...fields, text: "zoek улица çiçek 🌳" })).toMatchObject({
      input: { rest: "zoek улица çiçek 🌳" },
    });
  });
});

describe("buttons", () => {
  const onCard = {
    type: "block_actions",
    user: member,
    trigger_id: "98.76.cd",
    response_url: "https://hooks.slack.com/actions/1/2",
    channel: { id: "C0DESK", name: "openbare-ruimte" },
    container: { type: "message", message_ts: "17.1", channel_id: "C0DESK" },
    message: { text: "Melding", ts: "17.1" },
    actions: [
      {
        type: "button",
        action_id: "press-1",
        block_id: "x",
        value: encodePress(press("answer")),
        action_ts: "17.2",
      },
    ],
  };

  test("Ana presses a button on a card", () => {
    expect(interact(onCard)).toEqual({
      input: {
        type: "chose",
        id: "98.76.cd",
        at: now,
        official: "U0ANA",
        channel: "C0DESK",
        press: press("answer"),
      },
      trigger: "98.76.cd",
      responseUrl: "https://hooks.slack.com/actions/1/2",
    });
  });

  test("Ana chooses from the menu of a card", () => {
    const actions = [
      {
        type: "overflow",
        action_id: "press-more",
        selected_option: {
          text: { type: "plain_text", text: "Doorgeven" },
          value: encodePress(press("forward")),
        },
      },
    ];
    expect(interact({ ...onCard, actions })).toMatchObject({
      input: { type: "chose", press: press("forward") },
    });
  });

  test("Ana presses a button on her start page", () => {
    const { channel: _, ...rest } = onCard;
    const payload = { ...rest, container: { type: "view", view_id: "V1" }, view: view({}, "home") };
    const read = interact(payload);
    expect(read).toMatchObject({
      input: { type: "chose", official: "U0ANA" },
      view: { id: "V1", hash: "156.a1" },
      modal: false,
    });
    expect("input" in read && read.input.channel).toBeUndefined();
  });

  test("a button from before that carries plain JSON is read as well", () => {
    const actions = [{ type: "button", action_id: "a", value: JSON.stringify(press("answer")) }];
    expect(interact({ ...onCard, actions })).toMatchObject({ input: { press: press("answer") } });
  });

  test("following a link or choosing a date in a form does nothing yet", () => {
    expect(
      interact({ ...onCard, actions: [{ type: "button", action_id: "a", url: "https://example.org" }] }),
    ).toEqual({ ignored: "link" });
    expect(
      interact({
        ...onCard,
        view: view(),
        actions: [{ type: "datepicker", action_id: "day", selected_date: "2026-05-08" }],
      }),
    ).toEqual({ ignored: "input" });
  });

  test("a button of another make is left alone", () => {
    expect(interact({ ...onCard, actions: [{ type: "button", action_id: "a", value: "{}" }] })).toEqual({
      ignored: "unknown button",
    });
    expect(decodePress("not json")).toBeUndefined();
  });
});

describe("forms", () => {
  test("Ana hands in a form with every kind of field", () => {
    const values = {
      text: { text: { type: "plain_text_input", value: " Vrijdag komt de aannemer.\n" } },
      note: { text: { type: "plain_text_input", value: " \n " } },
      empty: { text: { type: "plain_text_input", value: null } },
      day: { day: { type: "datepicker", selected_date: "2026-05-08" } },
      outcome: {
        choice: {
          type: "static_select",
          selected_option: { text: { type: "plain_text", text: "Gepland" }, value: "planned" },
        },
      },
      topics: {
        choices: { type: "multi_static_select", selected_options: [{ value: "light" }, { value: "road" }] },
      },
      checks: { choices: { type: "checkboxes", selected_options: [] } },
      same: { search: { type: "external_select", selected_option: { value: "48210001" } } },
      lead: { member: { type: "users_select", selected_user: "U0BO" } },
      duty: { members: { type: "multi_users_select", selected_users: ["U0BO", "U0ANA"] } },
      nobody: { member: { type: "users_select", selected_user: null } },
    };
    expect(
      interact({
        type: "view_submission",
        user: member,
        trigger_id: "5.5.ef",
        view: view(values),
        response_urls: [],
      }),
    ).toEqual({
      input: {
        type: "submitted",
        id: "V1:156.a1",
        at: now,
        official: "U0ANA",
        form: ref,
        values: {
          text: " Vrijdag komt de aannemer.\n",
          day: "2026-05-08",
          outcome: "planned",
          topics: ["light", "road"],
          same: "48210001",
          lead: "U0BO",
          duty: ["U0BO", "U0ANA"],
        },
      },
      trigger: "5.5.ef",
      view: { id: "V1", hash: "156.a1" },
      modal: true,
      fields: Object.keys(values),
    });
  });

  test("a form that is not ours is left alone", () => {
    expect(
      interact({ type: "view_submission", user: member, view: { ...view(), private_metadata: "" } }),
    ).toEqual({ ignored: "unknown form" });
  });

  test("Ana types in a search field, and her words stay out of the id", () => {
    const typed = {
      type: "block_suggestion",
      user: member,
      action_id: "search",
      block_id: "same",
      value: "Dorpsstraat",
      view: view(),
    };
    const read = interact(typed);
    expect(read).toMatchObject({
      input: { type: "searched", official: "U0ANA", form: ref, field: "same", words: "Dorpsstraat" },
      modal: true,
    });
    expect("input" in read && read.input.id).not.toContain("Dorpsstraat");
    expect(interact(typed)).toEqual(read);
  });

  test("closing a form is not an input", () => {
    expect(interact({ type: "view_closed", user: member, view: view() })).toEqual({ ignored: "view_closed" });
  });
});

describe("events", () => {
  const wrapped = (inner: unknown) =>
    event({ type: "event_callback", event_id: "Ev1", event_time: 1, team_id: "T0TOWN", event: inner });

  test("Slack asks whether we are there", () => {
    expect(event({ type: "url_verification", token: "x", challenge: "3eZbrw1a" })).toEqual({
      challenge: "3eZbrw1a",
    });
  });

  test("Ana opens her start page", () => {
    expect(wrapped({ type: "app_home_opened", tab: "home", user: "U0ANA", channel: "D1" })).toEqual({
      input: { type: "opened_home", id: "Ev1", at: now, official: "U0ANA" },
    });
  });

  test("the tab with messages is not the start page", () => {
    expect(wrapped({ type: "app_home_opened", tab: "messages", user: "U0ANA" })).toEqual({
      ignored: "app_home_opened",
    });
  });

  test("what officials write to each other in a thread stays internal", () => {
    expect(
      wrapped({
        type: "message",
        user: "U0ANA",
        channel: "C0DESK",
        thread_ts: "17.1",
        text: "Wie belt even?",
      }),
    ).toEqual({ ignored: "message" });
  });
});

test("Slack tries the certificate", () => {
  expect(post({ ssl_check: "1", token: "x" })).toEqual({ ignored: "ssl_check" });
});

test("what Slack would never send is refused, and quotes nobody", () => {
  const bad: [string | undefined, string][] = [
    ["application/json", '{"text":"Janna'],
    ["application/json", "null"],
    [FORM, "payload=%7Bnope"],
    [FORM, `payload=${encodeURIComponent('{"type":"view_submission"}')}`],
    [FORM, "hello=1"],
    [FORM, "command=%2Fsamenspel"],
    ["text/plain", "hello"],
    [undefined, ""],
  ];
  for (const [type, body] of bad) expect(() => readPayload(type, body, now)).toThrow(BadPayload);
  try {
    readPayload("application/json", '{"text":"Janna', now);
  } catch (error) {
    expect(String(error instanceof Error && [error.message, error.cause])).not.toContain("Janna");
  }
});
