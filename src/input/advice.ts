/** Says when a failed request can be tried again, of whichever dialect its codes are. */
import type { Failure } from '../failure/failure.js'
import type { RetryAdvice } from '../failure/retry.js'
import { images, rendering, serving } from '../image-serving/codes.generated.js'
import { reactor } from '../reactor/index.js'

const everyCode = /* @__PURE__ */ reactor.extend({ codes: { ...images, ...serving, ...rendering } })

/** When a failed request can be tried again, whichever dialect its code is of. */
export function adviceFor(failure: Failure): RetryAdvice {
  return everyCode.retryAdvice(failure)
}
