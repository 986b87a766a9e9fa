/** The error object: https://jsonapi.org/format/1.1/#error-objects */
import type { Kind } from './kind.js'
import { link, meta } from './links.js'
import { isErrorStatus, isOrdinaryError } from './ordinary.js'
import { own } from './plain.js'
import { ERROR, ERROR_NOT_EMPTY, ERROR_STATUS_GIVEN, ERROR_STATUS_HTTP, SOURCE_NOT_EMPTY } from './rules.js'
import { shaped } from './shape.js'
import { HEADER, POINTER, STRING } from './texts.js'
import { report } from './walk.js'

const links = shaped('links', { about: link, type: link }, { later: ['type'] })

const source = shaped(
  'source',
  { pointer: POINTER, parameter: STRING, header: HEADER },
  {
    later: ['header'],
    whole: (walk, at, _, count) => {
      if (count === 0 && !walk.old) report(walk, SOURCE_NOT_EMPTY, at)
    },
  },
)

/** An error object. */
export const errorObject: Kind = shaped(
  'error',
  {
    id: STRING,
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
    usual: isOrdinaryError,
    whole: (walk, at, error, count) => {
      const status = own(error, 'status')
      if (typeof status === 'string' && !isErrorStatus(status)) {
        report(walk, ERROR_STATUS_HTTP, `${at}/status`, 'another string')
      }
      if (walk.old) return
      if (count === 0) report(walk, ERROR_NOT_EMPTY, at)
      if (status === undefined) report(walk, ERROR_STATUS_GIVEN, at)
    },
  },
)
