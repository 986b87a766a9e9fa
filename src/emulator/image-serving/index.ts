/** The entry `reactor-errors/emulator/image-serving`: an emulator of Image Serving and Image Rendering to try a program on. */
export { type ImageCatalog, type ImageConfig, type ImageRecord, readImageConfig } from './config.js'
export {
  type ImageRequestLog,
  type ImageServingEmulator,
  type ImageServingEmulatorOptions,
  startImageServingEmulator,
} from './start.js'
