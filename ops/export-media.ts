import { createWriteStream, mkdirSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { Problem } from "./command.ts";
import type { Outside } from "./installation.ts";

/** Exports photos and recordings, under the key by which a contribution names them. @returns how many */
export async function exportMedia(bucket: string, folder: string, { s3 }: Outside): Promise<number> {
  const root = resolve(folder);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  let files = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket }))
    for (const { Key } of Contents) {
      if (Key === undefined) continue;
      const path = resolve(root, Key.replace(/^media\//, ""));
      // Write access to the bucket must not become write access elsewhere on this computer.
      if (!path.startsWith(root + sep))
        throw new Problem(`The bucket holds a file with an impossible name: ${Key}.`);
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      if (!(Body instanceof Readable)) continue;
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      await pipeline(Body, createWriteStream(path, { mode: 0o600 }));
      files++;
    }
  return files;
}
