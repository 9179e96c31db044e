import { ApiProperty } from '@nestjs/swagger';
import type { Session } from '@app/tokens';
import { Text } from '../../input/properties.js';

/** Body of `POST /auth/refresh`. */
export class RefreshDto {
  @Text({
    description: 'The refresh token of the last sign-in or refresh',
    example: 'dGhlIHNlc3Npb24gcGFydAVv0aTqyR1Yt2uJc3ZkWm4s5x6B7n8M9q0LwErTyUiOp',
  })
  refresh_token!: string;
}

/** Body of `POST /auth/logout`, for callers without an access token. */
export class LogoutDto {
  @Text({
    description: 'Instead of the access token',
    example: 'dGhlIHNlc3Npb24gcGFydAVv0aTqyR1Yt2uJc3ZkWm4s5x6B7n8M9q0LwErTyUiOp',
    optional: true,
  })
  refresh_token?: string | null;
}

/** One sign-in, as its owner sees it. */
export class SessionDto {
  @ApiProperty({
    description: 'Id, for DELETE /auth/sessions/{id}',
    example: '01a1f831-1886-75c3-9d1b-0121f59295d2',
  })
  id!: string;

  @ApiProperty({ description: 'How it was opened', enum: ['web', 'native', 'api'], example: 'native' })
  kind!: string;

  @ApiProperty({ description: 'User agent, shortened', example: 'ONAPPS/3.2 (Android 16)' })
  device!: string;

  @ApiProperty({ description: 'IP address', example: '203.0.113.7' })
  address!: string;

  @ApiProperty({ description: 'Whether a native app opened it', example: true })
  native!: boolean;

  @ApiProperty({ description: 'When it was opened, UTC', example: '2026-11-20T08:00:00.000Z' })
  created_at!: string;

  @ApiProperty({
    description: 'The last refresh, or for an api token the last use to the hour, UTC',
    example: '2026-11-20T08:00:00.000Z',
  })
  last_used_at!: string;

  @ApiProperty({ description: 'Whether it is the one that asks', example: true })
  current!: boolean;

  static of(session: Session, currentId: string): SessionDto {
    return Object.assign(new SessionDto(), {
      id: session.uuid,
      kind: session.kind,
      device: session.device,
      address: session.address,
      native: session.kind === 'native',
      created_at: session.createdAt.toISOString(),
      last_used_at: session.lastUsedAt.toISOString(),
      current: session.uuid === currentId,
    });
  }
}

/** Answer of `GET /auth/sessions`. */
export class SessionsDto {
  @ApiProperty({ description: 'Live sessions, newest first', type: [SessionDto] })
  sessions!: SessionDto[];

  static of(sessions: readonly Session[], currentId: string): SessionsDto {
    return Object.assign(new SessionsDto(), {
      sessions: sessions.map((session) => SessionDto.of(session, currentId)),
    });
  }
}
