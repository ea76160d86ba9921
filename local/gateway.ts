import type { IncomingMessage, ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** API Gateway takes bodies of at most 10 MB. */
const LARGEST = 10 * 1024 * 1024;

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Plays API Gateway's HTTP API in front of a handler: the same event (payload format 2.0), with form bodies
 * in base64 as the real one does, and the handler's answer written back.
 */
export async function throughGateway(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
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
  const event: APIGatewayProxyEventV2 = {
    version: "2.0",
    routeKey: `${request.method} ${url.pathname}`,
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
      routeKey: `${request.method} ${url.pathname}`,
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
