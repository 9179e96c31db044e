import { Problem } from '@app/problems';

/**
 * Not a picture we take: another format, broken, too many pixels or several frames. Which of them, only the log
 * learns.
 */
export class ImageRefused extends Problem {
  readonly code = 'profile.image_refused';
  constructor(cause?: unknown) {
    super("Property 'profile_img' must be a JPEG, PNG or WebP image of at most 25 megapixels", { cause });
  }
}
