import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a figure is worth only together with. */
export async function describeMachine({ version }) {
  const [cpu] = cpus();
  return [
    `machine   ${availableParallelism()} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`,
    `software  Node ${process.versions.node}, MariaDB ${version}`,
    `load      ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')} (1, 5, 15 minutes) before the run`,
  ].join('\n');
}
