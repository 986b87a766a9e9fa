import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ErrorObject as AjvErrorObject, DefinedError, ValidateFunction, ValidationError } from 'ajv'
import type { ArkErrors } from 'arktype'
import type { BaseIssue } from 'valibot'
import { expectTypeOf, test } from 'vitest'
import type { ZodError } from 'zod'
import { defineDialect } from '../../../src/dialect/define-dialect.js'
import type { ErrorObject } from '../../../src/jsonapi/document.js'
import { type AjvErrors, fromAjv, type ValidationCode } from '../../../src/server/validation/from-ajv.js'
import { fromStandardSchema, type StandardIssues } from '../../../src/server/validation/from-standard-schema.js'

const shop = defineDialect({ name: 'ShopError', codes: { sold: { title: 'Sold', status: 409 } } })

test('takes what Ajv gives, without a cast', () => {
  expectTypeOf<ValidateFunction['errors']>().toExtend<AjvErrors>()
  expectTypeOf<AjvErrorObject[] | null | undefined>().toExtend<AjvErrors>()
  expectTypeOf<DefinedError[]>().toExtend<AjvErrors>()
  expectTypeOf<ValidationError>().toExtend<AjvErrors>()
})

test('takes what speakers of Standard Schema give, without a cast', () => {
  expectTypeOf<StandardSchemaV1.Result<unknown>>().toExtend<StandardIssues>()
  expectTypeOf<readonly StandardSchemaV1.Issue[]>().toExtend<StandardIssues>()
  expectTypeOf<ZodError>().toExtend<StandardIssues>()
  expectTypeOf<ArkErrors>().toExtend<StandardIssues>()
  expectTypeOf<[BaseIssue<unknown>, ...BaseIssue<unknown>[]]>().toExtend<StandardIssues>()
})

test('gives the codes of the dialect', () => {
  const errors = fromAjv(null, { document: {}, dialect: shop, code: 'sold' })
  expectTypeOf(errors).toEqualTypeOf<ErrorObject<'sold' | ValidationCode>[]>()
  expectTypeOf(fromStandardSchema(null, { in: 'query', dialect: shop })).toEqualTypeOf<typeof errors>()
  // @ts-expect-error: no code of the dialect
  fromAjv(null, { document: {}, dialect: shop, code: 'not-found' })
  // @ts-expect-error: a body without its document
  fromAjv(null, {})
})
