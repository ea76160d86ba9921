import { RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { accept } from "./advice.ts";

/**
 * How many requests a second each door takes, and how many in one rush. More get “429” from API Gateway and wake no
 * function. Written as CloudFormation spells it: CDK passes it on as it is.
 *
 * - Telegram opens at most 40 connections (`max_connections`) and waits on each for an answer. At a tenth of a second
 *   an answer that makes 400 a second. Whatever is refused Telegram brings again.
 * - Slack: what officials press and type. A whole town hall does not do 50 things in a second, and Slack brings
 *   nothing that was pressed again.
 */
const pace = {
  telegram: { ThrottlingRateLimit: 400, ThrottlingBurstLimit: 200 },
  slack: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
} as const;

/** Who knocked and how it went, for whoever looks why something was slow. No address, header, query or body. */
const accessLine = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  route: "$context.routeKey",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  bytes: "$context.responseLength",
  mistake: "$context.integrationErrorMessage",
};

/** The two addresses that are open to the world; each handler first checks who is calling. */
export function createDoors(
  scope: Construct,
  doors: { readonly telegram: IFunction; readonly slack: IFunction },
): HttpApi {
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
  for (const [path, handler] of Object.entries(doors)) {
    const routes = api.addRoutes({
      path: `/${path}`,
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration(path, handler),
    });
    for (const route of routes) {
      // A stage can only set the pace of a route that is there.
      stage.node.addDependency(route);
      accept(
        route,
        "AwsSolutions-APIG4",
        "Telegram and Slack cannot sign in to AWS. The function refuses whoever does not bring Telegram's secret token (bot/telegram/door.ts) or Slack's signature (bot/slack/verify.ts).",
      );
    }
  }
  inTemplate.routeSettings = Object.fromEntries(
    Object.entries(pace).map(([path, limits]) => [`POST /${path}`, limits]),
  );
  return api;
}
