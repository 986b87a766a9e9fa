/** Finds the methods that a path takes in the routes of Express. */

/** What Express keeps of a route, a middleware or a router. Not documented, and the same in all of Express 4 and 5. */
interface Layer {
  /** Whether, and in Express 5 also how much of, a path matches. */
  match(path: string): boolean | { readonly path: string }
  /** Express 4: how much of it matched. */
  readonly path?: string | undefined
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> } | undefined
  readonly handle: { readonly stack?: readonly Layer[] | undefined }
}

interface Router {
  readonly stack: readonly Layer[]
}

/** The methods of all routes of `app` that match the path of `url`; none where there is nothing to be seen. Never throws. */
export function methodsAt(app: object, url: string): readonly string[] {
  try {
    const path = url.replace(/[?#].*$/s, '')
    // In Express 4 `router` throws; in 5 there is no `_router`.
    const router = (Reflect.get(app, '_router') ?? Reflect.get(app, 'router')) as Router
    return methodsOf(router.stack, path)
  } catch {
    return [] // Not the Express that is known here, or a path that cannot be decoded.
  }
}

function methodsOf(stack: readonly Layer[], path: string): readonly string[] {
  return stack.flatMap((layer) => {
    const match = layer.match(path)
    if (match === false) return []
    if (layer.route !== undefined) return Object.keys(layer.route.methods).map((method) => method.toUpperCase())
    const { stack: inner } = layer.handle
    const matched = match === true ? layer.path : match.path
    return inner === undefined ? [] : methodsOf(inner, path.slice(matched?.replace(/\/$/, '').length) || '/')
  })
}
