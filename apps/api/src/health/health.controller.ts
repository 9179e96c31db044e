import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { Migrator } from '@app/database';
import { Reader } from '@app/transactions';
import { Public } from '../access/policy.js';
import { Operation } from '../openapi/operation.js';

/** Milliseconds after which a silent database counts as away. */
const patience = 2000;

class HealthDto {
  @ApiProperty({ description: 'Always ok; anything else is a 503', example: 'ok' })
  status!: 'ok';

  static readonly ok: HealthDto = Object.assign(new HealthDto(), { status: 'ok' as const });
}

const answer = { type: HealthDto, description: 'Well', examples: { ok: { status: 'ok' } } };

/** For the supervisor and the load balancer. Says how it is, never why. */
@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly reader: Reader,
    private readonly migrator: Migrator,
  ) {}

  @Get('live')
  @Public()
  @Operation({
    id: 'healthLive',
    summary: 'Is the process alive',
    description: 'Asks nothing of the database: a restart would not bring it back.',
    caller: 'nobody',
    answer,
  })
  live(): HealthDto {
    return HealthDto.ok;
  }

  @Get('ready')
  @Public()
  @Operation({
    id: 'healthReady',
    summary: 'Can the process serve',
    description: 'Looks at the database and at pending migrations; nothing else makes it fail.',
    caller: 'nobody',
    answer,
    refusals: { 503: ['Service unavailable'] },
  })
  async ready(): Promise<HealthDto> {
    await this.health.check([
      () => this.check('database', async () => (await this.reader.rows('SELECT 1', [])).length === 1),
      () => this.check('migrations', async () => (await this.migrator.pending()).length === 0),
    ]);
    return HealthDto.ok;
  }

  private async check(name: string, isWell: () => Promise<boolean>) {
    const indicator = this.indicators.check(name);
    const well = await Promise.race([isWell().catch(() => false), sleep(patience, false, { ref: false })]);
    return well ? indicator.up() : indicator.down();
  }
}
