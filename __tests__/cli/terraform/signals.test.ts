import { relaySignals } from "../../../cli/terraform/commands";

describe("a signal while Terraform works", () => {
  const asked: unknown[] = [];
  const child = { kill: (signal?: unknown) => asked.push(signal) > 0 };
  const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const settle = relaySignals(child, "terraform");
  process.emit("SIGTERM", "SIGTERM");
  process.emit("SIGINT", "SIGINT");
  settle();
  const listeners = process.listenerCount("SIGINT");
  const lines = said.mock.calls.map(([line]) => String(line));
  said.mockRestore();

  test("reaches it once, as an interrupt: a second one would make it stop without writing its state", () => {
    expect(asked).toEqual(["SIGINT"]);
  });

  test("is explained each time", () => {
    expect(lines).toEqual([
      expect.stringMatching(/^SIGTERM: terraform is asked to stop; it ends what was begun, writes the state/),
      expect.stringMatching(/^SIGINT: terraform was asked to stop already, and still works;/),
    ]);
  });

  test("is nobody's business after its end", () => {
    const again = relaySignals(child, "terraform");
    expect(process.listenerCount("SIGINT")).toBe(listeners + 1);
    again();
    expect(process.listenerCount("SIGINT")).toBe(listeners);
  });
});
