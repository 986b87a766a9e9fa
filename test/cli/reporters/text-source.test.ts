import picocolors from 'picocolors'
import { describe, expect, test } from 'vitest'
import { type Mark, printSource } from '../../../src/cli/reporters/text-source.js'
import { openSource } from '../../../src/input/source.js'

const request = {
  data: {
    type: 'properties',
    attributes: { name: 'Größe 日本', token: 'abc', list: [1, 2, { deep: true }], settings: '{"a":' },
  },
}

function show(text: string, marks: readonly Mark[], { width = 60, colors = false } = {}): string {
  const source = openSource('request.json', text)
  const look = { colors: picocolors.createColors(colors), width }
  return source === undefined ? '' : `\n${printSource(source, marks, look).join('\n')}\n`
}

const pretty = JSON.stringify(request, null, 2)
const mark = (pointer: string, label = 'code'): Mark => ({ pointer, label })

describe('the lines of a request', () => {
  test('are shown in their order, each place underlined once, with all its labels', () => {
    const marks = [
      mark('/data/attributes/settings', 'invalid-settings-syntax'),
      mark('/data/attributes/name', 'not-unique'),
      mark('/data/attributes/name', 'read-only'),
      mark('/data/attributes/name', 'not-unique'),
      mark('/data/attributes/list/2/deep', 'other'),
    ]
    expect(show(pretty, marks)).toMatchInlineSnapshot(`
      "
           ╭ request.json
         5 │       "name": "Größe 日本",
           │               ^^^^^^^^^^^^ not-unique, read-only
           ┆
        11 │           "deep": true
           │                   ^^^^ other
           ┆
        14 │       "settings": "{\\"a\\":"
           │                   ^^^^^^^^^ invalid-settings-syntax
      "
    `)
  })

  test('are shown with their names where they hold more than a line, the nearest where nothing is there', () => {
    expect(show(pretty, [mark('/data'), mark('/data/attributes/domains'), mark('')])).toMatchInlineSnapshot(`
      "
          ╭ request.json
        1 │ {
          │ ^ code (to line 17)
        2 │   "data": {
          │   ^^^^^^^^^ code (to line 16)
          ┆
        4 │     "attributes": {
          │     ^^^^^^^^^^^^^^^
          │     code (there is no /data/attributes/domains)
      "
    `)
  })

  test('are cut to what surrounds each place where they do not fit', () => {
    const line = JSON.stringify(request)
    const marks = [
      mark(''),
      mark('/data/type'),
      mark('/data/attributes/list/2/deep'),
      mark('/data/attributes/settings'),
    ]
    expect(show(line, marks, { width: 40 })).toMatchInlineSnapshot(`
      "
          ╭ request.json
        1 │ {"data":{"type":"proper…
          │ ^^^^^^^^^^^^^^^^^^^^^^^^ code
        1 │ …a":{"type":"properties","attribu…
          │             ^^^^^^^^^^^^ code
        1 │ …list":[1,2,{"deep":true}],"setti…
          │                     ^^^^ code
        1 │ …p":true}],"settings":"{\\"a\\":"}}}
          │                       ^^^^^^^^^
          │                       code
      "
    `)
  })

  test('are shown once where all places on them can be seen', () => {
    expect(show('{"a":1,"b":2}', [mark('/b', 'second'), mark('/a', 'first')])).toMatchInlineSnapshot(`
      "
          ╭ request.json
        1 │ {"a":1,"b":2}
          │      ^ first
          │            ^ second
      "
    `)
  })

  test('never show a secret, not even a part of it', () => {
    const secrets = { password: 'hunter2hunter2', a: { client_secret: 'opensesame' }, z: `Bearer ${'x'.repeat(30)}` }
    for (const width of [40, 60, 100]) {
      for (const pointer of ['', '/password', '/a', '/a/client_secret', '/z']) {
        expect(show(JSON.stringify(secrets), [mark(pointer)], { width })).not.toMatch(/hunter|sesame|xxx/)
      }
    }
  })

  test('have their labels below them, and in several lines, where there is no room', () => {
    const long = Array.from({ length: 12 }, (_, index) => `label-${index}`).join(' ')
    expect(show(pretty, [mark('/data/type', long)], { width: 40 })).toMatchInlineSnapshot(`
      "
          ╭ request.json
        3 │     "type": "properties",
          │             ^^^^^^^^^^^^
          │ label-0 label-1 label-2 label-3
          │ label-4 label-5 label-6 label-7
          │ label-8 label-9 label-10 label-11
      "
    `)
  })

  test('have their labels beside them where those just fit', () => {
    expect(show('{"a":1}', [mark('/a', 'x'.repeat(27))], { width: 40 })).toContain(`     ^ ${'x'.repeat(27)}\n`)
    expect(show('{"a":1}', [mark('/a', 'x'.repeat(28))], { width: 40 })).toContain(
      `     ^\n    │      ${'x'.repeat(28)}\n`,
    )
  })

  test('are coloured on request', () => {
    expect(show('{"a":1}', [mark('/a')], { colors: true }).replaceAll('\u001b', '␛')).toMatchInlineSnapshot(`
      "
      ␛[2m    ╭ ␛[22m␛[36mrequest.json␛[39m
      ␛[2m  1 │ ␛[22m{"a":1}
      ␛[2m    │ ␛[22m␛[31m     ^ code␛[39m
      "
    `)
  })
})
