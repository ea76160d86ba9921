import { join } from "node:path";
import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { LanePhase } from "../bot/store/table-shape.ts";
import { createAlarms } from "./alarms.ts";
import { createDashboard } from "./dashboard.ts";
import { createDoors } from "./doors.ts";
import { type FunctionName, functionNames, functions } from "./functions.ts";
import { createHandler, projectRoot } from "./lambda.ts";
import { createMedia } from "./media.ts";
import { grantMedia } from "./media-rights.ts";
import { createDead, createLine, grantSending, type Line } from "./queues.ts";
import { grantTable } from "./rights.ts";
import { createSecrets, grantSecrets, secretOutputs, secretSettings } from "./secret.ts";
import { broadcastFrom, deliverFrom, followTable, ringEveryMinute } from "./sources.ts";
import { createBudget, USUAL_BUDGET } from "./spending.ts";
import { createKey, createLanes, createTable } from "./table.ts";
import { countLines, createTopic } from "./watch.ts";
import { watchDoors } from "./watch-doors.ts";

export interface SamenspelProps extends StackProps {
  /** Folder with one file per function. */
  readonly handlers?: string;
  /** Path of the municipality's file, from the project folder. */
  readonly municipality?: string;
  /** Whether what people entrusted to it stays when the stack is removed. It does, unless false. */
  readonly keep?: boolean;
  /** Receives a mail when something needs a person. */
  readonly alarmEmail?: string | undefined;
  /** Dollars a month; when they are spent, the same person gets a mail. */
  readonly budget?: number;
  /** Whether functions that deliver have reserved capacity in the account. It needs a limit of at least 119. */
  readonly reserve?: boolean;
  /** Whether a page of pictures is made of what the alarms watch. They ring without it. */
  readonly dashboard?: boolean;
  /** Whether compiled code lies beside the bundles that somebody waits for. */
  readonly codeCache?: boolean;
  /** Where lanes may lie. Apart, unless the town began when they lay with everything else. */
  readonly lanes?: LanePhase;
}

/**
 * Attempts per message (our limit); after that a person has to look. A message returned because Telegram or a Slack
 * channel asks us to wait, or because time is up, counts as an attempt.
 */
const TRIES = 20;

/**
 * Samenspel for one municipality: two webhooks (Telegram and Slack), one table, two queues, a bucket for photos and
 * recordings, a clock, and somebody who is alerted when something is wrong.
 */
export class SamenspelStack extends Stack {
  constructor(scope: Construct, id: string, props: SamenspelProps = {}) {
    // The table's own key needs a known region; by default people's words stay in the European Union.
    super(scope, id, { ...props, env: { region: "eu-central-1", ...props.env } });
    const municipality = props.municipality ?? "infra/municipalities/waterkant.yaml";
    const removal = props.keep === false ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;

    const key = createKey(this, removal);
    const table = createTable(this, key, removal);
    const tables = { table, lanes: createLanes(this, table, key, removal), phase: props.lanes ?? "apart" };
    const media = createMedia(this, removal);
    const secrets = createSecrets(this, removal);
    const { notices, broadcasts } = this.createLines();
    const changesDead = createDead(this, "ChangesDead");
    // There is nothing to redo: kept for a day, as evidence that it happened.
    const tickDead = createDead(this, "TickDead", { retentionPeriod: Duration.days(1) });

    // Knowing where something is does not open it: what each function may do is granted below.
    const places = {
      TABLE_NAME: table.tableName,
      LANES: tables.phase,
      NOTICES_QUEUE_URL: notices.queue.queueUrl,
      BROADCAST_QUEUE_URL: broadcasts.queue.queueUrl,
      MEDIA_BUCKET: media.bucketName,
    };
    const make = (name: FunctionName) =>
      createHandler(this, name, {
        entry: join(props.handlers ?? join(projectRoot, "handlers"), `${name}.ts`),
        municipality,
        environment: { ...places, ...secretSettings(secrets, name) },
        speaks: name !== "changes",
        setsPaper: name === "deliver",
        reserve: props.reserve,
        codeCache: props.codeCache,
      });
    const handlers = {
      telegram: make("telegram"),
      slack: make("slack"),
      changes: make("changes"),
      deliver: make("deliver"),
      tick: make("tick"),
      broadcast: make("broadcast"),
    };
    const { telegram, slack, changes, deliver, tick, broadcast } = handlers;

    for (const name of functionNames) {
      grantTable(tables, key, name, handlers[name].role);
      grantSecrets(secrets, name, handlers[name].role);
    }
    for (const one of [changes, tick])
      for (const { queue } of [notices, broadcasts]) grantSending(queue, one.handler);
    grantMedia(media, deliver.role);

    followTable(changes.handler, table, changesDead);
    deliverFrom(notices.queue, deliver.handler);
    broadcastFrom(broadcasts.queue, broadcast.handler);
    const clock = ringEveryMinute(this, tick.handler, tickDead);
    const doors = createDoors(this, { telegram: telegram.handler, slack: slack.handler });

    const topic = createTopic(this, key, props.alarmEmail);
    const watched = {
      handlers,
      notices,
      broadcasts,
      api: doors.api,
      dead: { Changes: changesDead, Tick: tickDead },
    };
    const counted = countLines(this, handlers);
    createAlarms(this, topic, watched, counted);
    watchDoors(this, topic, handlers);
    const budget =
      props.alarmEmail === undefined
        ? undefined
        : createBudget(this, props.budget ?? USUAL_BUDGET, props.alarmEmail);
    const dashboard = props.dashboard ? createDashboard(this, table, watched, counted) : undefined;

    this.writeOutputs({
      TelegramWebhook: doors.telegram,
      SlackRequests: doors.slack,
      ...secretOutputs(secrets),
      TableName: table.tableName,
      LanesPhase: tables.phase,
      NoticesQueueUrl: notices.queue.queueUrl,
      NoticesDeadUrl: notices.dead.queueUrl,
      BroadcastQueueUrl: broadcasts.queue.queueUrl,
      BroadcastDeadUrl: broadcasts.dead.queueUrl,
      ChangesDeadUrl: changesDead.queueUrl,
      MediaBucketName: media.bucketName,
      AlarmTopicArn: topic.topicArn,
      // Without a mail address nobody is alerted.
      BudgetName: budget === undefined ? "none" : this.stackName,
      DashboardName: dashboard?.dashboardName ?? "none",
      ScheduleName: clock.scheduleName,
      FunctionNames: Fn.join(
        ",",
        Object.entries(handlers).map(([name, { handler }]) => `${name}=${handler.functionName}`),
      ),
    });
  }

  /** The two queues, each with a dead-letter queue. */
  private createLines(): { readonly notices: Line; readonly broadcasts: Line } {
    return {
      notices: createLine(this, "Notices", {
        timeout: functions.deliver.timeout,
        tries: TRIES,
        // A message that kills the process each time is set aside after six attempts (bot/delivery/attempts.ts): ten
        // minutes, not an hour.
        hidden: functions.deliver.timeout.plus(Duration.seconds(30)),
      }),
      broadcasts: createLine(this, "Broadcasts", {
        timeout: functions.broadcast.timeout,
        tries: TRIES,
        // Five runs that time out, and then the part is set aside: a quarter of an hour.
        hidden: functions.broadcast.timeout.plus(Duration.seconds(30)),
      }),
    };
  }

  /** `npm run connect`, `doctor` and the other commands read these by name. */
  private writeOutputs(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
