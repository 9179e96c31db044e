import { runInThisContext } from 'node:vm';

/** Jest hands tests a copy of `process.env`, which Node does not listen to: this is the real one. */
const environment = runInThisContext('process.env') as NodeJS.ProcessEnv;

/** Moves this process to a time zone. @returns what brings it back */
export function moveTo(zone: string): () => void {
  const before = environment['TZ'];
  environment['TZ'] = zone;
  return () => {
    if (before === undefined) delete environment['TZ'];
    else environment['TZ'] = before;
  };
}
