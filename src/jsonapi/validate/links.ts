/** Links and `meta`, which stand in several places. */
import type { Kind } from './kind.js'
import { checkMeta } from './meta.js'
import { own } from './plain.js'
import { HREF_GIVEN, LINK, META } from './rules.js'
import { shaped } from './shape.js'
import { LANGUAGES, REFERENCE, RELATION, STRING } from './texts.js'
import { report } from './walk.js'

/** A `meta`. */
export const meta: Kind = { object: checkMeta, rule: META }

/** A link of pagination, which JSON:API 1.0, too, lets be `null`: https://jsonapi.org/format/1.0/#fetching-pagination */
export const pageLink: Kind = {
  ...REFERENCE,
  object: (walk, at, object) => linkObject.object?.(walk, at, object),
  also: (value) => value === null,
  rule: LINK,
}

/** Any other link. */
export const link: Kind = { ...pageLink, also: (value, walk) => value === null && !walk.old }

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
