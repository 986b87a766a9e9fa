/** The rules for an error document and its parts: https://jsonapi.org/format/1.1/#document-top-level */
import { type Members, own } from '../record.js'
import { isErrorStatus } from '../status.js'
import { checkAcross, checkOrdinary, checkOrdinaryError, lacksStatus } from './errors.js'
import { type Kind, shaped } from './kind.js'
import { checkMeta } from './names.js'
import {
  ATOMIC_WITHOUT_ERRORS,
  DOCUMENT,
  ERROR,
  ERROR_ID,
  ERROR_NOT_EMPTY,
  ERROR_STATUS_GIVEN,
  ERROR_STATUS_HTTP,
  ERRORS_GIVEN,
  ERRORS_WITHOUT_DATA,
  HREF_GIVEN,
  INCLUDED_WITH_DATA,
  LINK,
  META,
  SOURCE_NOT_EMPTY,
} from './rules.js'
import { HEADER, LANGUAGES, POINTER, REFERENCE, RELATION, STRING, URIS } from './texts.js'
import { report, type Walk } from './walk.js'

/** A `meta`. */
const meta: Kind = { object: checkMeta, rule: META }

/** A link of pagination, which JSON:API 1.0, too, lets be `null`: https://jsonapi.org/format/1.0/#fetching-pagination */
const pageLink: Kind = {
  ...REFERENCE,
  object: (walk, at, object) => linkObject.object?.(walk, at, object),
  also: (value) => value === null,
  rule: LINK,
}

/** Any other link. */
const link: Kind = { ...pageLink, also: (value, walk) => value === null && !walk.old }

const linkObject: Kind = shaped(
  'link',
  { href: REFERENCE, rel: RELATION, describedby: link, title: STRING, type: STRING, hreflang: LANGUAGES, meta },
  {
    see: 'document-links-link-object',
    later: ['rel', 'describedby', 'title', 'type', 'hreflang'],
    whole: (walk, at, object) => {
      if (!walk.old && own(object, 'href') === undefined) report(walk, HREF_GIVEN, at)
    },
  },
)

const links = shaped('links', { about: link, type: link }, { later: ['type'] })

const source = shaped(
  'source',
  { pointer: POINTER, parameter: STRING, header: HEADER },
  {
    later: ['header'],
    whole: (walk, at, _, isEmpty) => {
      if (isEmpty && !walk.old) report(walk, SOURCE_NOT_EMPTY, at)
    },
  },
)

/** An error object. */
export const errorObject: Kind = shaped(
  'error',
  {
    id: { ...STRING, rule: ERROR_ID },
    links,
    status: { ...STRING, what: 'a string like "404"' },
    code: STRING,
    title: STRING,
    detail: STRING,
    source,
    meta,
  },
  {
    rule: ERROR,
    usual: checkOrdinaryError,
    whole: (walk, at, error, isEmpty) => {
      const status = own(error, 'status')
      if (typeof status === 'string' && !isErrorStatus(status)) {
        report(walk, ERROR_STATUS_HTTP, `${at}/status`, 'another string')
      }
      if (isEmpty && !walk.old) report(walk, ERROR_NOT_EMPTY, at)
      if (lacksStatus(walk, error)) report(walk, ERROR_STATUS_GIVEN, at)
    },
  },
)

const jsonapi = shaped(
  'jsonapi',
  { version: STRING, ext: URIS, profile: URIS, meta },
  { see: 'document-jsonapi-object', later: ['ext', 'profile'] },
)

const documentLinks = shaped(
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
    links: documentLinks,
  },
  { see: 'document-top-level', others: ['data', 'included'], usual: checkOrdinary, whole: checkWhole, rule: DOCUMENT },
)
