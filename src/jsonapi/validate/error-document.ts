/** The error document: https://jsonapi.org/format/1.1/#document-top-level */
import { checkAcross } from './across-errors.js'
import { errorObject } from './error-object.js'
import type { Kind } from './kind.js'
import { link, meta, pageLink } from './links.js'
import { isOrdinary } from './ordinary.js'
import { type Members, own } from './plain.js'
import { ATOMIC_WITHOUT_ERRORS, DOCUMENT, ERRORS_GIVEN, ERRORS_WITHOUT_DATA, INCLUDED_WITH_DATA } from './rules.js'
import { shaped } from './shape.js'
import { STRING, URIS } from './texts.js'
import { report, type Walk } from './walk.js'

const jsonapi = shaped(
  'jsonapi',
  { version: STRING, ext: URIS, profile: URIS, meta },
  { see: 'document-jsonapi-object', later: ['ext', 'profile'] },
)

const links = shaped(
  'links',
  { self: link, related: link, describedby: link, first: pageLink, last: pageLink, prev: pageLink, next: pageLink },
  { later: ['describedby'] },
)

function checkWhole(walk: Walk, at: string, document: Members): void {
  const has = (name: string) => own(document, name) !== undefined
  const errors = own(document, 'errors')
  if (has('included') && !has('data')) report(walk, INCLUDED_WITH_DATA, '/included')
  if (errors === undefined) report(walk, ERRORS_GIVEN, at)
  else if (has('data')) report(walk, ERRORS_WITHOUT_DATA, '/data', 'both')
  const operations = walk.old ? [] : ['atomic:operations', 'atomic:results'].filter(has)
  if (errors === undefined && operations.length < 2) return
  for (const name of operations) report(walk, ATOMIC_WITHOUT_ERRORS, `/${name}`, 'both')
}

/** An error document. */
export const errorDocument: Kind = shaped(
  'document',
  {
    errors: { what: 'an array of error objects', items: errorObject, list: checkAcross },
    meta,
    jsonapi,
    links,
  },
  { see: 'document-top-level', others: ['data', 'included'], usual: isOrdinary, whole: checkWhole, rule: DOCUMENT },
)
