/** Finds out which dialect an answer speaks. */
import type { Failure } from '../failure/failure.js'
import type { RetryAdvice } from '../failure/retry.js'
import { images, rendering, serving } from '../image-serving/codes.generated.js'
import { imageRendering, imageServing } from '../image-serving/dialects.js'
import { fromErrorDocument, toErrorDocument } from '../image-serving/error-document.js'
import { markedFormat } from '../image-serving/property-syntax.js'
import type { Answer } from '../input/responses.js'
import { reactor } from '../reactor/index.js'

/** Everything that failed in an answer: of a server of images where its path or its body says so, else of the Reactor API. */
export function parseResponse({ body, context, service }: Pick<Answer, 'body' | 'context' | 'service'>): Failure[] {
  if (service === 'image-rendering') return imageRendering.parse(body, context)
  const isImages = service !== undefined || (typeof body === 'string' && markedFormat(body) !== undefined)
  return (isImages ? imageServing : reactor).parse(body, context)
}

/** A failure as it is shown to people: without the stack traces and paths of files that a server of images may tell. */
export function forPeople(failure: Failure): Failure {
  return failure.errors[0].meta?.['service'] === undefined ? failure : fromErrorDocument(toErrorDocument(failure))
}

const everyCode = /* @__PURE__ */ reactor.extend({ codes: { ...images, ...serving, ...rendering } })

/** When a failed request can be tried again, whichever dialect its code is of. */
export function adviceFor(failure: Failure): RetryAdvice {
  return everyCode.retryAdvice(failure)
}
