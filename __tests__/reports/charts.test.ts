import { withCharts } from "../../reports/built/charts/objects";
import { judge } from "../../reports/rules/judge";
import { environmentsOf, type Json, parseModule, type Values } from "../../reports/synthesized";
import { support } from "./rules-fixture";

const JOB = `apiVersion: batch/v1
kind: Job
metadata:
  name: "{{ .Release.Name }}"
spec:
  template:
    spec:
      serviceAccountName: migrate
      automountServiceAccountToken: false
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: main
          image: "{{ .Values.image }}"
          resources: { limits: { cpu: 100m, memory: 64Mi }, requests: { cpu: 10m, memory: 16Mi } }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
`;

interface Chart {
  readonly templates?: Readonly<Record<string, string>>;
  readonly values?: string;
  readonly given?: Values;
  readonly release?: Values;
  /** Whether a file of the chart was not read. */
  readonly isCut?: boolean;
}

/** What fails at the objects of a chart beside a stack, as rule and address. */
function failures({
  templates = {},
  values = "image: shop:1",
  given = {},
  release = {},
  isCut = false,
}: Chart): string[] {
  const files = Object.entries({ "Chart.yaml": "name: migrate", "values.yaml": values, ...prefixed(templates) });
  const assets = {
    ...Object.fromEntries(files.map(([path, text]) => [`assets/migrate/${path}`, text])),
    ...(isCut && { "assets/migrate/templates/more.yaml": null }),
  };
  const main = {
    name: "migrate",
    namespace: "shop",
    chart: "assets/migrate",
    values: [JSON.stringify(given)],
    ...release,
  };
  const json = { resource: { helm_release: { main } } } as unknown as Json;
  const file = "stacks/shop-workloads/cdk.tf.json";
  const module = { id: "shop-workloads", files: [{ file, json }], variables: {}, unread: [], assets };
  const [environment] = environmentsOf([withCharts(parseModule(module), module)]);
  return judge({ environment: environment as never, support, date: support.date })
    .filter(({ verdict, address }) => verdict === "fail" && address.startsWith("helm_release.main/"))
    .map(({ rule, address, value }) => `${rule.id} ${address}${rule.id === "everything-read" ? `: ${value}` : ""}`);
}

const prefixed = (templates: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(templates).map(([name, text]) => [`templates/${name}`, text]));

const job = (from: string, to: string): Chart => ({ templates: { "job.yaml": JOB.replace(from, to) } });

test("what a chart makes passes when it is as it should be", () => {
  expect(failures(job("", ""))).toEqual([]);
});

test.each<[string, string, Chart]>([
  ["a privileged container", "pod-not-privileged", job("allowPrivilegeEscalation: false", "privileged: true")],
  ["the host's network", "pod-own-processes", job("serviceAccountName", "hostNetwork: true\n      serviceAccountName")],
  ["no limits", "pod-resources-limited", job("limits: { cpu: 100m, memory: 64Mi }, ", "")],
  [
    "the default service account",
    "pod-own-service-account",
    job("serviceAccountName: migrate", "serviceAccountName: default"),
  ],
  ["an image by the tag latest", "image-tag-fixed", { ...job("", ""), given: { image: "shop:latest" } }],
  ["an image that the chart's own values name", "image-tag-fixed", { ...job("", ""), values: "image: shop:latest" }],
  [
    "an image that a release sets",
    "image-tag-fixed",
    { ...job("", ""), release: { set: [{ name: "image", value: "shop" }] } },
  ],
  [
    "a fault in a part that templates share",
    "pod-not-privileged",
    {
      templates: {
        "job.yaml": JOB.replace("allowPrivilegeEscalation: false", '{{- include "context" . | nindent 12 }}'),
        "_parts.tpl": '{{- define "context" -}}\nprivileged: {{ .Values.open | default true }}\n{{- end }}',
      },
    },
  ],
])("a chart with %s breaks %s", (_, rule, chart) => {
  expect(failures(chart)).toContain(`${rule} helm_release.main/Job/migrate`);
});

test("a role of a chart that may do everything breaks the rule about wildcards", () => {
  const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: all }
{{- if .Values.image }}
rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]
{{- end }}
`;
  expect(failures({ templates: { "role.yaml": role } })).toContain(
    "rbac-no-wildcards helm_release.main/ClusterRole/all",
  );
});

test("a secret that a chart writes down is one that is written, and is not shown", () => {
  const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { password: S3cret-word }\n";
  const found = failures({ templates: { "secret.yaml": secret } });
  expect(found).toContain("no-secret-literal helm_release.main/Secret/login");
  expect(found.join()).not.toContain("S3cret-word");
});

test("an object is judged for every entry of a list, and for the branch that the values choose", () => {
  const secrets = `{{- range $i, $name := .Values.names }}
---
apiVersion: v1
kind: {{ if eq $name "b" }}Secret{{ else }}ServiceAccount{{ end }}
metadata: { name: "{{ $name }}" }
automountServiceAccountToken: false
{{- end }}
`;
  const found = failures({ templates: { "all.yaml": secrets }, given: { names: ["a", "b"] } });
  expect(found).toEqual(["secret-kept-outside-cluster helm_release.main/Secret/b"]);
});

test.each<[string, string, Chart]>([
  [
    "calls a function that is not known here",
    "it calls randAlphaNum",
    { templates: { "a.yaml": "a: {{ randAlphaNum 8 }}" } },
  ],
  [
    "looks into the cluster",
    "it calls lookup",
    { templates: { "a.yaml": '{{ if lookup "v1" "Secret" "a" "b" }}{{ end }}' } },
  ],
  ["makes what is no YAML", "templates/a.yaml makes no YAML", { templates: { "a.yaml": "a: [" } }],
  [
    "makes something without a kind",
    "templates/a.yaml makes something without a kind",
    { templates: { "a.yaml": "a: 1" } },
  ],
  ["has too many files", "a file of it is too large, or one too many", { isCut: true }],
  ["has no files", "its files do not lie below assets/", { release: { chart: "../charts/migrate" } }],
  [
    "decides by what is known after an apply",
    "what it makes depends on .Values.on, which is known after an apply",
    { templates: { "a.yaml": "{{ if .Values.on }}a: 1{{ end }}" }, given: { on: "${aws_vpc.main.id}" } },
  ],
])("a chart that %s is one that nobody has judged", (_, why, chart) => {
  expect(failures(chart).filter((found) => found.startsWith("everything-read"))).toEqual([
    `everything-read helm_release.main/chart: What the chart ${chart.release?.chart ?? "assets/migrate"} makes is not judged: ${why}.`,
  ]);
});
