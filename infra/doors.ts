import { Aws, Fn, RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { accept } from "./advice.ts";
import { titled } from "./functions.ts";

/**
 * Requests per second that each webhook accepts, and how many in one burst. API Gateway answers anything beyond with
 * “429” and wakes no function. The two are separate: flooding one does not close the other.
 *
 * - Telegram opens at most 40 connections (`max_connections`) and waits on each for an answer. At a tenth of a second
 *   per answer that makes 400 a second. Telegram repeats whatever is refused.
 * - Slack: what officials press and type. A whole town hall does not do 50 things in a second, and Slack does not
 *   repeat a press.
 */
const pace = {
  telegram: { throttlingRateLimit: 400, throttlingBurstLimit: 200 },
  // Spelled as in CloudFormation: CDK passes on anything below a route's name unchanged.
  slack: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
} as const;

/**
 * Records a request and its outcome, for somebody who investigates why something was slow. No address, header, query or
 * body, and not which route: Telegram's contains the secret part.
 */
const accessLine = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  bytes: "$context.responseLength",
  mistake: "$context.integrationErrorMessage",
};

/** The two addresses that are open to the world. */
export interface Doors {
  readonly api: HttpApi;
  readonly telegram: string;
  readonly slack: string;
}

/**
 * Creates the two addresses; each handler first checks who is calling.
 *
 * Telegram's contains a part that nobody can guess: the number that AWS gave this stack. API Gateway answers any other
 * attempt with 404: no function starts, and none of Telegram's pace is used up. The name of that route is known only
 * in AWS, so it cannot appear among the settings of routes: its pace is the default for routes without one of their
 * own. Slack's address appears in an app manifest that people copy, and is plain.
 */
export function createDoors(
  scope: Construct,
  doors: { readonly telegram: IFunction; readonly slack: IFunction },
): Doors {
  const api = new HttpApi(scope, "Doors", {
    description: "Webhooks of Telegram and Slack.",
    createDefaultStage: false,
  });
  const stage = new HttpStage(scope, "Open", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    accessLogSettings: {
      destination: new LogGroupLogDestination(
        new LogGroup(scope, "DoorsLogs", {
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
      format: AccessLogFormat.custom(JSON.stringify(accessLine)),
    },
  });
  const inTemplate = stage.node.defaultChild;
  if (!(inTemplate instanceof CfnStage)) throw new Error("CDK makes a stage in another way than it did");
  // arn:aws:cloudformation:region:account:stack/name/0a1b2c3d-…: 122 random bits.
  const secretPart = Fn.select(2, Fn.split("/", Aws.STACK_ID));
  const paths = { telegram: `/telegram/${secretPart}`, slack: "/slack" } as const;
  for (const door of ["telegram", "slack"] as const) {
    const route = new HttpRoute(scope, `${titled(door)}Route`, {
      httpApi: api,
      routeKey: HttpRouteKey.with(paths[door], HttpMethod.POST),
      // CDK would take the placeholder of the secret part for a path variable, and allow a different route.
      integration: new HttpLambdaIntegration(door, doors[door], { scopePermissionToRoute: false }),
    });
    // A stage can only set the pace of an existing route.
    stage.node.addDependency(route);
    accept(
      route,
      "AwsSolutions-APIG4",
      "Telegram and Slack cannot sign in to AWS. The function refuses a request without Telegram's secret token (bot/telegram/webhook.ts) or Slack's signature (bot/slack/verify.ts).",
    );
  }
  inTemplate.defaultRouteSettings = pace.telegram;
  inTemplate.routeSettings = { "POST /slack": pace.slack };
  return {
    api,
    telegram: `${api.apiEndpoint}${paths.telegram}`,
    slack: `${api.apiEndpoint}${paths.slack}`,
  };
}
