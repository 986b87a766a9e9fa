import type { ResponseWithErrors, Error as TsError } from 'ts-json-api/dist/types/index.js'
import { expectTypeOf, test } from 'vitest'
import type { ErrorDocument, ErrorObject } from '../../src/jsonapi/document.js'
import { fromTsJsonApi, toTsJsonApi } from '../../src/jsonapi/ts-json-api.js'

declare const tsError: TsError
declare const tsDocument: ResponseWithErrors
declare const error: ErrorObject<'not-found'>
declare const document: ErrorDocument<'not-found'>

test('a spread makes an error of ts-json-api an error object', () => {
  // An interface without @-members is not one that may have them; what is spread has no interface.
  const own: ErrorObject = { ...tsError }
  expectTypeOf(own).toEqualTypeOf<ErrorObject>()
})

test('a document of ts-json-api becomes one of errors the same way, but for its link objects, which have interfaces too', () => {
  const { meta = {}, jsonapi = {} } = tsDocument
  const errors = tsDocument.errors.map((each) => ({ ...each }))
  const own: ErrorDocument = { errors, meta, jsonapi: { ...jsonapi } }
  expectTypeOf(own).toEqualTypeOf<ErrorDocument>()
})

test('an error object is one of ts-json-api but for its links, which may be null', () => {
  expectTypeOf<Omit<ErrorObject, 'links'>>().toExtend<TsError>()
  expectTypeOf<ErrorObject>().not.toExtend<TsError>()
})

test('a document is one of ts-json-api but for its links, and once its errors may be changed', () => {
  expectTypeOf<Omit<ErrorDocument, 'errors' | 'links'> & { errors: TsError[] }>().toExtend<ResponseWithErrors>()
  expectTypeOf<ErrorDocument>().not.toExtend<ResponseWithErrors>()
})

test('converting gives the types of the other side, whatever the codes', () => {
  expectTypeOf(toTsJsonApi(error)).toEqualTypeOf<TsError>()
  expectTypeOf(toTsJsonApi(document)).toEqualTypeOf<ResponseWithErrors>()
  expectTypeOf(fromTsJsonApi(tsError)).toEqualTypeOf<ErrorObject>()
  expectTypeOf(fromTsJsonApi(tsDocument)).toEqualTypeOf<ErrorDocument>()
})
