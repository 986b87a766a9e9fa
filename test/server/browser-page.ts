/** The page that a browser opens: answers errors as a service worker would, and reads what servers of images answer. */
import { ko } from '../../src/explain/languages/ko.generated.js'
import { fingerprintOf, imageServing, parseProperties } from '../../src/image-serving/index.js'
import { reactor } from '../../src/index.js'
import { checkRequest, respond, withErrorResponses } from '../../src/server/index.js'
import { fromAjv } from '../../src/server/validation/from-ajv.js'

/** What is left of a response once it has been read. */
interface Read {
  readonly status: number
  readonly type: string | null
  readonly language: string | null
  readonly body: string
}

/** What the page reports. */
export interface Report {
  readonly thrown: Read
  readonly unknown: Read
  readonly page: Read
  readonly handled: Read
  readonly refused: number | undefined
  readonly missing: unknown
  readonly properties: unknown
  readonly image: unknown
  readonly fingerprint: string
}

async function read(response: Response): Promise<Read> {
  const { status, headers } = response
  return {
    status,
    type: headers.get('content-type'),
    language: headers.get('content-language'),
    body: await response.text(),
  }
}

const asked = (accept: string): Request => new Request('/', { headers: { accept, 'accept-language': 'ko-KR' } })
const document = { data: {} }
const [refused] = imageServing.parse('/*jsonp*/s7jsonError({"message":"x","title":"Image Corrupt"},"");')

const report: Report = {
  thrown: await read(respond(reactor.error('not-unique'), { request: asked('*/*'), languages: [ko] })),
  unknown: await read(respond(new Error('a secret'), { request: asked('application/problem+json') })),
  page: await read(respond(reactor.error('not-found'), { request: asked('text/html'), languages: [ko] })),
  handled: await read(
    await withErrorResponses((): Response => {
      throw reactor.error('read-only')
    })(asked('text/plain')),
  ),
  refused: checkRequest(asked('application/vnd.api+json;charset=utf-8'))?.status,
  missing: fromAjv([{ keyword: 'required', instancePath: '/data', params: { missingProperty: 'type' } }], { document }),
  properties: parseProperties('#S7Z OK\ncatalogRecord.exists=0'),
  image: refused?.errors[0].code,
  fingerprint: await fingerprintOf(new Uint8Array([1, 2, 3])),
}
await fetch('report', { method: 'POST', body: JSON.stringify(report) })
