import { awsHalf } from "./aws-half";

const whole = {
  terraform: { required_providers: { aws: {}, helm: {}, kubernetes: {} } },
  provider: { aws: [{}], helm: [{}], kubernetes: [{}] },
  resource: {
    aws_security_group: { a: { depends_on: ["helm_release.b", "aws_vpc.c"] } },
    helm_release: { b: {} },
    kubernetes_ingress_v1: { d: {} },
  },
  data: { aws_lb: { e: { name: '${element(regex("^(.+)-", kubernetes_ingress_v1.d.status[0].hostname), 0)}' } } },
};

describe("the half of a stack that AWS alone can apply", () => {
  const half = awsHalf(whole) as typeof whole;

  test("has no resource of the cluster", () => {
    expect(Object.keys(half.resource)).toEqual(["aws_security_group"]);
  });

  test("needs no provider but that of AWS", () => {
    expect([Object.keys(half.provider), Object.keys(half.terraform.required_providers)]).toEqual([["aws"], ["aws"]]);
  });

  test("waits for nothing in the cluster", () => {
    expect(half.resource.aws_security_group.a.depends_on).toEqual(["aws_vpc.c"]);
  });

  test("reads a load balancer's name where the cluster would have said one", () => {
    expect(half.data.aws_lb.e.name).toBe('${element(regex("^(.+)-", "emulated-1234567890.elb.amazonaws.com"), 0)}');
  });

  test("is the whole of a stack that has nothing in the cluster", () => {
    const { helm_release, kubernetes_ingress_v1, ...resource } = whole.resource;
    const stack = { ...half, resource };
    expect(awsHalf(stack)).toEqual({ ...stack, resource: half.resource });
  });
});
