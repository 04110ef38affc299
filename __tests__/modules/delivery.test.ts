import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { loadEnvironments } from "../../environments/load";
import type { Environment } from "../../environments/schema";
import { partsOf } from "../../stacks/delivery";
import { type Change, load, shopWith } from "../environments/fixture";
import { ENVIRONMENTS } from "../project";
import { deliveryWith, jenkinsWith, props } from "./delivery-fixture";

describe("Delivery", () => {
  test("keeps its addresses", () => {
    expect(jenkinsWith().addresses()).toMatchSnapshot();
  });

  test("keeps its addresses behind a load balancer", () => {
    const behind = jenkinsWith({
      certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/x",
      host: "ci.example.com",
    });
    const own = new Set(jenkinsWith().addresses());
    expect(behind.addresses().filter((address) => !own.has(address))).toMatchSnapshot();
  });

  test("makes repositories without Jenkins", () => {
    expect(Object.keys(deliveryWith().all(Instance))).toEqual([]);
    expect(Object.keys(deliveryWith().all(EcrRepository))).toEqual(["delivery_repositories_shop_repo_main"]);
  });
});

describe("Repositories", () => {
  const repository = (changes = {}) => deliveryWith(changes).only(EcrRepository);
  const rules = (settings: { keepReleases: number; untaggedDays: number }) =>
    JSON.parse(deliveryWith({ repositories: { "shop-repo": settings } }).only(EcrLifecyclePolicy).policy).rules;

  test("never move a tag, scan what is pushed, and encrypt with the key of the delivery", () => {
    expect(repository()).toMatchObject({
      name: "shop-repo",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.delivery_key_main.arn}" }],
    });
  });

  test.each([
    [true, false],
    [false, true],
  ])("protected %s: go with the images in them: %s", (deletionProtection, forceDelete) => {
    expect(repository({ deletionProtection }).force_delete).toBe(forceDelete);
  });

  test("remove untagged images after the days asked for", () => {
    expect(rules({ keepReleases: 30, untaggedDays: 7 })[0]).toMatchObject({
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
      action: { type: "expire" },
    });
  });

  test("keep as many releases as asked for, whatever their tags are", () => {
    expect(rules({ keepReleases: 5, untaggedDays: 7 })[1]).toMatchObject({
      selection: { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: 5 },
    });
  });

  test("keep their addresses when another is added", () => {
    const both = deliveryWith({
      repositories: { "a/first_one": { keepReleases: 1, untaggedDays: 1 }, ...props.repositories },
    });
    expect(Object.keys(both.all(EcrRepository))).toEqual([
      "delivery_repositories_a_first_one_main",
      "delivery_repositories_shop_repo_main",
    ]);
  });
});

describe("the delivery of an environment", () => {
  const target = (environment: Environment | undefined) =>
    environment?.delivery && partsOf(environment.delivery, environment).jenkins?.pipelines;
  const changed = (...changes: readonly Change[]) =>
    target(load({ "shop.yaml": shopWith(...changes) }).environments[0]);

  test("tells a pipeline where its app runs and how it is reached", () => {
    expect(target(loadEnvironments({ folder: ENVIRONMENTS, names: "statuspage" }).environments[0])).toEqual({
      statuspage: {
        repositoryUrl: "https://github.com/example/statuspage",
        branch: "main",
        image: "ly-statuspage-repo",
        app: "statuspage",
        namespace: "statuspage",
        container: "django",
        smokeTest: { ingress: "statuspage", path: "/health", scheme: "http" },
      },
    });
  });

  test("asks over HTTPS, for its host, an app that has a certificate", () => {
    const certificate = "certificateArn: arn:aws:acm:eu-central-1:111122223333:certificate/x, host: shop.example.com";
    expect(changed(["ingress: {", `ingress: { ${certificate},`])?.shop?.smokeTest).toEqual({
      ingress: "web",
      path: "/health",
      scheme: "https",
      host: "shop.example.com",
    });
  });

  test("asks for no host where the app answers to many", () => {
    expect(changed(["ingress: {", 'ingress: { host: "*.example.com",'])?.shop?.smokeTest).not.toHaveProperty("host");
  });

  test("asks nothing of an app without a way in", () => {
    expect(changed([/ {6}ingress:.*\n/, ""])?.shop).not.toHaveProperty("smokeTest");
  });

  test("uses the namespace and the container of the app", () => {
    const names = "namespace: sales\n      container: django\n      port: 8000";
    expect(changed(["port: 8000", names])?.shop).toMatchObject({ namespace: "sales", container: "django" });
  });

  test("has no Jenkins when none is asked for", () => {
    const { repositories } = props;
    expect(partsOf({ repositories }, {} as Environment)).toEqual({ repositories });
  });
});
