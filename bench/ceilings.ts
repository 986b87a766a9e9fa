/**
 * What each figure of the bench may be at most, by the heading of its table and its name, or the part of that before the first
 * comma: the only list of ceilings.
 */
export const ceilings: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'Decode one error: text to Failure[], against JSON.parse': {
    'reactor.parse': 1.15,
    'reactor.parse with a record of headers': 1.25,
    'reactor.parse with a Headers object': 1.5,
  },
  'Decode 5 errors: text to Failure[], against JSON.parse': { 'reactor.parse': 1.1 },
  'Decode 100 errors: text to Failure[], against JSON.parse': { 'reactor.parse': 1.04 },
  'Decode bytes of one error, against TextDecoder and JSON.parse': { 'reactor.parse': 1.2 },
  'Decode 50 resources where nothing failed, about 60 KB, against JSON.parse': { 'reactor.parse': 1.02 },
  'Throw one error under interpreted callers, against JSON.parse and one new Error': {
    'reactor.throwIfFailed, caught': 1.4,
  },
  'Throw one error under optimised callers, against JSON.parse and one new Error': {
    'reactor.throwIfFailed, caught': 1.4,
  },
  'Validate one error, parsed, against JSON.parse': { validateErrorDocument: 0.15 },
  'Build a document with an id: to text, against a literal, randomUUID and JSON.stringify': {
    'reactor.object, reactor.document': 1.6,
  },
  'Map 1,000 errors of Ajv in 1,000 resources, against finding them': { 'ajv and fromAjv': 3 },
  'Map 1,000 errors of Ajv in a list of 1,000 numbers, against finding them': { 'ajv and fromAjv': 5 },
  'Map 1,000 values that enum does not list, against finding them': { 'ajv and fromAjv': 8 },
  'Map one error of Ajv': { fromAjv: 0.5 },
  'Import, milliseconds of the processor more than an empty ES module': {
    'reactor-errors': 1.2,
    'reactor-errors/pointer': 0.6,
    'reactor-errors/from-ajv': 3,
    'reactor-errors/server': 4,
    'reactor-errors/node': 5.5,
    'reactor-errors/express': 6,
    'reactor-errors/fastify': 6,
  },
  'Read 24 properties, against JSON.parse': ofEach('parseProperties, ', ['json', 'text', 'javascript', 'xml'], 2),
  'Read 2000 properties, against JSON.parse': ofEach('parseProperties, ', ['json', 'text', 'javascript', 'xml'], 2),
  'Decide what to answer, against new URL of the request': ofEach(
    'planResponse, ',
    ['default image, error image, text', 'error image, text', 'properties'],
    1,
  ),
  'Draw an error image of 300 by 300 pixels, Latin, against sharp called bare': { renderErrorImage: 1.3 },
  'Draw an error image of 300 by 300 pixels, Korean, against sharp called bare': { renderErrorImage: 1.3 },
  'A failed answer of one error over loopback, against undici and JSON.parse': { reactorErrors: 1.1 },
  'A successful answer of 1 MB over loopback, against undici': { reactorErrors: 1.02 },
  'A successful answer of 1 MB over loopback, against the fetch of Node and its json()': {
    'withReactorErrors(fetch)': 1.02,
  },
  'Make an Error and its response, against http-errors and a literal': { 'reactor.error, answer': 1 },
  'An error over loopback, against a handler by hand that sends the same bytes': ofEach(
    '',
    ['node:http, error objects', 'node:http, Errors', 'Express, Errors', 'Fastify, Errors'].map(
      (name) => `${name}: a whole request`,
    ),
    1.2,
  ),
  'The emulator, against a bare server of node:http that sends the same bytes: processor time of the server per request':
    {
      'GET of a resource': 1.5,
      'GET of a list': 2,
      'GET of what is not there': 2,
      'POST that creates a rule': 2,
      'POST that is refused': 2,
    },
  'Look through 10000 parsed resources where nothing failed, against JSON.parse': { 'reactor.parse': 0.02 },
  'Decode 64 MB of NDJSON where every second response failed: the time of reactor-errors decode': {
    'decode --json, against JSON.parse of each line': 2,
    'decode --json, against JSON.parse and writing what failed': 1.25,
  },
  'Decode 64 MB of NDJSON where nothing failed: the time of reactor-errors decode': {
    'decode --json, against JSON.parse of each line': 1.25,
  },
  'Start of the command line, milliseconds more than Node with an empty file': {
    'decode of one response': 40,
    explain: 25,
  },
  // What grew with the square of its input would cost ten times as much each time; JSON.parse itself costs up to four times as much
  // where what it makes no longer fits into the young generation.
  ...Object.fromEntries(
    [
      '1 to 100,000 errors per error',
      '1 to 10,000 resources where every tenth failed per resource',
      '1 kB to 100 MB where nothing failed per byte',
      '1 kB to 100 MB of a page of HTML per byte',
      '1 kB to 100 MB of NDJSON by the command line per byte',
    ].map((what) => [
      `Growth of ${what}, against one where there are ten times fewer`,
      { 'reactor.parse': 5, 'reactor.throwIfFailed': 5, validateErrorDocument: 5, 'decode --json': 1.25 },
    ]),
  ),
  // Of the longest inputs there are but five rounds, and what the collector does in them differs by a fifth.
  'Growth of 1 to 100,000 errors, against JSON.parse of the same text': { 'reactor.parse': 1.5 },
  'Growth of 1 kB to 100 MB where nothing failed, against TextDecoder and JSON.parse': { 'reactor.parse': 1.5 },
  'Memory after 1,000,000 errors, in four formats, each of another request': { 'growth of the heap': 1 },
}

function ofEach(prefix: string, names: readonly string[], ceiling: number): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name) => [prefix + name, ceiling]))
}
