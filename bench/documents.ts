/** The texts that the bench reads: error documents of a given length, and a list of resources where nothing failed. */

/** How many different texts of each kind there are, so that no result can be reused. A power of two. */
export const variants = 16

/** In an order that no loop could learn; as many of each. */
const order: readonly number[] = Array.from(
  { length: 64 * variants },
  (_, place) => (place * 7919 + (place >> 4) * 5) % variants,
)

/** Takes one of the variants by the number of an iteration. */
export function pick<Item>(items: readonly Item[], iteration: number): Item {
  const item = items[order[iteration % order.length] ?? 0]
  if (item === undefined) throw new RangeError('pick needs all variants')
  return item
}

const each = <Item>(make: (variant: number) => Item): readonly Item[] =>
  Array.from({ length: variants }, (_, i) => make(i))

const hex = (variant: number, place: number): string =>
  ((variant + 1) * 7919 + place * 104729).toString(16).padStart(32, 'a')

type Shape = (variant: number, place: number) => object

const detail = (variant: number, place: number): string =>
  `A data element called "page ${variant}-${place}" exists already in this property`
const taken: Shape = (variant, place) => ({
  id: hex(variant, place),
  status: '409',
  code: 'not-unique',
  title: 'Name Already In Use',
  detail: detail(variant, place),
})
const missing: Shape = (variant, place) => ({
  code: 'not-found',
  title: 'Record Not Found',
  detail: detail(variant, place),
})

/** Error objects as services send them: with these members or those, in one order or another. */
const shapes: readonly Shape[] = [
  (variant, place) => ({
    ...taken(variant, place),
    source: { pointer: `/data/${place}/attributes/name` },
    meta: { request_id: hex(place, variant) },
  }),
  taken,
  missing,
  (variant, place) => ({ ...missing(variant, place), source: { pointer: '/data' } }),
  (variant, place) => ({ status: '404', ...missing(variant, place) }),
  (variant, place) => ({ ...missing(variant, place), id: hex(variant, place) }),
  (variant, place) => ({
    title: 'Invalid Parameter',
    status: '400',
    detail: detail(variant, place),
    source: { parameter: 'page[size]' },
  }),
  (variant, place) => ({
    status: '415',
    title: 'Unsupported Media Type',
    source: { header: 'content-type' },
    id: hex(variant, place),
  }),
  (variant, place) => ({
    ...taken(variant, place),
    links: { about: `https://example.com/errors/${hex(variant, place)}` },
  }),
  (variant, place) => ({ meta: { request_id: hex(variant, place) }, code: 'internal-error', status: '500' }),
  (variant, place) => ({
    code: 'read-only',
    status: '409',
    detail: detail(variant, place),
    meta: { type: 'rules', tries: place },
  }),
  (variant, place) => ({ detail: detail(variant, place), code: `own-code-${variant}`, status: '422' }),
  (_, place) => ({
    status: '422',
    code: 'invalid-name',
    title: 'Invalid Name',
    source: { pointer: `/data/${place}` },
  }),
]

/** What stands in a document beside its errors. */
const besides: readonly object[] = [{}, {}, { jsonapi: { version: '1.0' } }, { meta: { copyright: 'somebody' } }]

/** Error documents with `count` errors each, no two of them alike. */
export function errorTexts(count: number): readonly string[] {
  return each((variant) =>
    JSON.stringify({
      errors: Array.from({ length: count }, (_, place) => shapes[(variant + place) % shapes.length]?.(variant, place)),
      ...besides[variant % besides.length],
    }),
  )
}

/** Lists of 50 builds that succeeded, about 60 KB each. */
export const successTexts: readonly string[] = each((variant) =>
  JSON.stringify({
    data: Array.from({ length: 50 }, (_, place) => {
      const id = `BL${hex(variant, place)}`
      const self = `https://reactor.example/builds/${id}`
      const related = (name: string) => ({
        links: { self: `${self}/relationships/${name}`, related: `${self}/${name}` },
        data: { id: `${name.slice(0, 2).toUpperCase()}${hex(place, variant)}`, type: name },
      })
      return {
        id,
        type: 'builds',
        attributes: {
          created_at: '2024-01-02T03:04:05.678Z',
          updated_at: '2024-01-02T03:05:05.678Z',
          status: 'succeeded',
          token: hex(variant + 1, place),
          version: place,
        },
        relationships: {
          environment: related('environments'),
          library: related('libraries'),
          property: related('properties'),
        },
        links: { self, library: `${self}/library` },
        meta: { status_details: null },
      }
    }),
    meta: { pagination: { current_page: 1, next_page: null, prev_page: null, total_pages: 1, total_count: 50 } },
  }),
)
