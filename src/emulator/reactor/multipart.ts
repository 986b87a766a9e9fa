/** Reads the form in which an extension package is uploaded. */
import { fault, Refusal } from './refusal.js'
import { type ApiRequest, header } from './request.js'

/** The file in the field `package` of a form; throws a `Refusal` where there is none. */
export async function packageIn(request: ApiRequest): Promise<Uint8Array> {
  const type = String(header(request, 'content-type'))
  const refuse = (detail: string): never => {
    throw new Refusal([fault(request, 400, { detail })])
  }
  let form: FormData
  try {
    // A Request wants a URL, whichever.
    form = await new Request('http://localhost', {
      method: 'POST',
      headers: { 'content-type': type },
      body: request.body,
    }).formData()
  } catch {
    return refuse('The body is no form in multipart/form-data, or its boundary is missing.')
  }
  const file = form.get('package')
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : refuse('The form has no file named package.')
}
