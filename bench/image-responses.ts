/** Image Serving: deciding what to answer, against parsing a URL, and drawing errors, against the renderer called bare. */
import type { ImageServingCode } from '../src/image-serving/index.js'
import { pick, variants } from './documents.js'
import { built, peerModule } from './packages.js'
import { heading, table } from './table.js'
import { compareWays } from './ways.js'

const { imageServing, planResponse, readImageRequest, resolveAttributes } =
  await built<typeof import('../src/image-serving/index.js')>('image-serving')
const { builtInFont, renderErrorImage } =
  await built<typeof import('../src/image-serving/render/index.js')>('image-serving-render')
const { default: sharp } = await peerModule<typeof import('sharp')>('sharp')

const template = 'size=300,300&bgc=ffffff&text=$error.message$'
const attributes = resolveAttributes({
  catalog: { DefaultImage: 'catalog/default', ErrorImage: template, ErrorDetail: 2 },
})

/** Each kind of decision, and the taking apart of requests. */
export function benchDeciding(): void {
  const targets = (query: string) =>
    Array.from({ length: variants }, (_, i) => `/is/image/catalog/id${i}?wid=300&hei=200&fmt=png&qlt=80${query}`)
  const pictures = targets('')
  const floor = { name: 'new URL', work: (i: number) => new URL(`https://images.example${pick(pictures, i)}`) }
  heading('Decide what to answer, against new URL of the request')
  const deciding = (name: string, code: ImageServingCode, query: string) => {
    const { failure } = imageServing.error(code, { detail: 'No such file.' })
    const requests = targets(query).flatMap((target) => readImageRequest(target) ?? [])
    return {
      name: `planResponse, ${name}`,
      work: (i: number) => planResponse(failure, pick(requests, i), attributes),
    }
  }
  table(floor, [
    deciding('default image, error image, text', 'image-not-found', ''),
    deciding('error image, text', 'image-corrupt', ''),
    deciding('properties', 'image-corrupt', '&req=props,json&id=7'),
    { name: 'readImageRequest', work: (i) => readImageRequest(pick(pictures, i)) },
  ])
}

const texts = {
  Latin: 'The file of this picture is not on disk.',
  Korean: '이 그림의 파일이 디스크에 없습니다. 카탈로그에는 있습니다.',
}

/** Drawing, against the same text, font, size and format. */
export async function benchErrorImages(): Promise<void> {
  const { family, file } = builtInFont()
  for (const [script, message] of Object.entries(texts)) {
    const markup = `<span foreground="#000000" fallback="false">${message}</span>`
    const text = { text: markup, font: `${family} 16`, fontfile: file, width: 284, dpi: 72, rgba: true } as const
    const bare = () =>
      sharp({ create: { width: 300, height: 300, channels: 3, background: '#ffffff' } })
        .composite([{ input: { text }, left: 8, top: 8 }])
        .png()
        .toBuffer()
    const words = { title: 'Image File Missing', message }
    await compareWays(`Draw an error image of 300 by 300 pixels, ${script}, against sharp called bare`, 5, [
      { name: 'sharp', send: bare },
      { name: 'renderErrorImage', send: () => renderErrorImage({ template, words, fmt: 'png' }) },
    ])
  }
}
