/** The texts that the bench reads: error documents of a given length, and a list of resources where nothing failed. */

/** How many different texts of each kind there are, so that no result can be reused. A power of two. */
export const variants = 16

/** Takes one of the variants by the number of an iteration. */
export function pick<Item>(items: readonly Item[], iteration: number): Item {
  const item = items[iteration & (variants - 1)]
  if (item === undefined) throw new RangeError('pick needs all variants')
  return item
}

const each = <Item>(make: (variant: number) => Item): readonly Item[] =>
  Array.from({ length: variants }, (_, i) => make(i))

const hex = (variant: number, place: number): string =>
  ((variant + 1) * 7919 + place * 104729).toString(16).padStart(32, 'a')

/** Error documents with `count` errors each, as the Reactor API words them. */
export function errorTexts(count: number): readonly string[] {
  return each((variant) =>
    JSON.stringify({
      errors: Array.from({ length: count }, (_, place) => ({
        id: hex(variant, place),
        status: '409',
        code: 'not-unique',
        title: 'Name Already In Use',
        detail: `A data element called "page ${variant}-${place}" exists already in this property`,
        source: { pointer: `/data/${place}/attributes/name` },
        meta: { request_id: hex(place, variant) },
      })),
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
