import { isDelivered, isPlaceholder } from "../../environments/delivered";
import { loadEnvironments } from "../../environments/load";
import { ENVIRONMENTS } from "../project";

const environments = new Map(
  loadEnvironments({ folder: ENVIRONMENTS }).environments.map((environment) => [environment.name, environment]),
);
const REGISTRY = "444455556666.dkr.ecr.us-east-1.amazonaws.com";
const ask = (image: string, name = "statuspage") => {
  const environment = environments.get(name);
  return environment && isDelivered(image, environment);
};

describe("isDelivered", () => {
  test.each([
    [`${REGISTRY}/ly-statuspage-repo:1.0.0`, true],
    [`${REGISTRY}/ly-statuspage-repo@sha256:0123`, true],
    [`${REGISTRY}/ly-statuspage-repo-2:1.0.0`, false],
    [`${REGISTRY.replace("us-east-1", "eu-central-1")}/ly-statuspage-repo:1.0.0`, false],
    [`${REGISTRY.replace("4444", "1111")}/ly-statuspage-repo:1.0.0`, false],
    ["docker.io/ly-statuspage-repo:1.0.0", false],
  ])("of %s is %s", (image, delivered) => {
    expect(ask(image)).toBe(delivered);
  });

  test("is false where nothing is delivered", () => {
    expect(ask(`${REGISTRY}/ly-statuspage-repo:1.0.0`, "flask-eks")).toBe(false);
  });
});

describe("isPlaceholder", () => {
  test.each([
    ["docker.cloudsmith.io/team/app:latest-xxxxxxx", true],
    ["registry.example.com/team/app:xxx", true],
    ["registry.example.com/team/app:XXXX", true],
    ["registry.example.com/team/app:1.4.2", false],
    ["registry.example.com/team/app:netflixxx", false],
    ["registry.example.com/xxxx/app:1.4.2", false],
    ["registry.example.com/team/app@sha256:0123", false],
  ])("of %s is %s", (image, placeholder) => {
    expect(isPlaceholder(image)).toBe(placeholder);
  });
});
