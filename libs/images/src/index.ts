export { DiskImageStore } from './disk-image-store.js';
export { ImageProcessor } from './image-processor.js';
export { ImageRefused } from './image-refused.js';
export { imageSizes, type ImageSize, type ProcessedImage } from './image-sizes.js';
export { ImageStore } from './image-store.js';
export { OrphanedImages } from './orphaned-images.js';
export { ImagesModule } from './images.module.js';
