import { withoutCreationTraces } from "../../platform/quick";
import { addStacks } from "../../stacks";
import { load, shopWith } from "../environments/fixture";
import { type Block, testApp } from "../helpers";

interface Alarm {
  readonly stack: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly actions: unknown;
}

const MONITORED = shopWith(["workloads:\n", "workloads:\n  monitoring: { emails: [ops@example.com] }\n"]);

/** Every alarm of the monitored shop, and the stack that it is in. */
function alarmsOf(file: string): Alarm[] {
  const [environment] = load({ "shop.yaml": file }).environments;
  if (!environment) throw new Error("the fixture is not an environment");
  return withoutCreationTraces(() =>
    addStacks(testApp(), environment).flatMap((stack) => {
      const alarms = stack.toTerraform().resource?.aws_cloudwatch_metric_alarm as Record<string, Block> | undefined;
      return Object.values(alarms ?? {}).map(({ alarm_name: name, dimensions = {}, alarm_actions: actions }) => ({
        stack: stack.stackName,
        name,
        dimensions,
        actions,
      }));
    }),
  );
}

test.each([
  ["NatGatewayId", "network", /^\$\{aws_nat_gateway\./],
  ["AutoScalingGroupName", "cluster", /^\$\{aws_eks_node_group\./],
  ["InstanceId", "delivery", /^\$\{aws_instance\./],
])(
  "an alarm on a %s is in the stack %s, which makes the thing, so that another one takes its alarm along",
  (dimension, stack, made) => {
    const alarms = alarmsOf(MONITORED).filter(({ dimensions }) => dimension in dimensions);
    expect(alarms.length).toBeGreaterThan(0);
    for (const alarm of alarms) {
      expect(alarm.stack).toBe(stack);
      expect(alarm.dimensions[dimension]).toMatch(made);
    }
  },
);

test("alarms outside of the workloads stack tell the topic that it makes, by the name that both know", () => {
  const elsewhere = alarmsOf(MONITORED).filter(({ stack }) => stack !== "workloads");
  expect(elsewhere.map(({ actions }) => actions)).toEqual(
    elsewhere.map(() => ["arn:aws:sns:eu-central-1:111122223333:shop-alarms"]),
  );
});

test("nothing is watched where nobody is told", () => {
  expect(alarmsOf(shopWith())).toEqual([]);
});
