/**
 * The main table (pk, sk), and that of lanes (LANE#…) with the same shape: two sparse indexes: "due" (dueFor, dueAt), and "wake" (wakeFor, wakeAt) for contributions only.
 * Whatever waits for the clock also has `tries`, once one of its turns was left unfinished. `keys.ts` writes these keys.
 *
 * | what                           | pk              | sk              | dueFor    | dueAt              | expires        | read by                              |
 * | ------------------------------ | --------------- | --------------- | --------- | ------------------ | -------------- | ------------------------------------ |
 * | lane                           | LANE#key        | LANE            | WAKE      | indexed | expires    | lane: GetItem; due: Query index, then BatchGetItem |
 * | what stays of an erased lane   | LANE#key        | MARK            |           |                    | expires        | mark: GetItem                        |
 * | pointer to a resident's lane   | RESIDENT#id     | LANE            |           |                    | pointed        | languageOf: GetItem; laneOf: GetItem, then the lane; together: BatchGetItem, then the lane       |
 * | link to what a resident made   | RESIDENT#id     | MINE#created#id |           |                    |                | mine, forget: Query                  |
 * | contribution                   | CONTRIBUTION#id | STATE           | DESK#desk, once looked at LISTED#process; in the index wake ALARM, while something is pending MEND | dueAt or created; in the index wake its wakeAt |  | contribution: GetItem; together: BatchGetItem; desk, listed: Query index, then BatchGetItem; openAt: Query index |
 * | its alarm, of an earlier version | CONTRIBUTION#id | WAKE            | WAKE      | wakeAt             |                | due: Query index, then BatchGetItem  |
 * | entry of its history           | CONTRIBUTION#id | ENTRY#n         |           |                    |                | history: Query                       |
 * | where its card stands          | POSTED#id       | POSTED          |           |                    |                | posted: GetItem; together: BatchGetItem                      |
 * | up to where it is counted      | COUNTED#id      | COUNTED         |           |                    |                | count: condition on the update       |
 * | process | PROCESS#id | STATE | PROCESSES (open ones), PROCESSES_ENDED, PROCESSES_HIDDEN, PROCESSES_CARDLESS | created, ended, created, created |  | process: GetItem; together: BatchGetItem; processes, ended, unlisted: Query index, then BatchGetItem |
 * | alarm of a process             | PROCESS#id      | WAKE            | WAKE      | wakeAt             |                | due: Query index, then BatchGetItem  |
 * | entry of a process             | PROCESS#id      | ENTRY#n         |           |                    |                | history: Query                       |
 * | resident who takes part        | PARTICIPANTS#process | resident   |           |                    | as the lane    | participants: Query                  |
 * | ballot                         | BALLOTS#process#shard | voter     |           |                    |                | ballot: GetItem; recount, givers: Query |
 * | up to where a ballot is counted | COUNTED#process#voter | COUNTED |          |                    |                | countBallots: condition on the update |
 * | running count of a vote        | TALLY#process#shard | TALLY      |           |                    |                | tally: BatchGetItem                  |
 * | answers of one person          | RESPONSES#process#shard | voter   |           |                    | expires        | response: GetItem; answers: Query    |
 * | running results of one question | RESULTS#process | question      |           |                    |                | results: Query                       |
 * | what of them is shown          | RELEASED#process | question     |           |                    |                | released: Query                      |
 * | member of the workspace        | STAFF#id        | STAFF           |           |                    |                | staff: GetItem; together: BatchGetItem                       |
 * | what officials arranged        | OFFICE          | OFFICE          |           |                    |                | office: GetItem; together: BatchGetItem                      |
 * | what was arranged before       | OFFICE          | ENTRY#n         |           |                    |                | history: Query                       |
 * | notice                         | NOTICE#group    | id              | WAKE, once parked PARKED | wakeAt or 15 minutes after created, once parked that moment | 30 days | notice: GetItem; together: BatchGetItem; parkedFor: Query; due, parked: Query index, then BatchGetItem |
 * | broadcast                      | BROADCASTS      | id              | WAKE      | wakeAt             | 400 days       | broadcast: GetItem; together: BatchGetItem; broadcasts: Query; due: Query index, then BatchGetItem |
 * | residents it is for            | BROADCAST#id    | CHUNK#n         |           |                    | 30 days, of an invitation at least until it is over | chunk: GetItem; chunks: Query        |
 * | how far a chunk is             | BROADCAST#id    | PROGRESS#n      |           |                    | 30 days        | progress: GetItem, Query             |
 * | resident who allows news       | AUDIENCE#purpose#neighbourhood | resident |   |                    | as the lane    | audience: Query                      |
 * | update that failed             | DEAD#lane's key | at#id           | FAILED    | at                 | 30 days        | failedOf: Query; a person, by hand: Query index |
 * | running figures                | FIGURES#desk    | month           |           |                    |                | figures: BatchGetItem                |
 */

import type { AccessPattern } from "./access-pattern.ts";
import { patternsOfProcesses } from "./patterns-processes.ts";
import { patternsOfResidents } from "./patterns-residents.ts";
import { patternsOfTownHall } from "./patterns-town-hall.ts";

/** The table above as data; a test keeps the two in step. */
export const patterns: readonly AccessPattern[] = [
  ...patternsOfResidents,
  ...patternsOfProcesses,
  ...patternsOfTownHall,
];
