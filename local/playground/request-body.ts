/**
 * Reads the fields of a request however a client chose to send them. Hand-written because grammY's
 * multipart has unquoted file names and no spaces, which the platform's own parser refuses.
 */
export interface Upload {
  name: string;
  bytes: Uint8Array;
}

export interface Fields {
  values: Record<string, unknown>;
  uploads: Map<string, Upload>;
}

/** @returns values as sent: JSON keeps its types, form fields are texts */
export async function readFields(request: Request): Promise<Fields> {
  const values: Record<string, unknown> = Object.fromEntries(new URL(request.url).searchParams);
  const uploads = new Map<string, Upload>();
  const type = request.headers.get("content-type") ?? "";
  if (request.method === "GET" || request.method === "HEAD") return { values, uploads };
  const bytes = Buffer.from(await request.arrayBuffer());
  if (bytes.length === 0) return { values, uploads };
  if (type.includes("application/json")) {
    Object.assign(values, asRecord(JSON.parse(bytes.toString("utf8"))));
  } else if (type.includes("multipart/form-data")) {
    const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
    if (boundary) for (const part of splitParts(bytes, boundary)) readPart(part, values, uploads);
  } else if (type.includes("application/x-www-form-urlencoded")) {
    Object.assign(values, Object.fromEntries(new URLSearchParams(bytes.toString("utf8"))));
  }
  return { values, uploads };
}

function splitParts(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Buffer[] = [];
  let from = body.indexOf(mark);
  while (from >= 0) {
    const start = from + mark.length + 2;
    const next = body.indexOf(mark, start);
    if (next < 0) break;
    parts.push(body.subarray(start, next - 2));
    from = next;
  }
  return parts;
}

function readPart(part: Buffer, values: Record<string, unknown>, uploads: Map<string, Upload>): void {
  const end = part.indexOf("\r\n\r\n");
  if (end < 0) return;
  const head = part.subarray(0, end).toString("utf8");
  const bytes = part.subarray(end + 4);
  const name = /name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return;
  const file = /filename="?([^"\r\n;]*)"?/i.exec(head);
  if (file) uploads.set(name, { name: file[1] || "file", bytes: new Uint8Array(bytes) });
  else values[name] = bytes.toString("utf8");
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A value that may have come as JSON inside a text, as in forms. */
export function unfold(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export function asText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

export function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : undefined;
}

export function isTrue(value: unknown): boolean {
  return value === true || value === "true" || value === "True" || value === "1" || value === 1;
}
