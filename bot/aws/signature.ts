import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";

/**
 * Signature Version 4 of one kind of request: JSON that is posted to the root of a service. That is all our calls need,
 * and so it takes a fifth of a general library's time, for each call that somebody waits for
 * (docs/adr/0052-requests-to-aws-are-signed-by-hand.md). `test/aws/signature.test.ts` holds it against Amazon's own.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */

/** The caller's account and region. Lambda gives a function its keys for as long as it lives. */
export interface AwsAccount {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What a request says about itself, apart from its signature. */
export interface Signable {
  /** With its port, when that is not the usual one. */
  readonly host: string;
  readonly contentType: string;
  /** Which operation of which service. */
  readonly target: string;
  readonly body: string;
}

/** The headers of a request that is sent at `at` (milliseconds since 1970), with its signature. */
export type Sign = (request: Signable, at: number) => Record<string, string>;

const ALGORITHM = "AWS4-HMAC-SHA256";

/** @param service its name in the signature, such as “dynamodb” */
export function createSigner(account: AwsAccount, service: string): Sign {
  const { accessKeyId, region, sessionToken: token } = account;
  const signed = `content-type;host;x-amz-date;${token === undefined ? "" : "x-amz-security-token;"}x-amz-target`;
  let today: { readonly day: string; readonly scope: string; readonly key: KeyObject } | undefined;

  function keyFor(day: string) {
    if (today?.day !== day)
      today = {
        day,
        scope: `${day}/${region}/${service}/aws4_request`,
        key: derived(account, day, service),
      };
    return today;
  }

  return ({ host, contentType, target, body }, at) => {
    const moment = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
    const { scope, key } = keyFor(moment.slice(0, 8));
    const canonical = `POST
/

content-type:${contentType}
host:${host}
x-amz-date:${moment}
${token === undefined ? "" : `x-amz-security-token:${token}\n`}x-amz-target:${target}

${signed}
${hash("sha256", body)}`;
    const signature = createHmac("sha256", key)
      .update(`${ALGORITHM}\n${moment}\n${scope}\n${hash("sha256", canonical)}`)
      .digest("hex");
    return {
      host,
      "content-type": contentType,
      "x-amz-target": target,
      "x-amz-date": moment,
      ...(token !== undefined && { "x-amz-security-token": token }),
      authorization: `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
    };
  };
}

/**
 * The key that signs one day's requests. As a key object: given as bytes, a key is taken in anew for every hash, which
 * takes six times as long as the hash.
 */
function derived({ region, secretAccessKey }: AwsAccount, day: string, service: string): KeyObject {
  const under = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const bytes = [day, region, service, "aws4_request"].reduce<string | Buffer>(
    under,
    `AWS4${secretAccessKey}`,
  );
  return createSecretKey(Buffer.from(bytes));
}
