import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { App, AwsLambdaReceiver } from "@slack/bolt";
import type { AwsEvent } from "@slack/bolt/dist/receivers/AwsLambdaReceiver.js";
import { dynamo } from "./dynamo-storage.ts";

/**
 * What a competent team writes in an afternoon: a Bolt app on its Lambda receiver. A command shows a report,
 * its button opens a form, and the form stores the answer.
 */

const { SLACK_SIGNING_SECRET = "", SLACK_BOT_TOKEN, SLACK_API_URL, TABLE_NAME } = process.env;

const receiver = new AwsLambdaReceiver({ signingSecret: SLACK_SIGNING_SECRET });
const app = new App({
  token: SLACK_BOT_TOKEN,
  receiver,
  ...(SLACK_API_URL && { clientOptions: { slackApiUrl: SLACK_API_URL } }),
});

app.command("/melding", async ({ command, ack }) => {
  const number = command.text.replaceAll(/\D/g, "");
  const { Item: issue } = await dynamo.send(
    new GetCommand({ TableName: TABLE_NAME, Key: { pk: `issue#${number}` } }),
  );
  if (!issue) {
    await ack({ response_type: "ephemeral", text: `Er is geen melding ${number}.` });
    return;
  }
  await ack({
    response_type: "ephemeral",
    text: `Melding ${number}`,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: `*Melding ${number}* (${issue.status})` } },
      { type: "section", text: { type: "plain_text", text: issue.words } },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: "answer",
            value: number,
            text: { type: "plain_text", text: "Antwoord" },
          },
        ],
      },
    ],
  });
});

app.action("answer", async ({ ack, action, body, client }) => {
  await ack();
  if (action.type !== "button" || body.type !== "block_actions") return;
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: "modal",
      callback_id: "answer",
      private_metadata: action.value,
      title: { type: "plain_text", text: "Antwoord" },
      submit: { type: "plain_text", text: "Verstuur" },
      blocks: [
        {
          type: "input",
          block_id: "text",
          label: { type: "plain_text", text: "Wat zeg je tegen de inwoner?" },
          element: { type: "plain_text_input", action_id: "text", multiline: true },
        },
      ],
    },
  });
});

app.view("answer", async ({ ack, view }) => {
  await ack();
  await dynamo.send(
    new UpdateCommand({
      TableName: TABLE_NAME,
      Key: { pk: `issue#${view.private_metadata}` },
      UpdateExpression: "SET #status = :answered, answer = :text",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":answered": "answered", ":text": view.state.values.text?.text?.value },
    }),
  );
});

export const handler = async (event: AwsEvent, context: unknown) => {
  const receive = await receiver.start();
  return receive(event, context);
};
