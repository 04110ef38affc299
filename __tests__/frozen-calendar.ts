/**
 * The support calendar that tests of rules are about, as it was on one day: versions join and leave the real one, and none of
 * that is a fault of the code. What the project ships is judged by the real one, in processes of their own.
 */
const FROZEN = {
  date: "2026-11-23",
  kubernetes: {
    "1.28": {
      endStandard: "2024-11-26",
      endExtended: "2025-11-26",
    },
    "1.29": {
      endStandard: "2025-03-23",
      endExtended: "2026-03-23",
    },
    "1.30": {
      endStandard: "2025-07-23",
      endExtended: "2026-07-23",
    },
    "1.31": {
      endStandard: "2025-11-26",
      endExtended: "2026-11-26",
    },
    "1.32": {
      endStandard: "2026-03-23",
      endExtended: "2027-03-23",
    },
    "1.33": {
      endStandard: "2026-07-29",
      endExtended: "2027-07-29",
    },
    "1.34": {
      endStandard: "2026-12-02",
      endExtended: "2027-12-02",
    },
    "1.35": {
      endStandard: "2027-03-27",
      endExtended: "2028-03-27",
    },
    "1.36": {
      endStandard: "2027-08-02",
      endExtended: "2028-08-02",
    },
  },
  postgresql: {
    "16": {
      endStandard: "2029-02-28",
      firstCreatableMinor: 9,
      lastKnownMinor: 14,
      olderMinorsEnded: "2026-05-31",
    },
    "17": {
      endStandard: "2030-02-28",
    },
    "18": {
      endStandard: "2031-02-28",
    },
  },
  redis: {
    "5.0": {
      endStandard: "2026-01-31",
    },
    "7.1": {},
  },
  valkey: {
    "7.2": {},
    "8.0": {},
    "8.1": {},
    "8.2": {},
    "9.0": {},
    "9.1": {},
  },
};

jest.mock("../environments/support-calendar.json", () => FROZEN);
