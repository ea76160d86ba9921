import { execFileSync, fork } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import * as z from "zod";
import { type SecretPart, secretNames, secretParts } from "../../bot/runtime/secret-names.ts";
import { titled } from "../../infra/functions.ts";
import { projectRoot } from "../../infra/lambda.ts";
import { SamenspelStack } from "../../infra/stack.ts";
import { cacheName } from "../../infra/start/load.ts";
import { localAws } from "../../local/aws.ts";

/** The output of `cdk synth`: each function's bundle, and the environment that the template gives it. */

const functionSchema = z.object({
  Properties: z.object({
    Handler: z.string(),
    Code: z.object({ S3Key: z.string() }),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  }),
});

export interface Deployable {
  readonly folder: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @returns the functions by the first word of their name in the template, such as "Telegram" */
export function synthesise(): { functions: ReadonlyMap<string, Deployable>; dispose: () => void } {
  const outdir = mkdtempSync(join(tmpdir(), "samenspel-bundle-"));
  // `npm run synth` checks the template; here it would take ten seconds.
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  const { artifactId } = new SamenspelStack(app, "Samenspel");
  const template: unknown = app.synth().getStackArtifact(artifactId).template;
  const { Resources } = z.object({ Resources: z.record(z.string(), z.unknown()) }).parse(template);
  const functions = new Map<string, Deployable>();
  for (const [name, resource] of Object.entries(Resources)) {
    const parsed = functionSchema.safeParse(resource);
    if (!parsed.success) continue;
    const { Code, Environment } = parsed.data.Properties;
    const short = /^[A-Z][a-z]+/.exec(name)?.[0] ?? name;
    const folder = join(outdir, `asset.${Code.S3Key.replace(/\.zip$/, "")}`);
    functions.set(short, { folder, variables: Environment.Variables });
  }
  return { functions, dispose: () => rmSync(outdir, { recursive: true, force: true }) };
}

/** The same functions, the doors with compiled code beside them, as `--context codeCache=true` makes it. */
export function withCompiledCode(functions: ReadonlyMap<string, Deployable>, damaged: boolean) {
  const place = mkdtempSync(join(tmpdir(), "samenspel-compiled-"));
  const own = new Map(functions);
  for (const door of ["Telegram", "Slack"]) {
    const one = functions.get(door);
    if (!one) throw new Error(`there is no function ${door}`);
    const folder = join(place, door);
    cpSync(one.folder, folder, { recursive: true });
    execFileSync(process.execPath, [join(projectRoot, "infra/code-cache.ts"), folder, door.toLowerCase()]);
    const made = readdirSync(folder).filter((name) => name.endsWith(".cache"));
    if (!made.includes(cacheName())) throw new Error(`no compiled code that is for us, only ${made}`);
    for (const name of damaged ? made : []) {
      const code = readFileSync(join(folder, name));
      writeFileSync(join(folder, name), code.fill(0x5a, code.length >> 1, (code.length >> 1) + 99));
    }
    own.set(door, { ...one, folder });
  }
  return { functions: own, dispose: () => rmSync(place, { recursive: true, force: true }) };
}

/** The account's value for what the template refers to, by kind of resource. */
export type Places = Readonly<Record<string, string>>;

/** The environment as Lambda would give it: the template's, plus what Lambda itself adds. Nothing else. */
export function environmentOf(
  { folder, variables }: Deployable,
  places: Places,
  endpoints: Readonly<Record<string, string>>,
): Record<string, string> {
  const resolved = Object.entries(variables).map(([name, value]) => {
    if (typeof value === "string") return [name, value];
    if (name === "SECRET_ARNS") return [name, referred(value).map(arnOf).join(",")];
    const place = places[name];
    if (place === undefined) throw new Error(`${name} refers to something that this test does not know`);
    return [name, place];
  });
  return {
    ...Object.fromEntries(resolved),
    AWS_LAMBDA_FUNCTION_NAME: "samenspel",
    AWS_REGION: localAws.region,
    AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
    LAMBDA_TASK_ROOT: folder,
    ...endpoints,
  };
}

const answerSchema = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.string().optional(),
});

/** One function in a fresh process. Everything it writes is in `lines`. */
export function startFunction(deployable: Deployable, env: Record<string, string>) {
  const child = fork(join(import.meta.dirname, "lambda.cjs"), {
    cwd: deployable.folder,
    env,
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr])
    output?.setEncoding("utf8").on("data", (text: string) => lines.push(...text.split("\n").filter(Boolean)));
  const waiting = new Map<number, (answer: z.output<typeof answerSchema>) => void>();
  child.on("message", (message) => {
    const answer = answerSchema.parse(message);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.on("exit", () => {
    for (const [id, settle] of waiting) settle({ id, error: `the process ended: ${lines.join(" ")}` });
  });
  let calls = 0;
  return {
    lines,
    /** @param remaining milliseconds that this call may take */
    async invoke(event: unknown, remaining = 30_000): Promise<unknown> {
      const id = ++calls;
      const answered = new Promise<z.output<typeof answerSchema>>((resolve) => waiting.set(id, resolve));
      child.send({ id, event, remaining });
      const { result, error } = await answered;
      if (error !== undefined) throw new Error(error);
      return result;
    },
    stop: () => void child.kill("SIGKILL"),
  };
}

/** The names in the template from which a value is composed. */
function referred(value: unknown): readonly string[] {
  return [...JSON.stringify(value).matchAll(/"Ref":"(\w+)"/g)].map(([, name = ""]) => name);
}

const ARN = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:";
const arnOf = (name: string): string => `${ARN}${name}`;

/** Which secret is meant: "…:TelegramDoorSecret1A2B" is the one of Telegram's webhook. */
function partOf(arn: string): SecretPart | undefined {
  const title = /^(\w*)Secret[0-9A-F]+$/.exec(arn.slice(ARN.length))?.[1];
  return secretParts.find((part) => title === (part === "secret" ? "" : titled(part)));
}

/**
 * Emulates Secrets Manager as far as the product needs it: each secret has its own names, and requests are recorded.
 */
export async function startSecrets(keys: () => Readonly<Record<string, string>>) {
  const asked: string[] = [];
  /** Where stand-ins are lies with the token that is for them. */
  const besides = { telegram: ["TELEGRAM_API_ROOT"], slack: ["SLACK_API_URL"] };
  const textOf = (part: SecretPart): string => {
    const names: readonly string[] = [
      ...secretNames[part],
      ...(part === "telegram" || part === "slack" ? besides[part] : []),
    ];
    return JSON.stringify(
      Object.fromEntries(Object.entries(keys()).filter(([name]) => names.includes(name))),
    );
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { SecretId } = z
        .object({ SecretId: z.string() })
        .parse(JSON.parse(Buffer.concat(chunks).toString()));
      const part = partOf(SecretId);
      const known = request.headers["x-amz-target"] === "secretsmanager.GetSecretValue" && part !== undefined;
      if (part) asked.push(part);
      response.writeHead(known ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
      response.end(
        JSON.stringify(
          known ? { ARN: SecretId, SecretString: textOf(part) } : { __type: "ResourceNotFoundException" },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    /** Which secrets were read, in this order. */
    asked,
    stop: () => void server.close(),
  };
}
