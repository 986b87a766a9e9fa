/** The entry `reactor-errors/image-serving/render`: carries plans out, on Node. */
export type { ErrorWords } from '../plan.js'
export type { ImageAnswer } from '../write-answer.js'
export { type CarriedOut, type CarryOutOptions, carryOut } from './carry-out.js'
export { type ErrorImageInit, renderErrorImage } from './error-image.js'
export { builtInFont, type ErrorFont } from './font.js'
export { hasBeenPassedOn, type PassOnLimits } from './pass-on.js'
export { type Picture, type PictureInit, renderPicture, TooManyPixelsError } from './picture.js'
