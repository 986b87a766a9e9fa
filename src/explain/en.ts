/** English: the sentences of codes.json, and those for errors that no code explains. */
import { codes, gateway, ims } from './en.generated.js'
import { images } from './images.generated.js'
import type { Language } from './language.js'

/** English, the language of `explain` where no other is given. */
export const en: Language = {
  tag: 'en',
  codes,
  gateway,
  ims,
  images,
  family: {
    title: 'Invalid {attribute}',
    cause:
      'The name of the code says that the value of {attribute} was not accepted. This catalog does not know the code itself.',
    remedy: 'Read title and detail of the error, correct {attribute} in the request, and send it again.',
  },
  situations: {
    deferred: {
      cause: 'The request was accepted, and the work that it started failed afterwards.',
      remedy: 'Read title and detail of the error, mend what they name, and start the work again.',
    },
    'no-details': {
      cause: 'The work that the request started failed, and the resource does not say why.',
      remedy: 'Start the work again. If it fails again, give Adobe Customer Care the type and id of the resource.',
    },
    'unknown-code': {
      cause: 'The answer names a code that this catalog does not know.',
      remedy: 'Read title and detail of the error: they say what to change.',
    },
    html: {
      cause:
        'A web page came in place of an answer of the API: a proxy, a firewall or the edge in front of it spoke up.',
      remedy: 'Check that the URL leads to the API, and that nothing on the way answers in its stead.',
    },
    text: {
      cause: 'Plain text came in place of an answer of the API.',
      remedy: 'Read the text, and check that the URL leads to the API.',
    },
    empty: {
      cause: 'The answer has no body; its status is all that it says.',
      remedy: 'Repeat the request. If the body stays empty, ask whoever runs the proxy on the way.',
    },
    malformed: {
      cause: 'The answer is not JSON that can be parsed. Usually it was cut off on the way.',
      remedy: 'Repeat the request if it only reads. If it changes something, first look whether the change was made.',
    },
    json: {
      cause: 'The answer is JSON of another form than any that the API is known to send.',
      remedy: 'Check that the URL leads to the API and not to another service.',
    },
    '400': {
      cause: 'Status 400: the request itself is malformed.',
      remedy: 'Check the JSON and the query parameters of the request, above all what the error points at.',
    },
    '401': {
      cause: 'Status 401: the request is not signed in.',
      remedy: 'Get a new access token, send it in the Authorization header, and repeat the request.',
    },
    '403': {
      cause: 'Status 403: the account may not do this.',
      remedy: 'Check the x-gw-ims-org-id header, and have an administrator grant the account what it lacks.',
    },
    '404': {
      cause: 'Status 404: there is nothing under this URL.',
      remedy: 'Check the path and every id in it.',
    },
    '405': {
      cause: 'Status 405: this URL does not take this method.',
      remedy: 'Look up in the reference of the endpoint which methods it takes.',
    },
    '406': {
      cause: 'Status 406: the server has no answer of the kind that the Accept header asks for.',
      remedy: 'Send Accept: application/vnd.api+json;revision=1.',
    },
    '409': {
      cause: 'Status 409: the request conflicts with the state that a resource is in.',
      remedy: 'Read the resource anew, revise it or change the request so that the two agree, and send it again.',
    },
    '413': {
      cause: 'Status 413: the body of the request is larger than the server takes.',
      remedy: 'Send less in one request.',
    },
    '415': {
      cause: 'Status 415: the server does not take a body of this Content-Type.',
      remedy: 'Send Content-Type: application/vnd.api+json, or multipart/form-data for an extension package.',
    },
    '422': {
      cause: 'Status 422: the request is well formed, but something in it cannot be accepted.',
      remedy: 'Correct the value that the error points at, and send the request again.',
    },
    '429': {
      cause: 'Status 429: too many requests came in a short time.',
      remedy: 'Wait, for as long as Retry-After says if the answer has that header, and send fewer requests at once.',
    },
    '4xx': {
      cause: 'The server finds fault with the request.',
      remedy: 'Compare the request with the reference of the endpoint, and correct what differs.',
    },
    '500': {
      cause: 'Status 500: the server failed while it handled the request.',
      remedy: 'Wait some minutes and try again. If it keeps failing, give Adobe Customer Care the request id.',
    },
    '502': {
      cause: 'Status 502: a gateway got no proper answer from the server behind it.',
      remedy: 'Try again in a minute. After a request that creates something, first look whether it was created.',
    },
    '503': {
      cause: 'Status 503: the service is not available at the moment.',
      remedy: 'Wait, for as long as Retry-After says if the answer has that header, and try again.',
    },
    '504': {
      cause: 'Status 504: the server behind the gateway took too long.',
      remedy: 'Before trying again, look whether the request took effect all the same.',
    },
    '5xx': {
      cause: 'The fault lies with the server.',
      remedy: 'Try again later. If it keeps failing, give Adobe Customer Care the request id.',
    },
    unknown: {
      cause: 'The answer does not say why the request failed.',
      remedy: 'Repeat the request with curl -i, and look at the status, the headers and the body.',
    },
  },
}
