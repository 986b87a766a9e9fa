import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../repository/source-files.js'
import { installed, packed } from './packed.js'

const isTypes = (path: string): boolean => path.startsWith('dist/types/')

test('the tarball holds the entries, the data and the licence, and nothing else', () => {
  const files = packed.files
    .filter((path) => !isTypes(path))
    .map((path) => path.replace(/(chunks\/[a-z-]+)-[A-Z0-9]{8}/, '$1-…'))
  expect([...new Set(files)]).toMatchInlineSnapshot(`
    [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "codes.json",
      "dist/check-image.js",
      "dist/chunks/chunk-….js",
      "dist/chunks/emulate-….js",
      "dist/chunks/emulate-images-….js",
      "dist/cli.js",
      "dist/explain-de.js",
      "dist/explain-es.js",
      "dist/explain-fr.js",
      "dist/explain-ja.js",
      "dist/explain-ko.js",
      "dist/explain-nl.js",
      "dist/explain.js",
      "dist/express.js",
      "dist/fastify.js",
      "dist/fetch.js",
      "dist/from-ajv.js",
      "dist/from-standard-schema.js",
      "dist/hono.js",
      "dist/image-serving-render.js",
      "dist/image-serving.js",
      "dist/index.js",
      "dist/koa.js",
      "dist/node.js",
      "dist/pointer.js",
      "dist/problem.js",
      "dist/retry.js",
      "dist/server.js",
      "dist/settle.js",
      "dist/telemetry.js",
      "dist/testing-image-serving.js",
      "dist/testing-vitest.js",
      "dist/testing.js",
      "dist/ts-json-api.js",
      "dist/undici.js",
      "dist/validate.js",
      "package.json",
      "schemas/codes.schema.json",
      "schemas/error-document-1.0.schema.json",
      "schemas/error-document.schema.json",
      "schemas/error-object-1.0.schema.json",
      "schemas/error-object.schema.json",
      "schemas/status-details.schema.json",
    ]
  `)
})

test('every declaration in the tarball comes from a source file', () => {
  const orphans = packed.files
    .filter(isTypes)
    .filter((path) => !existsSync(join(root, path.replace('dist/types/', 'src/').replace(/\.d\.ts$/, '.ts'))))
  expect(orphans).toEqual([])
})

test('the error class exists once', () => {
  const holders = packed.files
    .filter((path) => path.endsWith('.js'))
    .filter((path) =>
      /\bclass JsonApiError\b|\bJsonApiError = class\b/.test(readFileSync(join(installed, path), 'utf8')),
    )
  expect(holders).toEqual(['dist/index.js'])
})

test('installing the package runs no script of it', () => {
  // `prepare` runs for checkouts and git dependencies, never for an installed tarball.
  const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>
  }
  expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([])
})

test('the command of the package starts with a hashbang', () => {
  expect(readFileSync(join(installed, 'dist/cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
})
