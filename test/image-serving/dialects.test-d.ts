import { expectTypeOf, test } from 'vitest'
import {
  type ImageRenderingCode,
  type ImageServingCode,
  imageRendering,
  imageServing,
} from '../../src/image-serving/index.js'

declare const caught: unknown

test('codes are those of the catalog', () => {
  expectTypeOf<'image-not-found'>().toExtend<ImageServingCode & ImageRenderingCode>()
  expectTypeOf<'media-set-nesting'>().toExtend<ImageServingCode>()
  expectTypeOf<'media-set-nesting'>().not.toExtend<ImageRenderingCode>()
  expectTypeOf<'vignette-not-found'>().toExtend<ImageRenderingCode>()
  expectTypeOf<string>().not.toExtend<ImageServingCode>()
})

test('a code narrows, a misspelt one does not compile', () => {
  if (imageServing.is(caught, 'image-too-large')) expectTypeOf(caught.code).toEqualTypeOf<'image-too-large'>()
  // @ts-expect-error no such code
  imageServing.error('image-to-large')
  // @ts-expect-error a code of the other dialect
  imageRendering.error('media-set-nesting')
  expectTypeOf(imageRendering.error('selection-failed').code).toEqualTypeOf<'selection-failed'>()
})

test('the hovered entry names its code', () => {
  expectTypeOf(imageServing.entry('unknown-locale').code).toEqualTypeOf<'unknown-locale'>()
})
