import { ApiProperty } from '@nestjs/swagger';
import { imageSizes, type ImageSize } from '@app/images';
import type { User } from '@app/users';

/** Where the photo is, by size. Each needs the access token, too. */
export class ProfileImagesDto {
  @ApiProperty({ description: 'WebP inside 96 × 96 px', example: '/profile/image/small' })
  small!: string;

  @ApiProperty({ description: 'WebP inside 320 × 320 px', example: '/profile/image/medium' })
  medium!: string;

  @ApiProperty({ description: 'WebP inside 1080 × 1080 px', example: '/profile/image/large' })
  large!: string;

  /** @param publicUrl the only base of links */
  static at(publicUrl: string): ProfileImagesDto {
    const links = Object.keys(imageSizes).map((size) => [
      size as ImageSize,
      `${publicUrl}/profile/image/${size}`,
    ]);
    return Object.assign(new ProfileImagesDto(), Object.fromEntries(links) as Record<ImageSize, string>);
  }
}

/** What the service knows of the person who asks. */
export class ProfileDto {
  @ApiProperty({ description: 'Public id (UUIDv7)', example: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a70' })
  id!: string;

  @ApiProperty({ description: 'Username as chosen', example: 'test regis 3' })
  username!: string;

  @ApiProperty({ description: 'E-mail address', type: String, nullable: true, example: 'test@abc.com' })
  email!: string | null;

  @ApiProperty({ description: 'Whether the person proved the e-mail address', example: false })
  email_verified!: boolean;

  @ApiProperty({ description: 'Phone number', type: String, nullable: true, example: '621234567891' })
  phone_number!: string | null;

  @ApiProperty({ description: 'Whether the person proved the phone number', example: false })
  phone_verified!: boolean;

  @ApiProperty({ description: 'Full name', example: 'second test account' })
  name!: string;

  @ApiProperty({ description: 'First name', example: 'second' })
  first_name!: string;

  @ApiProperty({ description: 'Last name', type: String, nullable: true, example: 'test account' })
  last_name!: string | null;

  @ApiProperty({ description: 'YYYY-MM-DD', type: String, nullable: true, example: '1996-10-18' })
  date_of_birth!: string | null;

  @ApiProperty({ description: 'Laki-Laki or Perempuan', type: String, nullable: true, example: 'Laki-Laki' })
  gender!: string | null;

  @ApiProperty({ description: 'Kind of account', example: 'customer' })
  account_type!: string;

  @ApiProperty({
    description: 'Platform the person registered for',
    type: String,
    nullable: true,
    example: 'ONAPPS',
  })
  platform!: string | null;

  @ApiProperty({ description: 'The photo, or null without one', type: ProfileImagesDto, nullable: true })
  profile_img!: ProfileImagesDto | null;

  @ApiProperty({ description: 'When the account came into being, UTC', example: '2026-11-20T08:00:00.000Z' })
  created_at!: string;

  @ApiProperty({ description: 'When it last changed, UTC', example: '2026-11-20T08:00:00.000Z' })
  updated_at!: string;

  /** Field by field: what is not named here does not leave (SECURITY R42). */
  static of(user: User, publicUrl: string): ProfileDto {
    return Object.assign(new ProfileDto(), {
      id: user.uuid,
      username: user.username,
      email: user.email,
      email_verified: user.emailVerifiedAt !== null,
      phone_number: user.phoneNumber,
      phone_verified: user.phoneVerifiedAt !== null,
      name: user.name,
      first_name: user.firstName,
      last_name: user.lastName,
      date_of_birth: user.dateOfBirth,
      gender: user.gender,
      account_type: user.accountType,
      platform: user.platform,
      profile_img: user.avatarPhotoId === null ? null : ProfileImagesDto.at(publicUrl),
      created_at: user.createdAt.toISOString(),
      updated_at: user.updatedAt.toISOString(),
    });
  }
}

/** Answer of `GET /profile`. */
export class ProfileAnswerDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({ description: 'The person', type: ProfileDto })
  profile!: ProfileDto;

  static of(user: User, publicUrl: string): ProfileAnswerDto {
    return Object.assign(new ProfileAnswerDto(), { status: true, profile: ProfileDto.of(user, publicUrl) });
  }
}
