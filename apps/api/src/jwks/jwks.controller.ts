import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { KeyRing, publishedFor } from '@app/tokens';
import { Public } from '../access/policy.js';
import { Operation } from '../openapi/operation.js';
import { JwkSetDto } from './jwks.dto.js';

const sample = {
  kty: 'EC',
  use: 'sig',
  alg: 'ES256',
  kid: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a70',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

/** For platforms that verify tokens themselves. */
@ApiTags('Auth')
@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: KeyRing) {}

  @Get('jwks.json')
  @Public()
  @Operation({
    id: 'jwks',
    summary: 'Read the public keys of tokens',
    description:
      'A JSON Web Key Set for verifying ES256 and RS256 tokens by their kid. Empty while tokens are signed with HS256, whose key is a secret. May be kept for five minutes: a key is listed for longer than that before it signs.',
    caller: 'public',
    answer: {
      type: JwkSetDto,
      description: 'The keys',
      examples: { 'one ES256 key': { keys: [sample] }, HS256: { keys: [] } },
    },
  })
  async list(@Res({ passthrough: true }) reply: FastifyReply): Promise<JwkSetDto> {
    const keys = JwkSetDto.of(await this.keys.publicKeys());
    reply.header('cache-control', `public, max-age=${publishedFor}`);
    return keys;
  }
}
