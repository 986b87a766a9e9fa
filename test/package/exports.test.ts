import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { entries, installed, packed, resolutions, runModule } from './packed.js'

const declarations = entries.map(({ specifier, types }) => ({ specifier, file: join(installed, types) }))
const program = ts.createProgram(
  declarations.map(({ file }) => file),
  { ...resolutions.nodenext, lib: ['lib.es2022.d.ts'], types: [] },
)
const checker = program.getTypeChecker()

/** A public name of an entry, behind whatever re-exports it. */
interface PublicName {
  readonly name: string
  readonly symbol: ts.Symbol
  readonly isValue: boolean
}

function publicNames(file: string): readonly PublicName[] {
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`${file} is not a module`)
  return checker.getExportsOfModule(module).map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    return { name: exported.name, symbol, isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0 }
  })
}

const isDescribed = (symbol: ts.Symbol): boolean => symbol.getDocumentationComment(checker).length > 0

/** The members that a class adds to those of the class it extends. */
function membersOf({ name, symbol }: PublicName): readonly { readonly name: string; readonly symbol: ts.Symbol }[] {
  if ((symbol.flags & ts.SymbolFlags.Class) === 0) return []
  const bases = checker.getDeclaredTypeOfSymbol(symbol).getBaseTypes() ?? []
  return [...(symbol.members?.values() ?? []), ...(symbol.exports?.values() ?? [])]
    .filter((member) => (member.flags & (ts.SymbolFlags.TypeParameter | ts.SymbolFlags.Prototype)) === 0)
    .filter((member) => !/^(?:__|#)/.test(member.name) && !bases.some((base) => base.getProperty(member.name)))
    .map((member) => ({ name: `${name}.${member.name}`, symbol: member }))
}

test('every entry exports what it is known to export', () => {
  const surface = declarations.map(({ specifier, file }) => {
    const names = publicNames(file).map(({ name, isValue }) => (isValue ? name : `type ${name}`))
    return `${specifier}: ${names.sort().join(', ')}`
  })
  expect(surface).toMatchInlineSnapshot(`
    [
      "reactor-errors: JsonApiError, defineDialect, isJsonApiError, reactor, type AnyCode, type Arms, type ArmsGiving, type AtMembers, type CatalogEntry, type CodeArmsGiving, type CodeDefinition, type CodeDelivery, type CodeOf, type CodedError, type DeferredField, type Delivery, type Dialect, type DialectDefinition, type DocumentInit, type DocumentLinks, type ErrorDocument, type ErrorInit, type ErrorLinks, type ErrorObject, type ErrorOf, type ErrorSource, type Extended, type ExtensionMembers, type FailedRequest, type FailedResource, type Failure, type Failures, type Format, type HeadersLike, type JsonApiErrorOptions, type JsonApiObject, type Link, type LinkObject, type Meta, type NoCode, type Otherwise, type ReactorCode, type ReactorCodes, type ReactorError, type ReadContext, type Reader, type Repair, type ResponseContext, type RetryAdvice, type RetryClass, type RetryPace, type RetryRequest",
      "reactor-errors/pointer: PointerSyntaxError, buildPointer, describePointer, fromFragment, groupErrors, isPointer, nearestPointer, parsePointer, pointerExists, rebasePointer, resolvePointer, toFragment, type ErrorGroups, type PointerMove, type Resolution, type Unresolved",
      "reactor-errors/validate: isErrorDocument, rules, type Rule, type StandardIssue, type StandardProps, type StandardResult, type ValidateOptions, type Validator, type Violation, validateErrorDocument, validateErrorObject",
      "reactor-errors/problem: fromProblem, toProblem, type Problem",
      "reactor-errors/telemetry: telemetry, type Telemetry, type TelemetryAttributes",
      "reactor-errors/explain: chooseLanguage, en, explain, explainError, type ErrorExplanation, type ExplainOptions, type Explanation, type GatewayCode, type ImsCode, type Label, type Language, type Prose, type Sentences, type Situation, type WholeLanguage, type Word",
      "reactor-errors/explain/de: de",
      "reactor-errors/explain/es: es",
      "reactor-errors/explain/fr: fr",
      "reactor-errors/explain/it: it",
      "reactor-errors/explain/ja: ja",
      "reactor-errors/explain/ko: ko",
      "reactor-errors/explain/nl: nl",
      "reactor-errors/explain/pt-BR: ptBR",
      "reactor-errors/explain/sv: sv",
      "reactor-errors/explain/zh-Hans: zhHans",
      "reactor-errors/explain/zh-Hant: zhHant",
      "reactor-errors/fetch: errorFromResponse, type ErrorFromResponseOptions, type FetchLike, type ReactorErrorsOptions, type ResponseDialect, type ResponseLike, type SignalLike, withReactorErrors",
      "reactor-errors/undici: reactorErrors, type InterceptorOptions, type ReactorErrorsOptions, type ResponseDialect",
      "reactor-errors/retry: retry, type FailedAttempt, type FetchLike, type ResponseLike, type RetryDialect, type RetryOptions, type RetryPace, type SignalLike, type Sleep, type WithRetryOptions, withRetry",
      "reactor-errors/settle: ForeignOriginError, NotSettledError, settle, type Authorization, type FetchUrl, type HostSignal, type LastSeen, type NotSettledReason, type Progress, type SettleDialect, type SettleOptions, type SettleResource, type SignalLike, type Sleep",
      "reactor-errors/image-serving: applyRules, fingerprintOf, fromErrorDocument, imageRendering, imageServing, isLetIn, parseProperties, planResponse, readImageRequest, resolveAttributes, toErrorDocument, type AppliedRules, type AttributeName, type AttributeOrigin, type AttributeSources, type AttributeValue, type Attributes, type BridgeOptions, type DataPlan, type DefaultImagePlan, type ErrorAttributes, type ErrorImagePlan, type ErrorWords, type FailedPropertyResponse, type ImageCodes, type ImageErrorMeta, type ImageRenderingCode, type ImageRenderingCodes, type ImageRequest, type ImageResponse, type ImageService, type ImageServingCode, type ImageServingCodes, type KeptCommands, type Layer, type LayerSource, type ObjectKind, type PixelLimits, type PlanStep, type Properties, type PropertiesPlan, type PropertyEncoding, type PropertyFormat, type PropertyOptions, type PropertyResponse, type RecordAttributes, type RedirectPlan, type RedirectSettings, type RequestProblem, type RequestRule, type RequestType, type ResponsePlan, type RuleAttributes, type SizeLimits, type TextPlan, writeResponse",
      "reactor-errors/check-image: checkImage, checkImages, type CheckImageOptions, type CheckImagesOptions, type CheckedImage, type FetchUrl, type HostSignal, type ImageCheck, type SignalLike, type Sleep",
      "reactor-errors/image-serving/render: RendererMissingError, TooManyPixelsError, builtInFont, executePlan, hasBeenProxied, renderErrorImage, renderPicture, type ErrorFont, type ErrorImageInit, type ErrorWords, type ExecuteOptions, type Executed, type ImageResponse, type Picture, type PictureInit, type ProxyLimits, type RenderedPicture",
      "reactor-errors/from-ajv: fromAjv, type AjvError, type AjvErrors, type BodyOptions, type MappingOptions, type PartOptions, type RenameOptions, type ValidationCode, type ValidationOptions, validationCodes",
      "reactor-errors/from-standard-schema: fromStandardSchema, type BodyOptions, type MappingOptions, type PartOptions, type RenameOptions, type StandardIssue, type StandardIssues, type ValidationCode, type ValidationOptions, validationCodes",
      "reactor-errors/server: checkRequest, readJson, recogniseFrameworkError, renderResponse, respond, type AdaptorOptions, type Catalog, type CheckOptions, type ErrorReport, type ErrorResponse, type ExposureLevel, type ReadJsonOptions, type Recognised, type RequestLike, type RespondOptions, type ResponseFormat, type ServerOptions, type UnroutedError, type WebRequest, type WebResponse, unrouted, withErrorResponses",
      "reactor-errors/node: clientErrorResponses, readJson, sendError, type AdaptorOptions, type ClientErrorSocket, type NodeListener, type ReadJsonOptions, type UnroutedError, unrouted, withErrorResponses",
      "reactor-errors/express: expressErrors, requestCheck, type AdaptorOptions, type ExpressErrorHandler, type ExpressHandler, type ExpressResponse",
      "reactor-errors/fastify: fastifyErrors, serverErrors, type AdaptorOptions, type FastifyApp, type FastifyReplyLike, type FastifyRequestLike",
      "reactor-errors/koa: koaErrors, type AdaptorOptions, type KoaContext, type KoaMiddleware",
      "reactor-errors/hono: honoErrors, type AdaptorOptions, type HonoApp, type HonoContext",
      "reactor-errors/testing: assertPointer, assertReactorError, deferredResponse, errorFixture, foreignResponses, immediateResponse, reactorMatchers, toResponse, type DeferredFixtureOptions, type ExpectedCode, type FailedResourceDocument, type FixtureOptions, type ForeignResponse, type PlainResponse, type ReactorMatchers, type Verdict, type WebResponse, usualResponses",
      "reactor-errors/testing/vitest: type ExpectedCode",
      "reactor-errors/emulator: causes, createManualClock, startReactorEmulator, type Cause, type Clock, type Delays, type FaultRule, type Limits, type ManualClock, type ReactorEmulator, type ReactorEmulatorOptions, type RequestLog, type StateDocument",
      "reactor-errors/emulator/image-serving: readImageConfig, startImageServingEmulator, type ImageCatalog, type ImageConfig, type ImageRecord, type ImageRequestLog, type ImageServingEmulator, type ImageServingEmulatorOptions",
      "reactor-errors/ts-json-api: fromTsJsonApi, toTsJsonApi",
    ]
  `)
})

test.each(declarations)('$specifier exports the same values to the compiler and to Node', ({ specifier, file }) => {
  const declared = publicNames(file).filter(({ isValue }) => isValue)
  const { stdout } = runModule(
    packed.peers,
    `console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(specifier)}))))`,
  )
  expect(JSON.parse(stdout)).toEqual(declared.map(({ name }) => name).sort())
})

test.each(declarations)('every export of $specifier has a docstring', ({ file }) => {
  const names = publicNames(file)
  const all = names.flatMap((name) => [name, ...membersOf(name)])
  expect(all.filter(({ symbol }) => !isDescribed(symbol)).map(({ name }) => name)).toEqual([])
})
