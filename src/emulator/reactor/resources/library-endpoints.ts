/** The endpoints that change what a library consists of, and where it is built to. */
import { isRecord } from '../../../failure/plain.js'
import { need, refuse, reject } from '../exchange.js'
import { namedMany, namedOne } from '../identifiers.js'
import type { Exchange } from '../model.js'
import { answerRelationship, type Handler, inPath } from '../read-endpoints.js'
import type { Resource } from '../resource.js'
import { addToLibrary, type Content } from './library-contents.js'
import { assign, whoOccupies } from './library-environment.js'

/** `POST`, `PATCH` and `DELETE /libraries/{id}/relationships/rules`: adds, replaces, removes. */
export function changeContents(name: Content, how: 'add' | 'replace' | 'remove'): Handler {
  return (exchange) => {
    const library = editable(exchange)
    const data = dataOf(exchange)
    if (how === 'remove') {
      const gone = namedMany(exchange, data, { type: name, pointer: '/data', near: library }).map(
        ({ resource }) => resource.id,
      )
      library.many[name] = (library.many[name] ?? []).filter(({ id }) => !gone.includes(id))
    } else {
      addToLibrary(exchange, library, { name, data, pointer: '/data', replaces: how === 'replace' })
    }
    library.attributes['build_required'] = true
    return answerRelationship(exchange, library, name)
  }
}

/** `POST`, `PATCH` and `DELETE /libraries/{id}/relationships/environment` */
export function changeEnvironment(how: 'set' | 'remove'): Handler {
  return (exchange) => {
    const library = inPath(exchange, 'libraries')
    need(exchange, 'develop')
    const data = how === 'set' ? dataOf(exchange) : null
    const expected = { type: 'environments', pointer: '/data', near: library } as const
    const environment = data === null ? undefined : namedOne(exchange, data, expected).resource
    const occupant = whoOccupies(exchange, environment)
    if (occupant !== undefined && occupant.id !== library.id) {
      refuse(exchange, 'environment-in-use', {
        detail: `${String(occupant.attributes['name'])} has it.`,
        pointer: '/data',
      })
    }
    assign(exchange, library, environment)
    return how === 'remove' ? { status: 204 } : answerRelationship(exchange, library, 'environment')
  }
}

/** The library in the path, if it can be changed. */
function editable(exchange: Exchange): Resource {
  const library = inPath(exchange, 'libraries')
  need(exchange, 'develop')
  const state = library.attributes['state']
  if (state !== 'development') refuse(exchange, 'read-only', { detail: `The library is ${String(state)}.` })
  return library
}

/** What the document of a request links to. */
function dataOf(exchange: Exchange): unknown {
  const { document } = exchange
  if (isRecord(document) && document['data'] !== undefined) return document['data']
  return reject(exchange, 400, { detail: 'The document needs data.', pointer: '' })
}
