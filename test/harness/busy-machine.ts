import { existsSync, readFileSync } from 'node:fs';

/**
 * Milliseconds the first thread of a process was ready to run and another ran: nobody's fault, as the suites share
 * their machine. Nothing where the kernel does not count it.
 */
export function waitedForProcessor(pid = process.pid): number {
  const counts = `/proc/${pid}/schedstat`;
  return existsSync(counts) ? Number(readFileSync(counts, 'utf8').split(' ')[1]) / 1e6 : 0;
}

/** A clock that stands while others keep the processor from this process. @returns how to read it, in milliseconds */
export function ownTime(): () => number {
  const [begun, waited] = [performance.now(), waitedForProcessor()];
  return () => performance.now() - begun - (waitedForProcessor() - waited);
}
