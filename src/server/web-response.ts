/** Names the `Response` of the web, wherever a program has it from. */

/** The `Response` of the program's own types, whether they are those of browsers or of Node; `unknown` where it has neither. */
export type WebResponse = typeof globalThis extends { readonly Response: { readonly prototype: infer Web } }
  ? Web
  : unknown
