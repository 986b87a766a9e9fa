/** The entry `reactor-errors/image-serving/render`: executes plans, on Node. */
export type { ErrorWords } from '../plan.js'
export type { ImageResponse } from '../response.js'
export { type ErrorImageInit, renderErrorImage } from './error-image.js'
export { type Executed, type ExecuteOptions, executePlan } from './execute-plan.js'
export { builtInFont, type ErrorFont } from './font.js'
export {
  type Picture,
  type PictureInit,
  type RenderedPicture,
  renderPicture,
  TooManyPixelsError,
} from './picture.js'
export { hasBeenProxied, type ProxyLimits } from './proxy.js'
export { RendererMissingError } from './sharp.js'
