import type { StandardSchemaV1 } from '@standard-schema/spec'
import { expectTypeOf, test } from 'vitest'
import type { ErrorDocument, ErrorObject } from '../../../src/jsonapi/document.js'
import type { Violation } from '../../../src/jsonapi/validate/index.js'
import {
  isErrorDocument,
  type StandardIssue,
  type StandardResult,
  validateErrorDocument,
  validateErrorObject,
} from '../../../src/jsonapi/validate/index.js'

test('validators are Standard Schemas', () => {
  expectTypeOf(validateErrorDocument).toExtend<StandardSchemaV1<unknown, ErrorDocument>>()
  expectTypeOf(validateErrorObject).toExtend<StandardSchemaV1<unknown, ErrorObject>>()
  expectTypeOf<StandardSchemaV1.InferInput<typeof validateErrorDocument>>().toEqualTypeOf<unknown>()
  expectTypeOf<StandardSchemaV1.InferOutput<typeof validateErrorDocument>>().toEqualTypeOf<ErrorDocument>()
  expectTypeOf<StandardSchemaV1.InferOutput<typeof validateErrorObject>>().toEqualTypeOf<ErrorObject>()
})

test('their results and issues are those of the standard, and never promises', () => {
  expectTypeOf<StandardIssue>().toExtend<StandardSchemaV1.Issue>()
  expectTypeOf<StandardResult<ErrorDocument>>().toExtend<StandardSchemaV1.Result<ErrorDocument>>()
  expectTypeOf(validateErrorDocument['~standard'].validate(1)).toEqualTypeOf<StandardResult<ErrorDocument>>()
})

test('validators give violations, and take only known versions', () => {
  expectTypeOf(validateErrorDocument({})).toEqualTypeOf<Violation[]>()
  expectTypeOf(validateErrorObject).toBeCallableWith({}, { version: '1.0', extensions: ['atomic'] })
  // @ts-expect-error There is no such version.
  validateErrorDocument({}, { version: '2.0' })
})

test('the guard narrows', () => {
  const value: unknown = {}
  if (isErrorDocument(value)) expectTypeOf(value).toEqualTypeOf<ErrorDocument>()
  else expectTypeOf(value).toEqualTypeOf<unknown>()
})
