import { Stack } from "aws-cdk-lib";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { tableShape } from "../bot/store/table-shape.ts";
import type { FunctionName } from "./functions.ts";
import type { Tables } from "./table.ts";

/**
 * The contents of the table, by the prefix of their partition keys (the table of keys is in
 * bot/store/access-patterns.ts). IAM compares them with every item that a request names, also inside a transaction.
 */
export const kinds = {
  lane: "LANE#*",
  /** Pointer to a lane, and links to what a resident brought in. */
  resident: "RESIDENT#*",
  contribution: "CONTRIBUTION#*",
  /** What residents are asked, with its history and its alarm. */
  process: "PROCESS#*",
  /** A process's participants. */
  participants: "PARTICIPANTS#*",
  ballot: "BALLOTS#*",
  /** The running count of a vote. */
  tally: "TALLY#*",
  /** Answers to surveys, and the running results. */
  response: "RESPONSES#*",
  results: "RESULTS#*",
  /** The part of them that may be shown. */
  released: "RELEASED#*",
  posted: "POSTED#*",
  counted: "COUNTED#*",
  staff: "STAFF#*",
  office: "OFFICE",
  notice: "NOTICE#*",
  dead: "DEAD#*",
  figures: "FIGURES#*",
  /** The people a broadcast can reach. */
  audience: "AUDIENCE#*",
  broadcast: "BROADCASTS",
  /** The recipients of a broadcast, chunk by chunk, and the progress of each. */
  piece: "BROADCAST#*",
} as const;

/** Waiting items in the index, by what they wait for. */
const waiting = {
  wake: "WAKE",
  ...tableShape.wake.partitions,
  desk: "DESK#*",
  open: "PROCESSES",
  ended: "PROCESSES_ENDED",
  hidden: "PROCESSES_HIDDEN",
  cardless: "PROCESSES_CARDLESS",
  listed: "LISTED#*",
} as const;

type Kind = keyof typeof kinds;

/** The ways in which the store reads rows of a kind: one, several at once, or all in a partition. */
interface Reads {
  readonly one?: readonly Kind[];
  readonly several?: readonly Kind[];
  readonly all?: readonly Kind[];
}

interface Rights {
  readonly reads: Reads;
  readonly writes: readonly Kind[];
  readonly removes?: readonly Kind[];
  /** Checks, before something else is removed, that a row is as expected. */
  readonly checks?: readonly Kind[];
  /** Adds to existing numbers, without reading or replacing them. */
  readonly adds?: readonly Kind[];
  /** Adds to what is pending with a row, or takes it away once it is written out. */
  readonly carries?: readonly Kind[];
  /** Reschedules a waiting item in the index, and touches nothing else of it. */
  readonly putsOff?: readonly Kind[];
  /** Counts its attempts, and touches nothing else of it. */
  readonly tries?: readonly Kind[];
  readonly waits?: readonly (keyof typeof waiting)[];
}

/** Which function may do what in the table. Anything not listed is refused. */
const rights: Readonly<Record<FunctionName, Rights>> = {
  /**
   * Residents: their own data, and which official looks after it. Never colleagues, figures or a desk's workload. A
   * decision of a core group is told to all participants: hence the broadcast.
   */
  telegram: {
    reads: {
      one: ["lane", "resident", "contribution", "process", "ballot", "response", "office"],
      several: ["lane", "contribution", "process", "ballot", "tally", "response"],
      all: ["resident", "contribution", "process", "results", "notice", "dead"],
    },
    writes: [
      "lane",
      "resident",
      "contribution",
      "process",
      "participants",
      "ballot",
      "response",
      "notice",
      "dead",
      "audience",
      "broadcast",
    ],
    // What could not be handled is moved along with its lane, when the town has a new key.
    removes: ["lane", "resident", "process", "participants", "audience", "dead"],
    checks: ["lane"],
    carries: ["contribution"],
    waits: ["open", "ended", "listed"],
  },
  /**
   * Officials. The pointer to a lane says in which language its resident will read the answer. The lane itself is read
   * only where a pointer from before does not say so. Its contents are sealed with a key that this function has too, so
   * the barrier here is that it cannot write one.
   */
  slack: {
    reads: {
      one: ["lane", "resident", "contribution", "process", "staff", "office", "response", "broadcast"],
      // Who acts, the office and what her button names are read together. Counts of support say which items a row is
      // for.
      several: ["contribution", "process", "staff", "office", "broadcast", "figures", "tally"],
      all: ["office", "response", "results", "released"],
    },
    writes: ["contribution", "process", "response", "staff", "office", "notice", "dead", "broadcast"],
    removes: ["process"],
    carries: ["contribution"],
    // Processes: officials see what is made ready, the clerk which of them wait for her, and what became of all of them.
    waits: ["desk", "listed", "open", "ended", "hidden", "cardless"],
  },
  /**
   * Counts what happened, as seen in the stream, and writes out what commits of contributions left to it; for results
   * it keeps which may be shown. History lies in the partition of its contribution, and IAM knows partitions only: so
   * this function could write that too.
   */
  changes: {
    reads: { one: ["contribution"], several: ["results", "released"] },
    writes: ["released", "contribution", "notice"],
    adds: ["counted", "figures", "tally", "results"],
    carries: ["contribution"],
  },
  /**
   * Shows contributions and cannot change one; marks what was sent, and who cannot be reached. When a desk gets another
   * channel it finds the numbers of what is open there.
   */
  deliver: {
    reads: {
      one: ["lane", "resident", "contribution", "process", "posted", "office", "notice", "broadcast"],
      // What the reference to a notice names is read together with it.
      several: ["resident", "contribution", "process", "posted", "office", "notice", "broadcast"],
      all: ["contribution", "process", "notice", "broadcast", "piece", "dead"],
    },
    // It also removes residents who erased themselves from lists of broadcasts and from what could not be handled.
    writes: ["lane", "posted", "notice", "audience", "broadcast", "piece"],
    removes: ["notice", "audience", "dead"],
    tries: ["notice"],
    waits: ["desk"],
  },
  /** Anything a timer may lead to, except what concerns colleagues or cards. */
  tick: {
    reads: {
      one: ["contribution", "process", "office", "broadcast"],
      several: ["lane", "contribution", "process", "tally", "notice", "broadcast"],
      all: ["contribution", "process", "participants", "ballot", "response", "results", "piece"],
    },
    writes: ["lane", "contribution", "process", "notice", "broadcast"],
    // A resident's link to a contribution whose retention is over goes too.
    // What delivery has to report about a contribution is a notice of its own, which the clock removes.
    removes: ["resident", "contribution", "process", "notice"],
    carries: ["contribution"],
    putsOff: ["lane", "contribution", "process", "notice", "broadcast"],
    // What stands in a list decides whether the clock moves a process on.
    waits: ["wake", "alarm", "mend", "listed"],
  },
  /** Finds the recipients, and records who got it. Reads nobody's contributions. */
  broadcast: {
    reads: {
      one: ["lane", "resident", "broadcast", "piece"],
      several: ["lane", "resident"],
      all: ["audience", "participants", "broadcast", "piece"],
    },
    writes: ["lane", "notice", "audience", "broadcast", "piece"],
    removes: ["audience"],
  },
};

/** Grants a function access to the tables, for its own rows only. There is no scan: nobody can list everybody. */
export function grantTable({ table, lanes, phase }: Tables, key: IKey, name: FunctionName, role: Role): void {
  const {
    reads,
    writes,
    removes = [],
    checks = [],
    adds = [],
    carries = [],
    putsOff = [],
    tries: triesOf = [],
    waits = [],
  } = rights[name];
  const areApart = phase === "apart";
  const allow = (
    actions: readonly string[],
    resource: string,
    leading: readonly string[],
    only: { readonly attributes?: readonly string[] } = {},
  ): void => {
    if (leading.length === 0) return;
    role.addToPolicy(
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [resource],
        conditions: {
          // “ForAllValues” is also true for an empty list, hence the second condition.
          "ForAllValues:StringLike": { "dynamodb:LeadingKeys": leading },
          ...(only.attributes && {
            "ForAllValues:StringEquals": { "dynamodb:Attributes": only.attributes },
            StringEquals: { "dynamodb:ReturnValues": "UPDATED_NEW" },
          }),
          Null: {
            "dynamodb:LeadingKeys": "false",
            ...(only.attributes && { "dynamodb:Attributes": "false" }),
          },
        },
      }),
    );
  };
  /** For the rows of these kinds, each in its own table; while lanes move, in both. */
  const onRows = (action: string, list: readonly Kind[], attributes?: readonly string[]): void => {
    const here = list.filter((kind) => kind !== "lane" || !areApart).map((kind) => kinds[kind]);
    const apart = list.filter((kind) => kind === "lane").map((kind) => kinds[kind]);
    allow([action], table.tableArn, here, { ...(attributes && { attributes }) });
    allow([action], lanes.tableArn, apart, { ...(attributes && { attributes }) });
  };
  const isLane = (kind: Kind): boolean => kind === "lane";
  onRows("GetItem", reads.one ?? []);
  // A lane that may lie in either is looked for in both at once.
  const either = areApart ? [] : (reads.one ?? []).filter(isLane);
  onRows("BatchGetItem", [...new Set([...(reads.several ?? []), ...either])]);
  onRows("Query", reads.all ?? []);
  // A transaction is allowed when each of its parts is.
  onRows("PutItem", writes);
  const leaves = phase === "move" ? writes.filter(isLane) : [];
  onRows("DeleteItem", [...new Set([...removes, ...leaves])]);
  onRows("ConditionCheckItem", checks);
  onRows("UpdateItem", [...adds, ...carries]);
  const { partitionKey, sortKey, index: due, wake, tries, unended, failingSince } = tableShape;
  const isPutOff = [partitionKey, sortKey, due.sortKey, wake.sortKey, tries];
  onRows(
    "UpdateItem",
    putsOff.filter((kind) => !isLane(kind)),
    isPutOff,
  );
  // A lane also leaves the index without its row being written.
  onRows("UpdateItem", putsOff.filter(isLane), [...isPutOff, due.partitionKey]);
  onRows("UpdateItem", triesOf, [
    partitionKey,
    sortKey,
    due.partitionKey,
    due.sortKey,
    unended,
    failingSince,
  ]);
  const inWake = (one: keyof typeof waiting): boolean => one in wake.partitions;
  for (const index of [due, wake])
    allow(
      ["Query"],
      `${table.tableArn}/index/${index.name}`,
      waits.filter((one) => inWake(one) === (index === wake)).map((one) => waiting[one]),
    );
  allow(
    ["Query"],
    `${lanes.tableArn}/index/${due.name}`,
    waits.filter((one) => one === "wake").map((one) => waiting[one]),
  );
  grantKey(key, role);
}

/** The table's key, through DynamoDB only: nobody decrypts anything else with it. */
function grantKey(key: IKey, role: Role): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      resources: [key.keyArn],
      conditions: {
        StringEquals: { "kms:ViaService": `dynamodb.${Stack.of(key).region}.amazonaws.com` },
      },
    }),
  );
}
