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
 * How many requests a second each door takes, and how many in one rush. More get “429” from API Gateway and wake no
 * function. The two are apart: whoever floods one does not close the other.
 *
 * - Telegram opens at most 40 connections (`max_connections`) and waits on each for an answer. At a tenth of a second
 *   an answer that makes 400 a second. Whatever is refused Telegram brings again.
 * - Slack: what officials press and type. A whole town hall does not do 50 things in a second, and Slack brings
 *   nothing that was pressed again.
 */
const pace = {
  telegram: { throttlingRateLimit: 400, throttlingBurstLimit: 200 },
  // Written as CloudFormation spells it: below the name of a route CDK passes it on as it is.
  slack: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
} as const;

/**
 * That somebody knocked and how it went, for whoever looks why something was slow. No address, header, query or body,
 * and not which route: Telegram's has the secret part in it.
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
 * Makes the two addresses; each handler first checks who is calling.
 *
 * Telegram's has a part that nobody can guess: the number that AWS gave this stack. Whoever tries another is told by
 * API Gateway that there is nothing (404): no function starts, and nothing of Telegram's pace is used up. The name
 * of that route is known only in AWS, so it cannot stand among the settings of routes: its pace is what holds for
 * every route that has none of its own. Slack's address stands in an app that people copy, and is plain.
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
  // arn:aws:cloudformation:region:account:stack/name/0a1b2c3d-…: 122 bits of chance.
  const secretPart = Fn.select(2, Fn.split("/", Aws.STACK_ID));
  const paths = { telegram: `/telegram/${secretPart}`, slack: "/slack" } as const;
  for (const door of ["telegram", "slack"] as const) {
    const route = new HttpRoute(scope, `${titled(door)}Route`, {
      httpApi: api,
      routeKey: HttpRouteKey.with(paths[door], HttpMethod.POST),
      // CDK would take what stands for the secret part for a variable in the path, and allow another route.
      integration: new HttpLambdaIntegration(door, doors[door], { scopePermissionToRoute: false }),
    });
    // A stage can only set the pace of a route that is there.
    stage.node.addDependency(route);
    accept(
      route,
      "AwsSolutions-APIG4",
      "Telegram and Slack cannot sign in to AWS. The function refuses whoever does not bring Telegram's secret token (bot/telegram/webhook.ts) or Slack's signature (bot/slack/verify.ts).",
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
