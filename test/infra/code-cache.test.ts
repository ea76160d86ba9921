import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addressesOf } from "../../infra/start/addresses.ts";
import { BUNDLE, cacheName, compiled, load, run, sealed } from "../../infra/start/load.ts";

/**
 * A function that has just started uses what was compiled before, and whatever is wrong with that, it starts.
 *
 * V8 knows source by its length alone. So code compiled from other words of the same length shows whether it was used;
 * in a deployment the two are made together and lie in one archive.
 */

const saying = (word: string) => `exports.handler = async () => "${word}";`;
let folder: string;
const cache = () => join(folder, cacheName());
const says = () => load(folder).handler({}, {});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "samenspel-cache-"));
  writeFileSync(join(folder, BUNDLE), saying("before"));
  const script = compiled(folder);
  await run(script, folder).handler({}, {});
  writeFileSync(cache(), sealed(script.createCachedData()));
  writeFileSync(join(folder, BUNDLE), saying("source"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("compiled code that lies beside the bundle is used", async () => {
  expect(await says()).toBe("before");
});

test("without any, the bundle is compiled", async () => {
  rmSync(cache());
  expect(await says()).toBe("source");
});

test("where one byte fell over, the bundle is compiled: V8 itself would end the process", async () => {
  const whole = readFileSync(cache());
  for (const at of [0, 9, whole.length >> 1, whole.length - 1]) {
    const broken = Buffer.from(whole);
    broken[at] = (broken[at] ?? 0) ^ 0x5a;
    writeFileSync(cache(), broken);
    expect(await says(), `byte ${at}`).toBe("source");
  }
});

test("where a part is missing, or everything, the bundle is compiled", async () => {
  const whole = readFileSync(cache());
  for (const left of [0, 3, 4, 5, whole.length >> 1, whole.length - 1]) {
    writeFileSync(cache(), whole.subarray(0, left));
    expect(await says(), `${left} bytes`).toBe("source");
  }
});

test("what V8 refuses, because it came from another bundle, is compiled", async () => {
  writeFileSync(join(folder, BUNDLE), saying("a longer source"));
  expect(await says()).toBe("a longer source");
});

test("what another Node compiled, or for another processor, has another name", () => {
  expect(cacheName()).toContain(process.version);
  expect(cacheName()).toContain(process.arch);
});

test("a door begins to connect to what it calls first: each secret, the table, and Telegram or Slack", () => {
  const env = { AWS_REGION: "eu-west-1", SECRET_ARNS: "arn:one,arn:two" };
  const aws = ["secretsmanager", "secretsmanager", "dynamodb"].map(
    (service) => `https://${service}.eu-west-1.amazonaws.com`,
  );
  expect(addressesOf("telegram", env)).toEqual([...aws, "https://api.telegram.org"]);
  expect(addressesOf("slack", env)).toEqual([...aws, "https://slack.com"]);
});

test("and to stand-ins, when settings name them", () => {
  const env = {
    AWS_ENDPOINT_URL_DYNAMODB: "http://localhost:8000",
    AWS_ENDPOINT_URL_SECRETS_MANAGER: "http://localhost:4566",
    TELEGRAM_API_ROOT: "http://localhost:8081",
    SLACK_API_URL: "http://localhost:8082/api/",
  };
  expect(addressesOf("telegram", env)).toEqual(["http://localhost:8000", "http://localhost:8081"]);
  expect(addressesOf("slack", env)).toEqual(["http://localhost:8000", "http://localhost:8082/api/"]);
});
