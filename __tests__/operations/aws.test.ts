import { askAws, cureOf, ifThere, isAbsent, NoAnswer } from "../../operations/aws";
import { ABSENT, awsWith, DENIED } from "./fixture";

/** The AWS CLI as it ends with a text on stderr. */
const failing = (stderr: string) => askAws(async () => ({ code: 254, stdout: "", stderr }), "us-east-1");

describe("askAws", () => {
  test("names region and form of the answer in every call", async () => {
    const seen: string[] = [];
    const aws = askAws(async (args) => {
      seen.push(args.join(" "));
      return { code: 0, stdout: "{}", stderr: "" };
    }, "eu-central-1");
    await aws("sts", "get-caller-identity");
    expect(seen).toEqual(["sts get-caller-identity --region eu-central-1 --output json"]);
  });

  test("asks the same thing once", async () => {
    const aws = awsWith({ "ec2 describe-vpcs": { Vpcs: [] } });
    await Promise.all([aws("ec2", "describe-vpcs"), aws("ec2", "describe-vpcs")]);
    expect(aws.calls).toEqual(["ec2 describe-vpcs"]);
  });

  test("runs no more calls side by side than it may", async () => {
    let running = 0;
    let most = 0;
    const aws = askAws(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((done) => setImmediate(done));
        running -= 1;
        return { code: 0, stdout: "{}", stderr: "" };
      },
      "us-east-1",
      2,
    );
    await Promise.all(["a", "b", "c", "d", "e"].map((operation) => aws("ec2", operation)));
    expect(most).toBe(2);
  });

  test.each([
    [DENIED, "AccessDenied", "not authorized to perform it"],
    [
      "Unable to locate credentials. You can configure credentials by running aws configure.",
      "NoCredentials",
      "Unable to locate credentials. You can configure credentials by running aws configure",
    ],
    [
      "aws: error: argument operation: Invalid choice, valid choices are:",
      "OldCli",
      "this AWS CLI does not know eks describe-cluster-versions; install a newer one",
    ],
    ["Could not connect to the endpoint URL", "Failed", "Could not connect to the endpoint URL"],
    ["", "Failed", "the AWS CLI failed and said nothing"],
  ])("%j is %s", async (stderr, code, message) => {
    await expect(failing(stderr)("eks", "describe-cluster-versions")).rejects.toMatchObject({ code, message });
  });

  test("a CLI that is not there is said, and is no fault", async () => {
    const aws = askAws(async () => ({ code: undefined, stdout: "", stderr: "spawn aws ENOENT" }), "us-east-1");
    await expect(aws("sts", "get-caller-identity")).rejects.toMatchObject({
      code: "NoCli",
      message: "the AWS CLI (aws) is not on this machine",
    });
  });

  test("something that is not JSON is no answer", async () => {
    const aws = askAws(async () => ({ code: 0, stdout: "<html>", stderr: "" }), "us-east-1");
    await expect(aws("sts", "get-caller-identity")).rejects.toThrow(
      "aws sts get-caller-identity answered something that is not JSON",
    );
  });
});

describe("cureOf", () => {
  test.each([
    ["AccessDenied", "allow whoever runs this the call that is named, or ask somebody who may"],
    ["UnauthorizedOperation", "allow whoever runs this the call that is named, or ask somebody who may"],
    ["ExpiredToken", "log in to AWS, until aws sts get-caller-identity answers"],
    ["NoCredentials", "log in to AWS, until aws sts get-caller-identity answers"],
    ["NoCli", "install the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"],
    ["Throttling", "run it again; if it stays, make the call by hand with --debug"],
  ])("%s", (code, cure) => {
    expect(cureOf(new NoAnswer(code, ""))).toBe(cure);
  });
});

describe("ifThere", () => {
  test("what does not exist is an answer", async () => {
    expect(await ifThere(awsWith({ "eks describe-cluster": ABSENT })("eks", "describe-cluster"))).toBeUndefined();
  });

  test("what may not be asked is none", async () => {
    await expect(ifThere(awsWith({})("eks", "describe-cluster"))).rejects.toThrow(NoAnswer);
  });

  test.each([
    "404",
    "NoSuchBucket",
    "NoSuchKey",
    "ResourceNotFoundException",
    "DBInstanceNotFound",
    "NoSuchResourceException",
  ])("%s says that it does not exist", (code) => expect(isAbsent(new NoAnswer(code, ""))).toBe(true));

  test.each(["403", "AccessDenied", "NoCredentials", "Throttling"])("%s does not", (code) =>
    expect(isAbsent(new NoAnswer(code, ""))).toBe(false),
  );
});
