import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod";
import type { Deployment } from "./deployment.ts";
import { call, type Invoke } from "./invocation.ts";

/** Bytes. API Gateway accepts bodies of at most 10 MB. */
const LARGEST = 10 * 1024 * 1024;

/** Seconds. API Gateway waits for a function no longer than this, whatever the function's own limit. */
const LONGEST_WAIT = 30;

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
});

/**
 * The routes of the template, each with its function. A request that matches no route gets 404, as from API Gateway.
 * @param functions how to call each, by its name in the template
 */
export function openRoutes(
  deployment: Deployment,
  functions: Readonly<Record<string, Invoke>>,
): RequestListener {
  const routes = deployment.routes.map((route) => {
    const invoke = functions[route.function];
    const seconds = deployment.functions[route.function]?.timeout;
    if (!invoke || seconds === undefined)
      throw new Error(`the template leads ${route.path} to “${route.function}”, which is not there`);
    const handler: Handler = async (event) =>
      answerSchema.parse(await call(invoke, event, Math.min(seconds, LONGEST_WAIT)));
    return { ...route, fits: patternOf(route.path), handler };
  });
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const route = routes.find(({ method, fits }) => request.method === method && fits.test(pathname));
    if (!route) return void response.writeHead(404).end();
    const pathParameters = fitting(route.fits, pathname);
    void throughGateway(request, response, route.handler, `${route.method} ${route.path}`, pathParameters);
  };
}

/** "/telegram/{part}" matches "/telegram/x" and not "/telegram/x/y". */
function patternOf(path: string): RegExp {
  const parts = path.split("/").map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name ? `(?<${name}>[^/]+)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("/")}$`);
}

function fitting(pattern: RegExp, pathname: string): Record<string, string> | undefined {
  const found = pattern.exec(pathname)?.groups;
  return (
    found &&
    Object.fromEntries(Object.entries(found).map(([name, value]) => [name, decodeURIComponent(value)]))
  );
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Emulates API Gateway's HTTP API in front of a handler: the same event (payload format 2.0), with form bodies in
 * base64 like the real one, and the handler's response written back.
 */
export async function throughGateway(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
  routeKey?: string,
  pathParameters?: Record<string, string>,
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST) {
      response.writeHead(413).end();
      return;
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const url = new URL(request.url ?? "/", "http://localhost");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(",") : (value ?? "");
  const text = /json|text/.test(headers["content-type"] ?? "");
  const now = new Date();
  const key = routeKey ?? `${request.method} ${url.pathname}`;
  const event: APIGatewayProxyEventV2 = {
    version: "2.0",
    routeKey: key,
    ...(pathParameters && { pathParameters }),
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: "localhost",
      domainPrefix: "localhost",
      http: {
        method: request.method ?? "POST",
        path: url.pathname,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: crypto.randomUUID(),
      routeKey: key,
      stage: "$default",
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    body: text ? bytes.toString("utf8") : bytes.toString("base64"),
    isBase64Encoded: !text,
  };
  const result = await handler(event).catch((error: unknown): APIGatewayProxyStructuredResultV2 => {
    console.error(error);
    return { statusCode: 500, body: "" };
  });
  response.writeHead(result.statusCode ?? 200, flat(result.headers));
  response.end(result.body ?? "");
}

function flat(headers: APIGatewayProxyStructuredResultV2["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}
