import { writeBootstrapPlace } from "../../../cli/state/bootstrap-place";

describe("writeBootstrapPlace", () => {
  test("changes the value and keeps comments, quotes and order", () => {
    const text = 'name: shop # the shop\nstate: { backend: s3, bootstrap: local } # for now\naccount: "0123"\n';
    expect(writeBootstrapPlace(text, "s3")).toBe(text.replace("local", "s3"));
  });

  test("adds the key to a group on one line", () => {
    expect(writeBootstrapPlace("state: { backend: s3 }\n", "s3")).toBe("state: { backend: s3, bootstrap: s3 }\n");
  });

  test("adds the key to a group over several lines with its indentation", () => {
    expect(writeBootstrapPlace("state:\n  backend: s3 # lock files\n  bucket: b\n", "s3")).toBe(
      "state:\n  backend: s3\n  bootstrap: s3 # lock files\n  bucket: b\n",
    );
  });
});
