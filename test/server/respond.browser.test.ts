import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ko } from '../../src/explain/languages/ko.generated.js'
import { reportFrom } from '../in-browser.js'
import type { Report } from './browser-page.js'

let report: Report
beforeAll(async () => {
  // The page is ours.
  report = (await reportFrom(join(import.meta.dirname, 'browser-page.ts'))) as Report
})

test('an error is answered as JSON:API, in the language of the reader', () => {
  const { body, ...head } = report.thrown
  expect(head).toEqual({ status: 409, type: 'application/vnd.api+json', language: 'ko' })
  expect(JSON.parse(body).errors[0]).toMatchObject({ code: 'not-unique', title: ko.codes?.['not-unique']?.title })
})

test('an unknown error is answered without its text', () => {
  const { body, ...head } = report.unknown
  expect(head).toEqual({ status: 500, type: 'application/problem+json', language: null })
  expect(JSON.parse(body)).toMatchObject({ code: 'internal-error', status: 500 })
  expect(body).not.toContain('secret')
})

test('a reader who asks for a page gets one', () => {
  expect(report.page).toMatchObject({ status: 404, type: 'text/html; charset=utf-8' })
  expect(report.page.body).toContain(ko.codes?.['not-found']?.title)
})

test('what a handler throws is answered', () => {
  expect(report.handled).toMatchObject({ status: 409, type: 'text/plain; charset=utf-8' })
})

test('a media type with a parameter of its own is refused', () => {
  expect(report.refused).toBe(406)
})

test('errors of Ajv are mapped', () => {
  expect(report.missing).toMatchObject([{ code: 'invalid-document', source: { pointer: '/data' } }])
})

test('what servers of images answer is read', () => {
  expect(report.properties).toMatchObject({ ok: true, properties: { 'catalogRecord.exists': '0' } })
  expect(report.image).toBe('image-corrupt')
  expect(report.fingerprint).toBe(
    createHash('sha256')
      .update(Uint8Array.of(1, 2, 3))
      .digest('hex'),
  )
})
