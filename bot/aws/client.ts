import { posting } from "../runtime/http-client.ts";
import { type AwsAccount, createSigner } from "./signature.ts";

/**
 * The AWS services that speak JSON, called directly. Amazon's SDK does the same and far more; loading it took more than
 * half of the time that a resident waits for a function that has just started (docs/performance.md). What nobody waits
 * for goes through the SDK (`sdk.ts`).
 */

/** Calls one operation of one service with its input as AWS documents it, and returns its output. */
export type AwsService = (operation: string, input: object) => Promise<unknown>;

/** How a service is addressed: its name in the signature and the first part of `X-Amz-Target`. */
const services = {
  dynamodb: { target: "DynamoDB_20120810", version: "1.0" },
  sqs: { target: "AmazonSQS", version: "1.0" },
  secretsmanager: { target: "secretsmanager", version: "1.1" },
} as const;

/**
 * Milliseconds per attempt (our limit). An answer takes milliseconds; a server that is silent this long will not
 * answer.
 */
export const WITHIN = 2500;
/** As in the SDK: three attempts in all, with randomised pauses of about 50 and 100 milliseconds in between. */
export const ATTEMPTS = 3;
const BASE_WAIT = 50;

/** AWS said no. `name` is its code, such as ConditionalCheckFailedException. */
export class AwsRefusal extends Error {
  readonly status: number;
  /** Why DynamoDB cancelled a transaction, action by action. */
  readonly reasons: readonly string[];
  constructor(name: string, status: number, message: string, reasons: readonly string[] = []) {
    super(message);
    this.name = name;
    this.status = status;
    this.reasons = reasons;
  }
}

/** Refusals that are temporary. */
const passing =
  /Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TransactionInProgress|InternalServerError|ServiceUnavailable|RequestTimeout/;

export interface Options {
  /** A server other than Amazon's, such as DynamoDB Local. */
  readonly endpoint?: string | undefined;
}

/**
 * @returns the service; a call throws AwsRefusal when it says no, or an Error with a `code` when it could not be
 *   reached, in both cases after three attempts if trying again can help
 */
export function awsService(
  service: keyof typeof services,
  account: AwsAccount,
  options: Options = {},
): AwsService {
  const { target, version } = services[service];
  const url = new URL(options.endpoint ?? `https://${service}.${account.region}.amazonaws.com`);
  const contentType = `application/x-amz-json-${version}`;
  const sign = createSigner(account, service);
  const post = posting(url);

  async function once(operation: string, body: string): Promise<unknown> {
    const headers = sign({ host: url.host, contentType, target: `${target}.${operation}`, body }, Date.now());
    const { status, text } = await post("/", { headers, body, within: WITHIN });
    if (status === 200) return text === "" ? {} : JSON.parse(text);
    throw refusalOf(status, text);
  }

  return async (operation, input) => {
    const body = JSON.stringify(input);
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(operation, body);
      } catch (error) {
        if (attempt === ATTEMPTS || !mayPass(error)) throw error;
        const wait = BASE_WAIT * 2 ** (attempt - 1) * (0.5 + Math.random());
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  };
}

/** Not reached at all, too busy, or a fault on the other side. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof AwsRefusal)) return error instanceof Error && "code" in error;
  return error.status >= 500 || error.status === 429 || passing.test(error.name) || wasBusy(error);
}

/**
 * A transaction can be cancelled because the table was too busy; that says nothing about what it would have written.
 */
export function wasBusy(error: unknown): boolean {
  if (!(error instanceof AwsRefusal)) return false;
  const verdict = error.reasons.some((one) =>
    /ConditionalCheckFailed|ValidationError|TransactionConflict/.test(one),
  );
  return !verdict && error.reasons.some((one) => /Throttling|ProvisionedThroughputExceeded/.test(one));
}

/** `{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"…"}` */
function refusalOf(status: number, text: string): AwsRefusal {
  const said = parsed(text);
  const field = (name: string): unknown =>
    typeof said === "object" && said !== null ? Reflect.get(said, name) : undefined;
  const name = String(field("__type") ?? `HTTP ${status}`)
    .replace(/^.*#/, "")
    .replace(/:.*$/, "");
  const reasons: unknown = field("CancellationReasons");
  const codes = Array.isArray(reasons)
    ? reasons.map((one: unknown) =>
        String(typeof one === "object" && one !== null ? Reflect.get(one, "Code") : ""),
      )
    : [];
  return new AwsRefusal(name, status, String(field("message") ?? field("Message") ?? "refused"), codes);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
