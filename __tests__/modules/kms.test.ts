import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { EncryptionKey, type EncryptionKeyProps, forLogGroups } from "../../modules/kms";
import { synth } from "../helpers";

const props: EncryptionKeyProps = { alias: "shop-data", description: "Data of shop", account: "111122223333" };
const keyWith = (changes: Partial<EncryptionKeyProps> = {}) =>
  synth((stack) => void new EncryptionKey(stack, "key", { ...props, ...changes }));
const statements = (changes: Partial<EncryptionKeyProps> = {}) =>
  JSON.parse(keyWith(changes).only(KmsKey).policy).Statement;

describe("EncryptionKey", () => {
  test("rotates every year", () => {
    expect(keyWith().only(KmsKey).enable_key_rotation).toBe(true);
  });

  test("waits 30 days before it is gone", () => {
    expect(keyWith().only(KmsKey).deletion_window_in_days).toBe(30);
  });

  test("has a name", () => {
    expect(keyWith().only(KmsAlias).name).toBe("alias/shop-data");
  });

  test("is administered by its own account and used by nobody else", () => {
    expect(statements()).toEqual([
      {
        Sid: "AccountAdministersKey",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "kms:*",
        Resource: "*",
      },
    ]);
  });

  test("can be used by log groups with one of the given names, and by no others", () => {
    const usedBy = [forLogGroups("eu-central-1", "111122223333", "/aws/rds/shop-", "/aws/cache/shop-")];
    expect(statements({ usedBy })[1]).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": [
            "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/rds/shop-*",
            "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/cache/shop-*",
          ],
        },
      },
    });
  });
});
