const MEMORY_MIB: Readonly<Record<string, number>> = { Ki: 1 / 1024, Mi: 1, Gi: 1024 };

/** `250m` and `0.25` are 250 millicores. */
export const millicores = (cpu: string): number => (cpu.endsWith("m") ? Number(cpu.slice(0, -1)) : Number(cpu) * 1000);

/** `1Gi` is 1024 MiB. */
export const mebibytes = (memory: string): number =>
  Number(memory.slice(0, -2)) * (MEMORY_MIB[memory.slice(-2)] ?? Number.NaN);
