import { Stack } from "aws-cdk-lib";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import { type Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import { accept } from "./advice.ts";

/** Listing is allowed for one reason: without it S3 says "forbidden" where it means "not found". */
export function grantMedia(media: Bucket, role: Role): void {
  const allow = (actions: string[], resource: string): void => {
    role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
  };
  allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], media.arnForObjects("media/*"));
  allow(["s3:ListBucket"], media.bucketArn);
  accept(
    role,
    `AwsSolutions-IAM5[Resource::<${nameInTemplate(media)}.Arn>/media/*]`,
    "Every photo and recording has a key of its own below media/, and the deliverer brings and takes away any of them.",
  );
}

function nameInTemplate(bucket: Bucket): string {
  const inTemplate = bucket.node.defaultChild;
  if (!(inTemplate instanceof CfnBucket)) throw new Error("CDK makes a bucket in another way than it did");
  return Stack.of(bucket).resolve(inTemplate.logicalId);
}
