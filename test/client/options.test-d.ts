import { expectTypeOf, test } from 'vitest'
import type { CheckImageOptions, CheckImagesOptions } from '../../src/client/check-image/index.js'
import type { WithRetryOptions } from '../../src/client/retry.js'
import type { SettleOptions } from '../../src/client/settle.js'
import type { ReactorErrorsOptions } from '../../src/client/undici/index.js'
import type { DialectDefinition } from '../../src/index.js'

/** The members that may be left out, each given as `undefined`: programs hand their own options on. */
type Undefined<Options> = { [Name in keyof Options as object extends Pick<Options, Name> ? Name : never]-?: undefined }

test('undefined stands for the default in all options', () => {
  expectTypeOf<Undefined<CheckImageOptions>>().toExtend<CheckImageOptions>()
  expectTypeOf<Undefined<CheckImagesOptions>>().toExtend<CheckImagesOptions>()
  expectTypeOf<Undefined<SettleOptions>>().toExtend<SettleOptions>()
  expectTypeOf<Undefined<WithRetryOptions>>().toExtend<WithRetryOptions>()
  expectTypeOf<Undefined<ReactorErrorsOptions>>().toExtend<ReactorErrorsOptions>()
  expectTypeOf<{ name: 'x'; codes: object } & Undefined<DialectDefinition<object>>>().toExtend<
    DialectDefinition<object>
  >()
})
