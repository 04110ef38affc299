import { network } from "../../contracts";
import { stateBucket } from "../../platform/state";
import { shop, stackJson } from "./fixture";

const backendOf = (state: string, name: "network" | "bootstrap" = "network") =>
  stackJson(name, shop(state)).json.terraform;
const remoteState = (state: string) =>
  stackJson("cluster", shop(state), (stack) => stack.read(network)).json.data.terraform_remote_state.network;

describe("state in S3", () => {
  const s3 = "state: { backend: s3 }";

  test("has a lock file, is encrypted with the key of its bucket, and belongs to one account", () => {
    expect(backendOf(s3).backend.s3).toEqual({
      bucket: "shop-terraform-state-111122223333",
      key: "shop/network.tfstate",
      region: "eu-central-1",
      encrypt: true,
      kms_key_id: "arn:aws:kms:eu-central-1:111122223333:alias/shop-state",
      use_lockfile: true,
      allowed_account_ids: ["111122223333"],
    });
  });

  test("is read where it is written", () => {
    const { bucket, key, region } = backendOf(s3).backend.s3;
    expect(remoteState(s3)).toEqual({ backend: "s3", config: { bucket, key, region } });
  });

  test("is in another bucket when one is named", () => {
    expect(stateBucket(shop("state: { backend: s3, bucket: my-states }"))).toBe("my-states");
  });

  test("of bootstrap starts on this machine", () => {
    expect(backendOf(s3, "bootstrap").backend).toEqual({
      local: { path: "../../../terraform.state/shop/bootstrap.tfstate" },
    });
  });

  test("of bootstrap is in its own bucket once the file says so", () => {
    expect(backendOf("state: { backend: s3, bootstrap: s3 }", "bootstrap").backend.s3.key).toBe(
      "shop/bootstrap.tfstate",
    );
  });
});

describe("state in files", () => {
  const local = "state: { backend: local }";

  test("is beside the output folder, by a path that is the same on every machine", () => {
    expect(backendOf(local).backend).toEqual({ local: { path: "../../../terraform.state/shop/network.tfstate" } });
  });

  test("is read where it is written", () => {
    expect(remoteState(local)).toEqual({ backend: "local", config: backendOf(local).backend.local });
  });
});

describe("state in HCP Terraform", () => {
  const cloud = "state: { backend: cloud, organization: example }";

  test("has one workspace per stack", () => {
    expect(backendOf(cloud).cloud).toEqual({
      hostname: "app.terraform.io",
      organization: "example",
      workspaces: { name: "shop-network" },
    });
  });

  test("is read where it is written", () => {
    expect(remoteState(cloud)).toEqual({
      backend: "remote",
      config: { hostname: "app.terraform.io", organization: "example", workspaces: { name: "shop-network" } },
    });
  });
});
