import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { patterns } from "../../bot/store/access-patterns.ts";
import { functionNames } from "../../infra/functions.ts";
import { kinds } from "../../infra/rights.ts";
import { mayTouch, rightsOf, synthesise } from "./template.ts";

/** What each function may do: only what its work requires. */

const template = synthesise();
const rights = Object.fromEntries(functionNames.map((name) => [name, rightsOf(template, name)]));
const actionsOf = (name: string) => (rights[name] ?? []).map(({ action }) => action);
const may = (name: string, action: string, key: string, where?: "table" | "index") =>
  mayTouch(rights[name] ?? [], action, key, where);

describe("each function", () => {
  test("may do only what is named, and only to what is named", () => {
    const all = Object.values(rights).flat();
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(({ action }) => action.includes("*"))).toEqual([]);
    // X-Ray has nothing to name.
    const boundless = all.filter(({ resource }) => /"\*"/.test(resource));
    expect(new Set(boundless.map(({ action }) => action))).toEqual(
      new Set(["xray:PutTelemetryRecords", "xray:PutTraceSegments"]),
    );
  });

  test("touches rows of the table only by what they are", () => {
    for (const name of functionNames) {
      const rows = (rights[name] ?? []).filter(
        ({ action }) => action.startsWith("dynamodb:") && !/Stream|GetRecords|GetShard/.test(action),
      );
      expect(rows.length, name).toBeGreaterThan(0);
      for (const right of rows) expect(right.rows?.length, `${name} ${right.action}`).toBeGreaterThan(0);
    }
  });

  test("never reads through the whole table, and never changes the table itself", () => {
    for (const name of functionNames) {
      expect(actionsOf(name)).not.toContain("dynamodb:Scan");
      expect(actionsOf(name).filter((action) => /Table$/.test(action))).toEqual([]);
    }
  });

  test("uses the key of the table for nothing else than the table", () => {
    const policies = JSON.stringify(template.findResources("AWS::IAM::Policy"));
    expect(policies).toContain('"kms:ViaService":"dynamodb.eu-central-1.amazonaws.com"');
    for (const name of functionNames) expect(actionsOf(name)).not.toContain("kms:CreateGrant");
  });
});

test("only what follows the table and the clock puts something in a queue", () => {
  const senders = functionNames.filter((name) => actionsOf(name).includes("sqs:SendMessage"));
  expect(senders).toEqual(["changes", "tick"]);
});

test("every kind of row that the store writes is known here", () => {
  const known: readonly string[] = Object.values(kinds);
  for (const { pk, what } of patterns) expect(known, what).toContain(pk.replace(/#.*/, "#*"));
});

describe("the two doors", () => {
  test("cannot send notices or open photos", () => {
    for (const name of ["telegram", "slack"])
      expect(actionsOf(name).filter((action) => /^(s3|sqs):/.test(action))).toEqual([]);
  });

  test("the one of residents knows nothing of colleagues, figures or what a desk has to do", () => {
    for (const key of ["STAFF#U0ANA", "FIGURES#greenery", "POSTED#48210937", "BROADCASTS"])
      expect(may("telegram", "GetItem", key), key).toBe(false);
    expect(may("telegram", "Query", "DESK#greenery", "index")).toBe(false);
    expect(may("telegram", "PutItem", "OFFICE")).toBe(false);
    expect(may("telegram", "PutItem", "LANE#k")).toBe(true);
  });

  test("the one of officials cannot write a resident's lane, or see what waits for the clock", () => {
    expect(may("slack", "PutItem", "LANE#k")).toBe(false);
    expect(may("slack", "DeleteItem", "LANE#k")).toBe(false);
    expect(may("slack", "PutItem", "RESIDENT#r1")).toBe(false);
    expect(may("slack", "Query", "WAKE", "index")).toBe(false);
    expect(may("slack", "Query", "DESK#greenery", "index")).toBe(true);
  });
});

describe("the function that follows changes", () => {
  test("counts, keeps which results may be shown, writes out what came with a report, and touches nothing else", () => {
    expect(actionsOf("changes")).not.toContain("dynamodb:DeleteItem");
    for (const action of ["GetItem", "BatchGetItem", "Query", "PutItem"])
      for (const key of [
        "LANE#k",
        "RESPONSES#P1234567#a",
        "BALLOTS#P1234567#a",
        "PROCESS#P1234567",
        "COUNTED#c",
      ])
        expect(may("changes", action, key), `${action} ${key}`).toBe(false);
    expect(may("changes", "PutItem", "RELEASED#P1234567")).toBe(true);
    expect(may("changes", "PutItem", "RESULTS#P1234567")).toBe(false);
    expect(may("changes", "UpdateItem", "FIGURES#greenery")).toBe(true);
    // The history of a report lies in its partition, and IAM knows no more than that.
    expect(may("changes", "PutItem", "CONTRIBUTION#48210937")).toBe(true);
    expect(may("changes", "PutItem", "NOTICE#card:48210937")).toBe(true);
    for (const action of ["GetItem", "DeleteItem"])
      expect(may("changes", action, "NOTICE#card:48210937"), action).toBe(false);
    expect(may("changes", "UpdateItem", "LANE#k")).toBe(false);
  });

  test("reads the key that opens what it counts, and no other secret", () => {
    const secrets = rightsOf(template, "changes").filter(
      ({ action }) => action === "secretsmanager:GetSecretValue",
    );
    expect(secrets.map(({ resource }) => /"Ref":"(Secret[0-9A-F]+)"/.test(resource))).toEqual([true]);
  });
});

describe("the deliverer", () => {
  test("cannot write what people told or what officials arranged", () => {
    for (const action of ["PutItem", "UpdateItem", "DeleteItem"])
      for (const key of ["CONTRIBUTION#48210937", "STAFF#U0ANA", "OFFICE", "FIGURES#greenery", "RESIDENT#r1"])
        expect(may("deliver", action, key), `${action} ${key}`).toBe(false);
    expect(may("deliver", "DeleteItem", "LANE#k")).toBe(false);
    expect(may("deliver", "GetItem", "CONTRIBUTION#48210937")).toBe(true);
    expect(may("deliver", "PutItem", "POSTED#48210937")).toBe(true);
  });

  test("can take away a photo, and cannot add to its own queue", () => {
    expect(actionsOf("deliver")).toContain("s3:DeleteObject");
    expect(actionsOf("deliver")).not.toContain("sqs:SendMessage");
    // Without it S3 answers "forbidden" for a photo that is not there yet.
    expect(actionsOf("deliver")).toContain("s3:ListBucket");
    expect(rights.deliver?.find(({ action }) => action === "s3:GetObject")?.resource).toContain("/media/*");
  });

  test("may count how often a notice was tried, and change nothing else by it", () => {
    expect(may("deliver", "UpdateItem", "NOTICE#resident:r1")).toBe(true);
    expect(may("deliver", "UpdateItem", "LANE#k")).toBe(false);
    template.hasResourceProperties("AWS::IAM::Policy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: "dynamodb:UpdateItem",
            Condition: Match.objectLike({
              "ForAllValues:StringEquals": {
                "dynamodb:Attributes": ["pk", "sk", "dueFor", "dueAt", "unended", "failingSince"],
              },
              Null: { "dynamodb:LeadingKeys": "false", "dynamodb:Attributes": "false" },
            }),
          }),
        ]),
      },
    });
  });

  test("is the only one that opens photos", () => {
    for (const name of functionNames.filter((one) => one !== "deliver"))
      expect(actionsOf(name).filter((action) => action.startsWith("s3:"))).toEqual([]);
  });
});

describe("the clock", () => {
  test("sees what is due, and nothing of colleagues or cards", () => {
    expect(may("tick", "Query", "WAKE", "index")).toBe(true);
    expect(may("tick", "GetItem", "STAFF#U0ANA")).toBe(false);
    expect(may("tick", "PutItem", "OFFICE")).toBe(false);
    expect(may("tick", "PutItem", "POSTED#48210937")).toBe(false);
  });

  test("may give what waits another moment, and change nothing else by it", () => {
    for (const key of ["LANE#k", "CONTRIBUTION#48210937", "PROCESS#P1", "NOTICE#card:1", "BROADCASTS"])
      expect(may("tick", "UpdateItem", key), key).toBe(true);
    template.hasResourceProperties("AWS::IAM::Policy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: "dynamodb:UpdateItem",
            Condition: Match.objectLike({
              "ForAllValues:StringEquals": {
                "dynamodb:Attributes": ["pk", "sk", "dueAt", "wakeAt", "tries"],
              },
              Null: { "dynamodb:LeadingKeys": "false", "dynamodb:Attributes": "false" },
            }),
          }),
        ]),
      },
    });
  });
});

describe("the sender of broadcasts", () => {
  test("finds whom to tell, and nobody's contributions", () => {
    expect(may("broadcast", "Query", "AUDIENCE#summer")).toBe(true);
    expect(may("broadcast", "PutItem", "BROADCAST#B1")).toBe(true);
    for (const action of ["GetItem", "Query", "PutItem"])
      expect(may("broadcast", action, "CONTRIBUTION#48210937"), action).toBe(false);
  });
});

describe("while lanes move from the main table into their own", () => {
  const moving = synthesise({ lanes: "move" });
  const where = (name: string, action: string, of = moving) =>
    rightsOf(of, name)
      .filter((one) => one.action === `dynamodb:${action}` && one.rows?.includes("LANE#*"))
      .map(({ resource }) => (resource.includes("Lanes") ? "lanes" : "main"))
      .toSorted();

  test("every function that reads or writes them may do so in both, and takes away what has moved", () => {
    for (const name of ["telegram", "deliver", "tick", "broadcast"]) {
      expect(where(name, "BatchGetItem")).toEqual(["lanes", "main"]);
      expect(where(name, "PutItem")).toEqual(["lanes", "main"]);
      expect(where(name, "DeleteItem")).toEqual(["lanes", "main"]);
    }
  });

  test("and once they are apart, in the main table no more", () => {
    for (const name of ["telegram", "deliver", "tick", "broadcast"])
      expect(where(name, "PutItem", template)).toEqual(["lanes"]);
  });
});
