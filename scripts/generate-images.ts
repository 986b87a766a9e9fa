/** Generates the tables of Image Serving and Image Rendering from codes.json: the codes without prose. */
import { definitionLines } from './definition-lines.js'
import { entryMembers } from './entry-members.js'
import type { CodeTable, GeneratedFile, ImageTables } from './read-codes.js'
import { header, literal } from './source-text.js'

const undocumented = 'Name and all else are this catalog’s reading of what Adobe’s reference describes.'

/** src/image-serving/codes.generated.ts. */
export function generateImages({ images, imageServing, imageRendering }: ImageTables): readonly GeneratedFile[] {
  const rows = { ...images, ...imageServing, ...imageRendering }
  const codes = [
    header('The codes of Image Serving and Image Rendering, without prose'),
    "import type { CodeDefinition } from '../dialect/catalog.js'",
    '',
    ...codeTable('images', 'ImageCodes', 'The codes that both share.', images),
    ...codeTable('serving', 'ImageServingCodes', 'The codes of Image Serving alone.', imageServing),
    ...codeTable('rendering', 'ImageRenderingCodes', 'The codes of Image Rendering alone.', imageRendering),
    '/** What a server may answer in place of an error: the reply of a secondary server, another picture. */',
    "export type Fallback = 'redirect' | 'default-image'",
    '',
    '/** The errors that something may take the place of. Look codes up with `Object.hasOwn`: they may come from the wire. */',
    'export const fallbacks: Readonly<Record<string, readonly Fallback[]>> = {',
    ...Object.entries(rows).flatMap(([code, row]) =>
      row.fallbacks === undefined ? [] : [`  ${literal(code)}: [${row.fallbacks.map(literal).join(', ')}],`],
    ),
    '}',
    '',
  ]
  return [{ path: 'src/image-serving/codes.generated.ts', content: codes.join('\n') }]
}

function codeTable(name: string, type: string, purpose: string, table: CodeTable): readonly string[] {
  return [
    `/** ${purpose} Hover one to read what it means and what to do. */`,
    `export interface ${type} {`,
    ...entryMembers(table, undocumented),
    '}',
    '',
    '/** The facts of codes.json about each code, without its prose and without what equals the defaults of `CodeDefinition`. */',
    `export const ${name}: Readonly<Record<keyof ${type}, CodeDefinition>> = {`,
    ...definitionLines(table),
    '}',
    '',
  ]
}
