import { execFileSync, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Stage, told } from "./stage.ts";

/** Milliseconds of a round trip: a table in the same region, and Telegram elsewhere in Europe. */
const FAR = { table: 2, chats: 20 };

/** The same servers as if they were elsewhere and spoke TLS. Needs `openssl`, for a certificate that signs itself. */
export async function openFar(stage: Stage, folder: string) {
  const [key, cert] = [join(folder, "far.key"), join(folder, "far.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const made = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
    key,
    "-out",
    cert,
  ];
  execFileSync("openssl", ["req", "-x509", "-days", "2", ...made, ...subject], { stdio: "ignore" });
  const env = { ...process.env, KEY: readFileSync(key, "utf8"), CERT: readFileSync(cert, "utf8") };
  const start = async (port: string | number, roundTrip: number) => {
    const child = fork(join(import.meta.dirname, "servers/far.ts"), [String(port), String(roundTrip)], {
      env,
    });
    return { child, url: `https://127.0.0.1:${(await told<{ port: number }>(child)).port}` };
  };
  const table = await start(new URL(stage.dynamo).port, FAR.table);
  const chats = await start(stage.chats.port, FAR.chats);
  return {
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: table.url,
      TELEGRAM_API_ROOT: chats.url,
      NODE_EXTRA_CA_CERTS: cert,
    },
    stop: () => [table, chats].forEach(({ child }) => void child.kill()),
  };
}
