import { ApiProperty } from '@nestjs/swagger';
import type { PendingSignup } from '@app/pending-signups';
import type { PersonalData } from '@app/profile';
import { ProfileDto } from './profile.dto.js';

type Facts = Readonly<Record<string, string | number | boolean | null>>;

const facts = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;

/** Answer of `GET /profile/export`: everything that is held about the person, secrets excepted. */
export class ExportDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({ description: 'The profile; the photo as links', type: ProfileDto })
  profile!: ProfileDto;

  @ApiProperty({
    description: 'What the profile does not show',
    type: 'object',
    additionalProperties: true,
    example: { roles: 'user', bio: null },
  })
  account!: Facts;

  @ApiProperty({ description: 'Sign-ins, live and ended', ...facts, example: [] })
  sessions!: Facts[];

  @ApiProperty({
    description: 'The signup the account comes from, for a day',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: null,
  })
  signup!: Facts | null;

  @ApiProperty({
    description: 'Codes and links: what each was for, where it went, whether it can still be used',
    ...facts,
    example: [],
  })
  pending_changes!: Facts[];

  @ApiProperty({
    description: 'Messages of the last days: what kind, to whom, when; what they said is not kept',
    ...facts,
    example: [],
  })
  messages!: Facts[];

  static of({ user, sessions, signup, changes, messages }: PersonalData, publicUrl: string): ExportDto {
    return Object.assign(new ExportDto(), {
      status: true,
      profile: ProfileDto.of(user, publicUrl),
      account: {
        customer_id: user.id,
        roles: user.roles,
        bio: user.bio,
        is_active: user.isActive,
        is_verified: user.isVerified,
        is_superuser: user.isSuperuser,
        partner_id: user.partnerId,
        email_verified_at: iso(user.emailVerifiedAt),
        phone_verified_at: iso(user.phoneVerifiedAt),
      },
      sessions: sessions.map(
        ({ uuid, kind, device, address, createdAt, lastUsedAt, expiresAt, revokedAt }) => ({
          id: uuid,
          kind,
          device,
          address,
          created_at: iso(createdAt),
          last_used_at: iso(lastUsedAt),
          expires_at: iso(expiresAt),
          revoked_at: iso(revokedAt),
        }),
      ),
      signup: signup && signupFacts(signup),
      pending_changes: changes.map(({ purpose, target, isLive, createdAt, expiresAt }) => ({
        purpose,
        target,
        usable: isLive === true || purpose === 'email-undo',
        created_at: iso(createdAt),
        expires_at: iso(expiresAt),
      })),
      messages: messages.map(({ type, channel, recipient, status, receipt, createdAt, finishedAt }) => ({
        type,
        channel,
        to: recipient,
        status,
        receipt,
        created_at: iso(createdAt),
        finished_at: iso(finishedAt),
      })),
    });
  }
}

const signupFacts = (signup: PendingSignup): Facts => ({
  username: signup.username,
  email: signup.email,
  phone_number: signup.phoneNumber,
  first_name: signup.firstName,
  last_name: signup.lastName,
  mode: signup.mode,
  platform: signup.platform,
  partner_id: signup.partnerId,
  language: signup.locale,
  created_at: iso(signup.createdAt),
  verified_at: iso(signup.verifiedAt),
});

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;
