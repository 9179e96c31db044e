import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { ManageSessions, RefreshSession } from '@app/auth';
import { Unauthorized } from '@app/problems';
import type { User } from '@app/users';
import { BearerOrRefreshToken, Public } from '../access/policy.js';
import { CurrentSession, CurrentUser, OptionalSignedIn } from '../access/principals.js';
import type { SignedIn } from '../access/signed-in.js';
import { BodyOptional } from '../http/media-types.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import { LogoutDto, RefreshDto, SessionsDto } from './dto/session.dto.js';
import { TokenDto } from './dto/token.dto.js';
import * as operations from './session.operations.js';

/** Staying signed in, and signing out. */
@ApiTags('Auth')
@Controller('auth')
export class SessionController {
  constructor(
    private readonly refreshing: RefreshSession,
    private readonly sessions: ManageSessions,
  ) {}

  @Post('refresh')
  @Public()
  @Operation(operations.refreshToken)
  async refreshToken(@Body() body: RefreshDto): Promise<TokenDto> {
    return TokenDto.of(await this.refreshing.refresh(body.refresh_token));
  }

  @Post('logout')
  @BearerOrRefreshToken()
  @BodyOptional()
  @Operation(operations.logout)
  async logout(
    @Body() body: LogoutDto,
    @OptionalSignedIn() signedIn: SignedIn | undefined,
  ): Promise<DoneDto> {
    if (body.refresh_token) await this.sessions.signOutByRefreshToken(body.refresh_token);
    else if (signedIn) await this.sessions.signOut(signedIn.user, signedIn.sessionId);
    else throw new Unauthorized();
    return DoneDto.of('Signed out');
  }

  @Post('logout-all')
  @BodyOptional()
  @Operation(operations.logoutAll)
  async logoutAll(@CurrentUser() user: User): Promise<DoneDto> {
    await this.sessions.signOutEverywhere(user);
    return DoneDto.of('Signed out');
  }

  @Get('sessions')
  @Operation(operations.listSessions)
  async listSessions(@CurrentUser() user: User, @CurrentSession() current: string): Promise<SessionsDto> {
    return SessionsDto.of(await this.sessions.list(user), current);
  }

  @Delete('sessions/:id')
  @ApiParam({ name: 'id', description: 'Id of the session', example: '01a1f831-1886-75c3-9d1b-0121f59295d2' })
  @Operation(operations.revokeSession)
  async revokeSession(@CurrentUser() user: User, @Param('id') id: string): Promise<DoneDto> {
    await this.sessions.revoke(user, id);
    return DoneDto.of('Session revoked');
  }
}
