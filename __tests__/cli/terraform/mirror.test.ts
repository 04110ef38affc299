import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  cliConfigFile,
  mirrorConfig,
  missingFromMirror,
  PLATFORM,
  versionsInMirror,
} from "../../../cli/terraform/mirror";
import { refuseWrongVersion } from "../../../cli/terraform/prepare";

const folder = mkdtempSync(join(tmpdir(), "mirror-test-"));
const mirror = join(folder, "mirror");
const hashicorp = join(mirror, "registry.terraform.io/hashicorp");
mkdirSync(join(hashicorp, "aws/5.100.0", PLATFORM), { recursive: true });
mkdirSync(join(hashicorp, "aws/5.9.0", PLATFORM), { recursive: true });
mkdirSync(join(hashicorp, "aws/6.0.0/solaris_sparc"), { recursive: true });
mkdirSync(join(hashicorp, "random"), { recursive: true });
writeFileSync(join(hashicorp, `random/terraform-provider-random_3.7.2_${PLATFORM}.zip`), "");
writeFileSync(join(hashicorp, "random/index.json"), "{}");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("mirrorConfig", () => {
  test("takes hashicorp's providers from the mirror only and everything else from where it is", () => {
    expect(mirrorConfig("/opt/mirror")).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/opt/mirror"
    include = ["registry.terraform.io/hashicorp/*"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/*"]
  }
}
`);
  });
});

describe("cliConfigFile", () => {
  test("is a file in the given folder with the mirror's configuration", () => {
    const file = cliConfigFile(folder, mirror);
    expect(file).toBe(join(folder, "terraform.rc"));
    expect(readFileSync(file ?? "", "utf8")).toBe(mirrorConfig(mirror));
  });

  test("names the parent when the folder of the registry itself was given", () => {
    const given = join(mirror, "registry.terraform.io");
    expect(() => cliConfigFile(folder, given)).toThrow(
      `TERRAFORM_PROVIDER_MIRROR is ${given}, which holds no folder registry.terraform.io; name its parent`,
    );
  });

  test("writes nothing without a mirror", () => {
    const before = process.env.TERRAFORM_PROVIDER_MIRROR;
    delete process.env.TERRAFORM_PROVIDER_MIRROR;
    const empty = join(folder, "empty");
    mkdirSync(empty);
    try {
      expect(cliConfigFile(empty)).toBeUndefined();
      expect(existsSync(join(empty, "terraform.rc"))).toBe(false);
    } finally {
      if (before !== undefined) process.env.TERRAFORM_PROVIDER_MIRROR = before;
    }
  });
});

describe("versionsInMirror", () => {
  test("are those for this platform, in numeric order", () => {
    expect(versionsInMirror("hashicorp/aws", mirror)).toEqual(["5.9.0", "5.100.0"]);
  });

  test("are found in archives too", () => {
    expect(versionsInMirror("hashicorp/random", mirror)).toEqual(["3.7.2"]);
  });

  test("are none for a provider that is not there", () => {
    expect(versionsInMirror("hashicorp/helm", mirror)).toEqual([]);
  });
});

describe("missingFromMirror", () => {
  test("has nothing to say about a version that is there", () => {
    expect(missingFromMirror("hashicorp/aws", "5.100.0", mirror)).toBeUndefined();
  });

  test("names a provider that is not there", () => {
    expect(missingFromMirror("hashicorp/helm", "3.1.1", mirror)).toBe("hashicorp/helm is not in the mirror");
  });

  test("names the versions that are there instead", () => {
    expect(missingFromMirror("hashicorp/random", "3.0.0", mirror)).toBe(
      "hashicorp/random 3.0.0 is not in the mirror, which has 3.7.2",
    );
  });

  test("leaves providers of other namespaces to the registry", () => {
    expect(missingFromMirror("acme/other", "1.0.0", mirror)).toBeUndefined();
  });
});

describe("refuseWrongVersion", () => {
  const aws = (version: string) => [{ source: "hashicorp/aws", version }];

  test("stops when the mirror has other versions of the AWS provider, and names them", () => {
    expect(() => refuseWrongVersion(aws("6.25.0"), mirror)).toThrow(
      `hashicorp/aws 6.25.0 is not in the mirror ${mirror}, which has 5.9.0, 5.100.0; set AWS_PROVIDER_VERSION to one of these`,
    );
  });

  test("lets the right version through", () => {
    expect(() => refuseWrongVersion(aws("5.100.0"), mirror)).not.toThrow();
  });

  test("leaves a mirror without the AWS provider to be skipped", () => {
    expect(() => refuseWrongVersion(aws("6.25.0"), folder)).not.toThrow();
  });
});
