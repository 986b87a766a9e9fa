/** The entry `reactor-errors/image-serving/render`: carries plans out, on Node. */
export type { ErrorWords } from '../plan.js'
export type { ImageResponse } from '../response.js'
export { type ErrorImageInit, renderErrorImage } from './error-image.js'
export { type CarriedOut, type ExecuteOptions, executePlan } from './execute-plan.js'
export { builtInFont, type ErrorFont } from './font.js'
export { type Picture, type PictureInit, renderPicture, TooManyPixelsError } from './picture.js'
export { hasBeenPassedOn, type ProxyLimits } from './proxy.js'
