/** Tests run from `dist/`, but their snapshots are kept beside the sources. */
export = {
  resolveSnapshotPath: (test: string, extension: string): string =>
    test.replace("/dist/__tests__/", "/__tests__/").replace(/([^/]+)$/, `__snapshots__/$1${extension}`),
  resolveTestPath: (snapshot: string, extension: string): string =>
    snapshot.replace("/__tests__/", "/dist/__tests__/").replace("__snapshots__/", "").slice(0, -extension.length),
  testPathForConsistencyCheck: "/project/dist/__tests__/modules/vpc.test.js",
};
