/** The words around causes and remedies, in the language of those. */

/** English. What stands in braces is filled in. */
export const english = {
  in: 'in',
  came: 'came',
  from: 'from',
  says: 'says',
  where: 'where',
  with: 'with',
  see: 'see',
  why: 'why',
  remedy: 'to do',
  again: 'again',
  request: 'request',
  repaired: 'repaired',
  status: 'status',
  comes: 'comes',
  about: 'about',
  concerns: 'concerns',
  pointer: 'pointer',
  near: 'near',
  here: 'here',
  more: 'and {count} more',
  errors: '{count} errors',
  nameless: 'an error without code and title',
  the_response: 'the response',
  legend: 'our own reading: Adobe does not document it',
  never: 'Never: the same request will not succeed.',
  'after-fix': 'Once that is done.',
  'after-sign-in': 'With a fresh access token.',
  later: 'Later, as it is.',
  now: 'Now: the server no longer asks to wait.',
  wait: 'In {time}, as the server asks.',
  later_in: 'later, in its {field}: the request itself was accepted',
  immediate: 'with the response to the request',
  deferred: 'later, in the status details of a resource',
  either: 'with the response, or later in the status details of a resource',
  sender_gateway: 'the gateway in front of the Reactor API, not the API itself',
  sender_ims: 'Adobe’s identity service (IMS), not the Reactor API',
  sender_problem: 'a service that sends problem details (RFC 9457), not the Reactor API',
  sender_html: 'something on the way that sends web pages, not the Reactor API',
  sender_text: 'something that sends plain text, not the Reactor API',
  sender_json: 'something that sends JSON of its own, not the Reactor API',
  sender_empty: 'unknown: an empty body does not say who sent it',
  sender_unread: 'unknown: the body was not recorded',
  sender_images: '{service}, which sends no codes: this one is our reading',
  code: 'the Reactor API',
  gateway: 'the gateway in front of the Reactor API, as error_code',
  ims: 'Adobe’s identity service (IMS), as error',
  images: 'nobody: our name for an error of Image Serving and Image Rendering, which send no codes',
  imageServing: 'nobody: our name for an error of Image Serving, which sends no codes',
  imageRendering: 'nobody: our name for an error of Image Rendering, which sends no codes',
  family: 'the Reactor API, probably: the catalog does not know this code, only others of its form',
  attribute: 'attribute “{name}” {of}',
  relationship: 'relationship “{name}” {of}',
  member: '{name} {of}',
  resource: 'the resource',
  resource_number: 'resource {number}',
  operation_number: 'operation {number}',
  of_resource: 'of the resource',
  of_resource_number: 'of resource {number}',
  of_operation_number: 'of operation {number}',
  no_pointer: 'not a JSON Pointer',
  parameter: 'query parameter',
  header: 'request header',
} as const

/** The words that the command line uses around what the catalog says. */
export type Words = Readonly<Record<keyof typeof english, string>>

/** The words of a language by its tag; English ones for what it lacks. */
export async function loadWords(tag: string): Promise<Words> {
  if (tag === 'en') return english
  const { default: translated } = await import('./words.json', { with: { type: 'json' } })
  // The file has a member for each language, of texts by the names above; a test holds it to them.
  const own: Partial<Words> = (translated as Readonly<Record<string, Partial<Words>>>)[tag] ?? {}
  return { ...english, ...own }
}

/** A text with what its placeholders stand for. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_match, name: string) => String(values[name]))
}
