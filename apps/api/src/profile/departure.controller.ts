import { Body, Controller, Delete, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConfirmPassword } from '@app/auth';
import { GatherPersonalData, RequestDeletion } from '@app/profile';
import { HttpSettings } from '@app/settings';
import type { User } from '@app/users';
import { CurrentSession, CurrentUser } from '../access/principals.js';
import { RequestCaller, type Caller } from '../http/caller.js';
import { Operation } from '../openapi/operation.js';
import { deleteProfile, exportProfile } from './departure.operations.js';
import { DeleteProfileDto, DeletionDto } from './dto/address.dto.js';
import { ExportDto } from './dto/export.dto.js';

/** Taking one's data along, and going. */
@ApiTags('Profile')
@Controller('profile')
export class DepartureController {
  constructor(
    private readonly password: ConfirmPassword,
    private readonly deletion: RequestDeletion,
    private readonly data: GatherPersonalData,
    private readonly settings: HttpSettings,
  ) {}

  @Get('export')
  @Operation(exportProfile)
  async exportProfile(@CurrentUser() user: User): Promise<ExportDto> {
    return ExportDto.of(await this.data.of(user), this.settings.publicUrl);
  }

  @Delete()
  @Operation(deleteProfile)
  async deleteProfile(
    @Body() { password }: DeleteProfileDto,
    @CurrentUser() user: User,
    @CurrentSession() sessionId: string,
    @RequestCaller() { address, locale }: Caller,
  ): Promise<DeletionDto> {
    await this.password.confirm(user, { password, address, sessionId });
    return DeletionDto.of(await this.deletion.request({ user, sessionId, locale }));
  }
}
