/** The entry `reactor-errors/check-image`: finds error images among pictures. */
export type { FetchUrl, HostSignal } from '../origin.js'
export type { SignalLike, Sleep } from '../wait.js'
export { type CheckImageOptions, checkImage, type ImageCheck } from './check-image.js'
export { type CheckedImage, type CheckImagesOptions, checkImages } from './check-images.js'
