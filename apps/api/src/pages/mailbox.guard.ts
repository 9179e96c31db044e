import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotFound } from '@app/problems';
import { HttpSettings } from '@app/settings';

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (/^(::ffff:)?127\./.test(address) || address === '::1');

/** What proxies add. A request that has one may come from anywhere, although the proxy sits on this machine. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * The mailbox holds codes: it answers this machine alone, and only under names of this machine, so that a foreign page
 * cannot read it through a name of its own that points here (DNS rebinding).
 */
@Injectable()
export class MailboxGuard implements CanActivate {
  private readonly hosts: ReadonlySet<string>;

  constructor({ publicUrl }: HttpSettings) {
    this.hosts = new Set(['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname]);
  }

  canActivate(context: ExecutionContext): boolean {
    const { socket, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const host = URL.parse(`http://${headers.host ?? ''}`)?.hostname ?? '';
    const isForwarded = forwarding.some((name) => name in headers);
    if (isForwarded || !isLoopback(socket.remoteAddress) || !this.hosts.has(host)) throw new NotFound();
    return true;
  }
}
