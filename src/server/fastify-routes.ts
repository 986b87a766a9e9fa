/** Finds the methods that a path takes in the routes of Fastify. */

/** One route as the hook `onRoute` tells of it. */
export interface Route {
  readonly method: string | readonly string[]
  /** A path with parameters: `/shops/:id`. */
  readonly url: string
}

/** Gives the methods of all routes that match a path. */
export function routeTable(): { add(route: Route): void; methodsAt(url: string): readonly string[] } {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = []
  return {
    add: ({ method, url }) => void routes.push({ pattern: patternOf(url), methods: [method].flat() }),
    methodsAt(url) {
      const path = url.replace(/[?#;].*$/s, '')
      return routes.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : []))
    },
  }
}

/**
 * What the paths of a route look like. The expression that a parameter may have to match (`:id(^\d+$)`) is left out of account.
 *
 * @see https://fastify.dev/docs/latest/Reference/Routes/#url-building
 */
function patternOf(url: string): RegExp {
  const parts = url.replaceAll(
    /(::)|(\/?):\w+(?:\((?:[^()]|\([^()]*\))*\))?(\?)?|(\*)|[^\w/]/g,
    (part, colon, slash, optional, wild) => {
      if (colon) return ':'
      if (wild) return '.*'
      if (slash === undefined) return `\\${part}`
      return optional ? `(?:${slash}[^/]+?)?` : `${slash}[^/]+?`
    },
  )
  return new RegExp(`^${parts}$`, 's')
}
