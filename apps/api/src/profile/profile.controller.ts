import { Controller, Get, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import { FileFieldsInterceptor } from '@nestjs/platform-fastify/multipart';
import { ApiBody, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { UpdateBasicProfile } from '@app/profile';
import { HttpSettings } from '@app/settings';
import type { User } from '@app/users';
import { CurrentSession, CurrentUser } from '../access/principals.js';
import { RequestCaller, type Caller } from '../http/caller.js';
import { Consumes } from '../http/media-types.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import { BasicProfilePipe } from './basic-profile.pipe.js';
import { BasicProfileDto } from './dto/basic-profile.dto.js';
import { ProfileAnswerDto } from './dto/profile.dto.js';
import { FieldSizeInterceptor, formLimits, FormGuard } from './form-limits.js';
import { Multipart, photoIn, type MultipartForm } from './multipart-form.js';
import * as operations from './profile.operations.js';

const parts = [
  { name: 'profile_img', maxCount: 1 },
  // Browsers send a typed JSON part as a file.
  { name: 'basic_profile', maxCount: 1 },
];

/** What a person keeps here. */
@ApiTags('Profile')
@Controller()
export class ProfileController {
  constructor(
    private readonly updateProfile: UpdateBasicProfile,
    private readonly settings: HttpSettings,
  ) {}

  @Post('update-basic-profile')
  @Consumes('multipart/form-data')
  @UseGuards(FormGuard)
  @UseInterceptors(FieldSizeInterceptor, FileFieldsInterceptor(parts, { limits: formLimits }))
  @ApiExtraModels(BasicProfileDto)
  @ApiBody(operations.basicProfileBody)
  @Operation(operations.updateBasicProfile)
  async updateBasicProfile(
    @CurrentUser() user: User,
    @CurrentSession() sessionId: string,
    @RequestCaller() { locale }: Caller,
    @Multipart(BasicProfilePipe) profile: BasicProfileDto,
    @Multipart() form: MultipartForm,
  ): Promise<DoneDto> {
    const { date_of_birth: dateOfBirth, gender, phone_number: phoneNumber } = profile;
    const filledIn = { dateOfBirth, gender, phoneNumber, image: photoIn(form) };
    await this.updateProfile.update({ user, sessionId, locale }, filledIn);
    return DoneDto.of('Success update profile');
  }

  @Get('profile')
  @Operation(operations.getProfile)
  getProfile(@CurrentUser() user: User): ProfileAnswerDto {
    return ProfileAnswerDto.of(user, this.settings.publicUrl);
  }
}
