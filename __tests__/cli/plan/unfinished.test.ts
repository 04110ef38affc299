import { unfinishedIn } from "../../../cli/plan/unfinished";

const RECOVER = "npm run recover -- shop network";
const meanings = (complaint: string) => unfinishedIn(complaint, RECOVER);

describe("a complaint of Terraform that a killed run explains", () => {
  test.each([
    "Error: creating IAM Role (shop-flow-logs): operation error IAM: CreateRole, EntityAlreadyExists: Role with name shop-flow-logs already exists.",
    "Error: creating CloudWatch Logs Log Group: ResourceAlreadyExistsException: The specified log group\n│ already exists",
    "api error InvalidPermission.Duplicate: the specified rule exists",
    'Error: storageclasses.storage.k8s.io "gp3" already exists',
    "Error: cannot re-use a name that is still in use",
  ])("names what finds out: %s", (complaint) => {
    expect(meanings(complaint)).toEqual([
      "something exists that no state knows: a run that was killed made it, or somebody else did. npm run recover -- shop network says what, and changes nothing by itself",
    ]);
  });

  test("about a lock names what says whose it is", () => {
    expect(meanings("│ Error: Error acquiring the state\n│ lock")).toEqual([
      "the state is locked: somebody works on it, or was killed while doing so. npm run recover -- shop network says what, and changes nothing by itself",
    ]);
  });

  test("about a provider that is gone says that AWS may have gone on", () => {
    expect(meanings("Error: Plugin did not respond\n\nThe plugin encountered an error")).toEqual([
      expect.stringMatching(/^the provider was ended from outside/),
    ]);
  });

  test("about a release that Helm takes for one in progress says that somebody may be at work", () => {
    expect(meanings("Error: another operation (install/upgrade/rollback) is in\n│ progress")).toEqual([
      expect.stringMatching(/^Helm takes a release for one that is being changed: whoever changed it is at work/),
    ]);
  });

  test("about anything else is left alone", () => {
    expect(meanings("Error: creating EC2 Subnet: InvalidSubnet.Range: The CIDR is not valid")).toEqual([]);
    expect(meanings("Error: api error InvalidParameterValue: Duplicates are not allowed")).toEqual([]);
  });
});
