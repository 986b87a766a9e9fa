/** Explains the emulator at its own URLs, `/` and `/emulator`, by lines of curl that work as they are. */
import { readdir } from 'node:fs/promises'

/** Lines of curl for an emulator at `url` over the folder `root`: a picture that is there, if one is, and one that is not. */
export async function curlsFor(url: string, root: string): Promise<readonly string[]> {
  const names = await readdir(root).catch(() => [])
  const pictures = names.filter((name) => PICTURE.test(name)).slice(0, 1)
  return [
    ...pictures.map((name) => curl(`${url}/is/image/${encodeURIComponent(name.replace(PICTURE, ''))}?wid=100`)),
    curl(`${url}/is/image/not-there`),
    curl(`${url}/is/image/not-there?req=props`),
  ]
}

// What comes may be a picture, which no terminal should get.
const curl = (url: string): string => `curl -s -D - -o /dev/null '${url.replaceAll("'", '%27')}'`

const PICTURE = /\.(?:jpe?g|png|webp|gif|tiff?|avif)$/i

/** The response to a request for `/` or `/emulator`, as JSON. */
export const explanation = (curls: readonly string[]): string =>
  JSON.stringify({
    meta: {
      about: 'Image Serving (/is/image, /is/content) and Image Rendering (/ir/render) over a folder of pictures.',
      try: curls,
      not_emulated: 'Commands that a response names in x-emulator-because, text, vignettes, and video.',
      headers: {
        'x-emulate-error': 'In a request: the code of the error that it gets, such as image-not-found.',
        'x-emulator-because': 'In a response: why it is what it is.',
      },
    },
  })
