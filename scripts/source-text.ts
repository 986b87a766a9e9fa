/** How the generators write TypeScript. */

/** A string as a TypeScript literal. */
export function literal(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** The first lines of a generated module: what it is for, and how to change it. */
export function header(purpose: string): string {
  return `/** ${purpose} Generated from codes.json: change that and run \`npm run generate\`. */`
}

/** Paragraphs as a doc comment. Words that start with @ are quoted, lest editors take them for tags. */
export function wrapComment(paragraphs: readonly string[], indent: string): string {
  const lines = paragraphs.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : ['']),
    paragraph.replaceAll('*/', '*\\/').replaceAll(/(?<=\s)@[\w/-]+/g, '`$&`'),
  ])
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}
