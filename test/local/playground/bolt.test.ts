import { App, AwsLambdaReceiver } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { raiseTown, type Town } from "./town.ts";

let town: Town | undefined;
afterEach(() => town?.stop());

test("the real Bolt app takes the playground for Slack: signature, command, form, submission", async () => {
  town = await raiseTown({ slackSigningSecret: "s3cret" });
  const receiver = new AwsLambdaReceiver({ signingSecret: "s3cret" });
  const app = new App({
    token: "xoxb-playground",
    receiver,
    clientOptions: { slackApiUrl: town.slackApiUrl },
  });
  app.command("/samenspel", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "answer",
        title: { type: "plain_text", text: "Antwoord" },
        submit: { type: "plain_text", text: "Stuur" },
        blocks: [
          {
            type: "input",
            block_id: "words",
            label: { type: "plain_text", text: "Tekst" },
            element: { type: "plain_text_input", action_id: "text" },
          },
        ],
      },
    });
  });
  app.view("answer", async ({ ack, view }) => {
    const text = view.state.values.words?.text?.value ?? "";
    if (text.length < 5) await ack({ response_action: "errors", errors: { words: "Te kort." } });
    else await ack();
  });
  const handler = await receiver.start();
  town.slackHook.reaction = async ({ headers, body }) => {
    const event = { headers, body, isBase64Encoded: false, path: "/slack" } as unknown as Parameters<
      typeof handler
    >[0];
    const answer = await handler(event, {} as never);
    return {
      status: answer.statusCode,
      body: answer.body,
      headers: (answer.headers ?? {}) as Record<string, string>,
    };
  };
  const { slack } = town.playground;
  const open = () => town?.playground.world().slack.modals.U0ANA?.[0];
  const fill = (value: string) => ({ words: { text: { type: "plain_text_input", value } } });
  await slack.commands("U0ANA", "C0WEGEN", "/samenspel", "");
  await slack.submits("U0ANA", open()?.id ?? "", fill("kort"));
  expect(open()?.errors).toEqual({ words: "Te kort." });
  await slack.submits("U0ANA", open()?.id ?? "", fill("Vrijdag — om twaalf uur, café"));
  expect(open()).toBeUndefined();
});
