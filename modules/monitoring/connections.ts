/** Memory in GiB by size, where a vCPU comes with 4 GiB. */
const SIZES: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16 };
/** What the families have of that. */
const FAMILIES: Readonly<Record<string, number>> = { t: 1, m: 1, r: 2 };
const GIB = 1024 ** 3;

/**
 * How many connections PostgreSQL on RDS admits: `LEAST({DBInstanceClassMemory/9531392}, 5000)`
 * (RDS user guide, "Quotas and constraints: maximum number of database connections"). RDS counts a little less memory
 * than the instance has, so the real number is a few percent lower.
 * Of a class it does not know it says 100, which alarms too early rather than never.
 */
export function maxConnections(instanceClass: string): number {
  const [, family = "", size = ""] = instanceClass.split(".");
  const memory = memoryOf(size) * (FAMILIES[family.charAt(0)] ?? 0);
  return memory > 0 ? Math.min(Math.floor((memory * GIB) / 9531392), 5000) : 100;
}

function memoryOf(size: string): number {
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  return times ? Number(times) * 16 : (SIZES[size] ?? 0);
}
