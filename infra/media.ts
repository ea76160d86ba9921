import { Duration, type RemovalPolicy } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { accept } from "./advice.ts";

/**
 * Photos and recordings. No versions: what somebody withdraws is gone.
 *
 * Nothing here expires by age. A photo is kept as long as its report is open, which nobody can predict, and
 * `contributionMonths` after it; then the deliverer removes it with the words (`unpublish` in bot/delivery/cards.ts),
 * and an alarm rings if it cannot. An expiry date in the bucket could remove a photo that people are still waiting on.
 */
export function createMedia(scope: Construct, removalPolicy: RemovalPolicy): Bucket {
  const media = new Bucket(scope, "Media", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    // Pieces of an interrupted upload are seen by nobody, and would be kept and paid for for ever.
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    removalPolicy,
  });
  accept(
    media,
    "AwsSolutions-S1",
    "One function reads and writes here and nobody else can. A list of when whose photo was fetched would be personal data of its own; a town that needs it switches on data events in CloudTrail.",
  );
  return media;
}
