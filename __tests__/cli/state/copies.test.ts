import { copyToKeep } from "../../../cli/state/copies";

const state = (serial: number, lineage = "a") => JSON.stringify({ version: 4, serial, lineage });

describe("copyToKeep", () => {
  test.each([
    ["only this machine has one", state(3), "", "local"],
    ["only the bucket has one", "", state(3), "bucket"],
    ["the move was killed after the copy", state(3), state(3), "bucket"],
    ["somebody has applied since", state(3), state(5), "bucket"],
    ["the bucket has an older one", state(4), state(3), "local"],
    ["the file was cut off", state(9).slice(0, 20), state(3), "bucket"],
    ["there is none", "", "", "neither"],
    ["the file is of another state", state(3, "b"), state(5), undefined],
  ])("when %s", (_, local, bucket, kept) => expect(copyToKeep(local, bucket)).toBe(kept));
});
