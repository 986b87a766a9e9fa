import { existsSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readErrorTemplate, renderErrorImage } from '../../../src/image-serving/render/error-image.js'
import { builtInFont } from '../../../src/image-serving/render/font.js'
import { expectApproved, pixels } from './approved.js'

const draw = (message: string, template?: string, fmt = 'png') =>
  renderErrorImage({ words: { title: 'Image Not Found', message }, fmt, ...(template !== undefined && { template }) })

const texts: Readonly<Record<string, string>> = {
  latin: 'The file of “shoes/red” is not on disk: Größe, façade, <b>no markup</b> & "quotes".',
  korean: '이미지를 찾을 수 없습니다: 신발/빨강. 카탈로그에는 있지만 파일이 디스크에 없습니다.',
  long: 'The picture could not be opened because its file breaks off in the middle of a line. '.repeat(40),
  'long-word': 'x'.repeat(700),
  arabic: 'لم يتم العثور على الصورة: أحذية/أحمر.\nالملف ليس على القرص.',
  hebrew: 'התמונה לא נמצאה: נעליים/אדום (shoes/red).',
  'both-directions': 'The picture is missing:\nالصورة مفقودة',
  devanagari: 'छवि नहीं मिली: जूते/लाल। फ़ाइल डिस्क पर नहीं है।',
  emoji: 'Lost 😀 👩‍👩‍👧‍👦 🇰🇷 ❤️ 👍🏽 1️⃣ in the shop',
  'beyond-first-plane': 'Gothic 𐌰𐌱𐌲 Math 𝔸𝔹 Adlam 𞤀𞤁',
  scripts: 'Ελληνικά Кириллица 日本語 中文 العربية עברית हिन्दी ไทย ქართული አማርኛ தமிழ் 😀 \u0007',
}
test.each(Object.entries(texts))('the error image with the text “%s” looks as approved', async (name, text) => {
  const { type, body } = await draw(text, 'size=300,300&bgc=ffffff&text=$error.message$')
  expect(type).toBe('image/png')
  await expectApproved(`error-${name}`, body)
})

test('title and message are put where the template has them, in a colour that can be read', async () => {
  const { body } = await draw('Nothing there.', 'wid=240&hei=60&bgc=102040&text=$error.title$: $error.message$')
  await expectApproved('error-template', body)
})

test.each([
  ['ffffff', 0],
  ['ff0000', 0],
  ['00a000', 0],
  ['808080', 0],
  ['0000ff', 255],
  ['102040', 255],
])('on %s the text is as bright as %j, which is easier to read', async (background, brightness) => {
  const { data } = await pixels((await draw('■', `size=60,40&bgc=${background}`)).body)
  const seen = Array.from({ length: data.length / 4 }, (_, at) => [...data.subarray(at * 4, at * 4 + 3)].join())
  expect(seen).toContain([brightness, brightness, brightness].join())
})

test.each([
  [undefined, 'jpeg'],
  ['jpg', 'jpeg'],
  ['png-alpha,rgb', 'png'],
  ['webp', 'webp'],
  ['gif', 'gif'],
  ['tif', 'tiff'],
])('with fmt=%s the picture is %s', async (fmt, format) => {
  const { type, body } = await renderErrorImage({ words: { title: 'x', message: 'x' }, fmt })
  expect(type).toBe(`image/${format}`)
  expect(await sharp(body).metadata()).toMatchObject({ format, width: 300, height: 300 })
})

test('the same text gives the same picture', async () => {
  expect(Buffer.compare((await draw('Twice')).body, (await draw('Twice')).body)).toBe(0)
})

test('text is inside the picture, whatever it is', async () => {
  for (const text of ['w '.repeat(5_000), '한'.repeat(100_000), 'a\n'.repeat(10_000), '\ud800', 'x\0y']) {
    const { data, info } = await pixels((await draw(text, 'size=120,80')).body)
    const isWhite = (x: number, y: number): boolean => data[(y * info.width + x) * 4] === 255
    for (let x = 0; x < info.width; x++) expect(isWhite(x, 0) && isWhite(x, info.height - 1)).toBe(true)
    for (let y = 0; y < info.height; y++) expect(isWhite(0, y) && isWhite(info.width - 1, y)).toBe(true)
  }
})

test.each(['', ' \n ', '\u200b'.repeat(0)])('the text %j draws nothing', async (text) => {
  const { data } = await pixels((await draw(text, 'size=40,40&text=$error.message$')).body)
  expect(new Set(data)).toEqual(new Set([255]))
})

test('a picture without room for a letter is a picture all the same', async () => {
  expect(await sharp((await draw('Long', 'size=4,1')).body).metadata()).toMatchObject({ width: 4, height: 1 })
})

test('another font draws where it has the letters', async () => {
  const { family, file } = builtInFont()
  expect(existsSync(file)).toBe(true)
  const { body } = await renderErrorImage({
    words: { title: 'x', message: 'Same' },
    fmt: 'png',
    font: { family, file },
  })
  expect(Buffer.compare(body, (await draw('Same')).body)).toBe(0)
})

const words = { title: 'T', message: 'M' }

test.each<[init: unknown, told: string]>([
  [undefined, '"init" must be an object'],
  [{ words: 'Nothing there.' }, '"words" must be an object with title and message'],
  [{ words, template: 300 }, '"template" must be a string'],
  [{ words, fmt: 5 }, '"fmt" must be a string'],
  [{ words, font: 'Arial' }, '"font" must be an object'],
])('no error image is made of %j', async (init, told) => {
  await expect(renderErrorImage(init as never)).rejects.toEqual(new TypeError(told))
})

const badSize = new RangeError('The size of an error image is a number of pixels up to 2000')
const badColor = new RangeError('The colour of an error image has six hexadecimal digits')

test.each([
  ['size=0,5', badSize],
  ['size=5,0.4', badSize],
  ['size=2001', badSize],
  ['wid=many', badSize],
  ['bgc=red', badColor],
  ['bgc=xffffff', badColor],
  ['bgc=ffffffx', badColor],
  ['bgc=fffffff', badColor],
  ['text={\\rtf1 x}', new TypeError('Text of an error image is plain text, not RTF')],
])('the template %j is refused', async (template, error) => {
  expect(() => readErrorTemplate(template, words)).toThrow(error)
  await expect(draw('x', template)).rejects.toThrow(error)
})

test('a format that is not drawn is refused', async () => {
  await expect(draw('x', '', 'pdf')).rejects.toThrow(new RangeError('fmt= asks for a format that is not drawn here'))
})

test.each([
  ['', { width: 300, height: 300, background: '#ffffff', text: 'M' }],
  ['size=300,200&bgc=EEEEEE&text=$error.message$', { width: 300, height: 200, background: '#eeeeee', text: 'M' }],
  ['size=100', { width: 100, height: 100 }],
  ['size=2000,1', { width: 2000, height: 1 }],
  ['wid=&hei=5', { width: 300, height: 5 }],
  ['bgc=0X102030', { background: '#102030' }],
  ['wid=10.6&hei=20', { width: 11, height: 20 }],
  ['size=5,6&hei=7', { width: 5, height: 7 }],
  ['bgc=0x102030ff', { background: '#102030' }],
  ['bgc=%23102030', { background: '#102030' }],
  ['text=$error.title$%20%26 $error.message$ $other$', { text: 'T & M $other$' }],
  ['text=', { text: '' }],
])('the template %j is read', (template, expected) => {
  expect(readErrorTemplate(template, words)).toMatchObject(expected)
})

test('variables in a message stay as they are', () => {
  const text = '$error.title$ $& $1'
  expect(readErrorTemplate('', { title: 'T', message: text }).text).toBe(text)
})
