import { relaySignals } from "../../../cli/terraform/commands";
import { interruption } from "../../../cli/terraform/interrupted";

describe("a signal while Terraform works", () => {
  const asked: unknown[] = [];
  const child = { kill: (signal?: unknown) => asked.push(signal) > 0 };
  const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const settle = relaySignals(child, "terraform");
  process.emit("SIGTERM", "SIGTERM");
  process.emit("SIGINT", "SIGINT");
  process.emit("SIGHUP", "SIGHUP");
  settle();
  const listeners = process.listenerCount("SIGINT");
  const lines = said.mock.calls.map(([line]) => String(line));
  said.mockRestore();

  test("reaches it once, as an interrupt: a second one would make it stop without writing its state", () => {
    expect(asked).toEqual(["SIGINT"]);
  });

  test("is explained each time", () => {
    expect(lines).toEqual([
      expect.stringMatching(/^SIGTERM: terraform is asked to stop; it begins nothing more, writes the state/),
      expect.stringMatching(/^SIGINT: terraform was asked to stop already, and still works;/),
      expect.stringMatching(/^SIGHUP: terraform was asked to stop already, and still works;/),
    ]);
  });

  test("is nobody's business after its end", () => {
    const again = relaySignals(child, "terraform");
    expect(process.listenerCount("SIGINT")).toBe(listeners + 1);
    again();
    expect(process.listenerCount("SIGINT")).toBe(listeners);
  });
});

describe("what is said of an interruption", () => {
  test("names what cuts a run short, where a pipeline is known", () => {
    expect(interruption("SIGINT", "terraform", false, { GITHUB_ACTIONS: "true" })).toMatch(
      /recover finds it\. GitHub Actions kills a cancelled step ten seconds after it asked, and one that outlasts timeout-minutes likewise/,
    );
    expect(interruption("SIGTERM", "terraform", false, { JENKINS_URL: "https://jenkins.example" })).toMatch(
      /Jenkins waits two minutes for what it aborts/,
    );
  });

  test("speaks of no pipeline elsewhere", () => {
    expect(interruption("SIGINT", "terraform", false, {})).toMatch(/recover finds it\.$/);
  });
});
