// CPU time a request costs in the service, against the bare server that answers the same.
import { deepStrictEqual } from 'node:assert/strict';
import { password, usernameOf } from './database.mjs';
import { inTurns, load, median } from './load.mjs';
import { startBareServer, startService } from './service.mjs';

const target = 2;
const goal = 1.4;
/** Requests until the compiler has nothing left to win, however busy the machine is. */
const warmUp = 20_000;

export async function measureRequests(plan, database) {
  const service = await startService(database);
  try {
    const bare = await startBareServer(plan, database, service);
    try {
      const routes = await requestsFor(service);
      for (const route of routes) await sameAnswer(service, bare, route);
      const results = [];
      for (const route of routes) results.push(await compare(plan, route, { bare, service }));
      return results;
    } finally {
      await bare.stop();
    }
  } finally {
    await service.stop();
  }
}

async function requestsFor({ url }) {
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username: usernameOf(7), password });
  const signedIn = await fetch(`${url}/auth`, { method: 'POST', headers: json, body });
  const { token } = await signedIn.json();
  const address = JSON.stringify({ email: 'nobody.so.far@example.com' });
  return [
    { method: 'POST', path: '/check/email', headers: json, body: address },
    { method: 'GET', path: '/profile', headers: { authorization: `Bearer ${token}` } },
  ];
}

/** A comparison with something that answers otherwise would be worth nothing. */
async function sameAnswer(service, bare, { path, ...request }) {
  const [one, other] = await Promise.all(
    [service, bare].map(async ({ url }) => (await fetch(`${url}${path}`, request)).json()),
  );
  deepStrictEqual(one, other);
}

async function compare(plan, route, servers) {
  const at = (server) => ({ ...route, url: `${server.url}${route.path}` });
  for (const server of Object.values(servers))
    await load(server.url, at(server), { ...plan, amount: warmUp });
  const rounds = [];
  for (let round = 0; round < plan.rounds; round++) {
    const cost = {};
    for (const name of inTurns(Object.keys(servers), round))
      cost[name] = await costOf(servers[name], at(servers[name]), plan);
    rounds.push(cost.service.micros / cost.bare.micros);
    console.log(`  ${route.path.padEnd(13)} bare ${words(cost.bare)} · service ${words(cost.service)}`);
  }
  const name = `${route.method} ${route.path} / bare server, CPU`;
  return { name, ratio: median(rounds), target, goal, atLeast: false };
}

const words = ({ micros, perSecond, p99 }) =>
  `${micros.toFixed(0)} µs CPU, ${perSecond.toFixed(0)}/s, p99 ${p99} ms`;

/** Microseconds of CPU that one answer cost the server. */
async function costOf(server, request, plan) {
  const before = await server.cpu();
  const { answered, perSecond, p99 } = await load(server.url, request, plan);
  return { micros: ((await server.cpu()) - before) / answered, perSecond, p99 };
}
