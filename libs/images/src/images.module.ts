import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { StorageSettings } from '@app/settings';
import { DiskImageStore } from './disk-image-store.js';
import { ImageProcessor } from './image-processor.js';
import { ImageStore } from './image-store.js';
import { OrphanedImages } from './orphaned-images.js';

@Global()
@Module({
  providers: [
    ImageProcessor,
    OrphanedImages,
    {
      provide: ImageStore,
      inject: [StorageSettings],
      useFactory: ({ dataDir }: StorageSettings) => new DiskImageStore(join(dataDir, 'images')),
    },
  ],
  exports: [ImageProcessor, ImageStore, OrphanedImages],
})
export class ImagesModule {}
