import { Controller, Get, HttpCode, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { imageSizes, type ImageSize } from '@app/images';
import { NotFound } from '@app/problems';
import { ReadProfileImage } from '@app/profile';
import type { User } from '@app/users';
import { CurrentUser } from '../access/principals.js';
import { RefusalAnswers } from '../openapi/operation.js';
import { entityTag, namesTag } from './entity-tag.js';

const isSize = (text: string): text is ImageSize => Object.hasOwn(imageSizes, text);

/** The photo, for its owner alone. */
@ApiTags('Profile')
@Controller('profile/image')
export class ProfileImageController {
  constructor(private readonly images: ReadProfileImage) {}

  @Get(':size')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'getProfileImage',
    summary: 'Read the profile photo',
    description:
      'WebP inside a square of 96 (small), 320 (medium) or 1080 (large) pixels. Answers 304 to a matching If-None-Match.',
  })
  @ApiParam({
    name: 'size',
    description: 'Which rendition',
    enum: Object.keys(imageSizes),
    example: 'medium',
  })
  @ApiResponse({
    status: 200,
    description: 'The photo',
    content: { 'image/webp': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiResponse({ status: 304, description: 'The photo is the one the caller has' })
  @RefusalAnswers({ caller: 'bearer', refusals: { 404: ['Not found'] } })
  async getProfileImage(
    @CurrentUser() user: User,
    @Param('size') size: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isSize(size)) throw new NotFound();
    const bytes = await this.images.read(user, size);
    const tag = entityTag(bytes);
    void reply.header('etag', tag).header('cache-control', 'private, max-age=0');
    if (namesTag(request.headers['if-none-match'], tag)) return void reply.status(304).send();
    void reply
      .header('content-disposition', 'inline; filename="profile.webp"')
      .type('image/webp')
      .send(bytes);
  }
}
