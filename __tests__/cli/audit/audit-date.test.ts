import { readAuditDate } from "../../../cli/audit/audit-date";

describe("readAuditDate", () => {
  test("takes AUDIT_DATE", () => {
    expect(readAuditDate("2027-01-31", "2026-11-23")).toBe("2027-01-31");
  });

  test("refuses an AUDIT_DATE that is no day", () => {
    expect(() => readAuditDate("tomorrow", "2026-11-23")).toThrow(
      "AUDIT_DATE: tomorrow is not a day; write it like 2027-01-31",
    );
  });

  test("is a day without AUDIT_DATE too", () => {
    expect(readAuditDate(undefined, "2026-11-23")).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
