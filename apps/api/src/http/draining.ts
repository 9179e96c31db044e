import type { FastifyInstance } from 'fastify';

/**
 * Answers given while the process ends close their connection: one kept alive after its last answer would be waited
 * for until patience ends.
 */
export function closeConnectionsWhenEnding(instance: FastifyInstance): void {
  let ending = false;
  instance.addHook('preClose', async () => {
    ending = true;
  });
  instance.addHook('onSend', async (_request, reply) => {
    if (ending) reply.header('connection', 'close');
  });
}
