// The barest client of a table: requests that a bot made, sent once more as they were, in order. It is loaded by
// worker.ts like a bundle. Nothing is signed, parsed or decided, so what is left of the time is the table's.
const { Agent, request } = require("node:http");

const agent = new Agent({ keepAlive: true });
const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB);
const authorization =
  "AWS4-HMAC-SHA256 Credential=local/20261125/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

const ask = ({ operation, asked }) =>
  new Promise((resolve, reject) => {
    const asking = request(
      {
        agent,
        hostname,
        port,
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": `DynamoDB_20120810.${operation}`,
          authorization,
        },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode));
      },
    );
    asking.on("error", reject);
    asking.end(asked);
  });

exports.handler = async (requests) => {
  for (const one of requests) {
    const status = await ask(one);
    // A table that refuses has less to do: then the two did not do the same work.
    if (status !== one.status) return { statusCode: status };
  }
  return { statusCode: 200 };
};
