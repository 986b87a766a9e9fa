/** The catalog of codes as schemas/codes.schema.json has it; generated from that by `npm run generate`, do not edit. */
import type { Kind } from './kind.js'
import { CATALOG } from './rules.js'
import { between, listOf, mapOf, matching, oneOf, orNull } from './schema-kinds.js'
import { shaped } from './shape.js'
import { STRING } from './texts.js'

const see = CATALOG.see

const code = shaped(
  'code',
  {
    'title': matching(/\S/u),
    'status': between(400, 599),
    'delivery': oneOf('immediate', 'deferred', 'either'),
    'category': matching(/^[a-z]+(?:-[a-z]+)*$/u),
    'retry': oneOf('never', 'after-fix', 'after-sign-in', 'later'),
    'resources': listOf(matching(/^[a-z]+(?:_[a-z]+)*$/u)),
    'pointer': orNull(matching(/^(?:\/(?:[^~/]|~[01])*)*$/u)),
    'cause': matching(/\S/u),
    'usually': matching(/\S/u),
    'remedy': matching(/\S/u),
    'documented': listOf(oneOf('code', 'title', 'status', 'delivery', 'category', 'retry', 'resources', 'pointer', 'cause', 'remedy')),
    'fallbacks': listOf(oneOf('redirect', 'default-image')),
    'deprecated': matching(/\S/u),
  },
  { see, optional: ['usually', 'fallbacks', 'deprecated'] },
)

/** A catalog of codes. */
export const catalog: Kind = { ...shaped(
  'catalog',
  {
    '$schema': STRING,
    'codes': mapOf(code),
    'gateway': mapOf(code),
    'ims': mapOf(code),
    'images': mapOf(code),
    'imageServing': mapOf(code),
    'imageRendering': mapOf(code),
  },
  { see, optional: ['$schema', 'gateway', 'ims', 'images', 'imageServing', 'imageRendering'] },
), rule: CATALOG }
