// Measures what the service costs beside what it stands on, in one run on one machine, and prints the ratios.
//
//   npm run bench                          builds, measures, exits 1 when a target is missed
//   node tools/bench.mjs --rounds=9 --seconds=2      on the present build
//
// It needs MariaDB, found as the tests find it (TEST_DATABASE_URL, 127.0.0.1:3306, a private mariadbd). Servers are
// processes of their own; their CPU time is process.cpuUsage() before and after, over the requests they answered.
// Method and figures: docs/performance.md.
import { parseArgs } from 'node:util';
import { openDatabase } from './bench/database.mjs';
import { describeMachine } from './bench/machine.mjs';
import { measureRequests } from './bench/requests.mjs';
import { measureSignIns } from './bench/sign-ins.mjs';
import { printVerdict } from './bench/verdict.mjs';

// What runs in a process of its own is this file again, with the name of its part.
const parts = {
  'bare-server': () => import('./bench/bare-server.mjs'),
  'raw-hashes': () => import('./bench/raw-hashes.mjs'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '3' },
  },
});

const [part] = positionals;
if (part === undefined) await bench();
else await (await parts[part]()).run();

async function bench() {
  const plan = { rounds: Number(values.rounds), seconds: Number(values.seconds), connections: 32 };
  const database = await openDatabase();
  try {
    console.log(await describeMachine(database));
    console.log(
      `\n${plan.rounds} rounds of ${plan.seconds} s, ${plan.connections} connections, after a warm-up`,
    );
    const results = [...(await measureSignIns(plan, database)), ...(await measureRequests(plan, database))];
    process.exitCode = printVerdict(results) ? 0 : 1;
  } finally {
    await database.close();
  }
}
