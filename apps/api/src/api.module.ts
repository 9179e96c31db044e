import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ClockModule } from '@app/clock';
import { CourierFeature } from '@app/courier';
import { DatabaseModule } from '@app/database';
import { HousekeepingFeature } from '@app/housekeeping';
import { ImagesModule } from '@app/images';
import { LimitsModule } from '@app/limits';
import { OneTimeCodesModule } from '@app/one-time-codes';
import { OutboxModule } from '@app/outbox';
import { PartnersModule } from '@app/partners';
import { PasswordsModule } from '@app/passwords';
import { PendingSignupsModule } from '@app/pending-signups';
import { SettingsModule, type Settings } from '@app/settings';
import { TokensModule } from '@app/tokens';
import { UsersModule } from '@app/users';
import { AccessModule } from './access/access.module.js';
import { AuthModule } from './auth/auth.module.js';
import { systems } from './dialects/dialects.js';
import { ProblemFilter } from './dialects/problem.filter.js';
import { EnrolConfiguredPartners } from './enrol-partners.js';
import { HealthModule } from './health/health.module.js';
import { InlineCourier } from './inline-courier.js';
import { JwksModule } from './jwks/jwks.module.js';
import { PagesModule } from './pages/pages.module.js';
import { ProfileModule } from './profile/profile.module.js';
import { ReceiptsModule } from './receipts/receipts.module.js';
import { RegistrationModule } from './registration/registration.module.js';
import { ScheduledHousekeeping } from './scheduled-housekeeping.js';
import { VerificationModule } from './verification/verification.module.js';

const blocks = [
  ClockModule,
  DatabaseModule,
  UsersModule,
  PasswordsModule,
  TokensModule,
  OneTimeCodesModule,
  PartnersModule,
  PendingSignupsModule,
  OutboxModule,
  ImagesModule,
  LimitsModule,
];

const routes = [
  AuthModule,
  RegistrationModule,
  VerificationModule,
  ProfileModule,
  ReceiptsModule,
  JwksModule,
  HealthModule,
];

/** The HTTP process. */
@Module({})
export class ApiModule {
  static of(settings: Settings): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        SettingsModule.of(settings),
        ...blocks,
        AccessModule,
        CourierFeature,
        HousekeepingFeature,
        ...routes,
        ...systems.map(({ routes: ofSystem }) => ofSystem),
        PagesModule.of(settings),
      ],
      providers: [
        EnrolConfiguredPartners,
        InlineCourier,
        ScheduledHousekeeping,
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
