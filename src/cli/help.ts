/** The text of --help behind the options of each command. */

/** For the program itself. */
export const PROGRAM = `
  curl -sSi https://reactor.adobe.io/... | reactor-errors decode

Exit codes:
  0  nothing failed
  1  errors found
  2  wrong use
  3  unreadable or not recognised input (whatever else was found, save for
     check-image: see its help)`

/** For `explain` and `list`. */
export const CODES = `
Where REACTOR_ERRORS_SITE holds the address of the site, explain names the page
of each code, and so does decode.

With --json, each line is an object:
  "kind": "code"     code, title, status, delivery, category, retry, resources,
                     pointer, cause, remedy, language; documented (which of them
                     Adobe states); sender (code, gateway, ims, images,
                     imageServing, imageRendering or family); page

Exit codes: 0 all right, 2 wrong use, an unknown code among it.`

/** For `list`, before what it has in common with `explain`. */
export const LIST = `
Categories: authentication, authorization, build, conflict, decryption,
extension, extension-package, gateway, host, host-connection, image,
image-access, image-request, image-server, ims, library, media-set, not-found,
server, static-content, validation, vignette
Ways: deferred, either, immediate
Times to retry: after-fix, after-sign-in, later, never`

/** For `decode`. */
export const DECODE = `
Without files, on a terminal: paste a response, then press Ctrl-D.

Each input is recognised by its content: a JSON body, a resource, or errors
alone; what curl prints with -i, -v, -D - or --trace-ascii -; an object as
JavaScript, Python or Ruby print it; NDJSON of bodies, or of {"status",
"headers", "body"}, of any length; lines of a log that hold any of these; HAR;
what Image Serving answers to req= (#S7Z, s7jsonError, <prop-group>); all of it
packed with gzip, too. Where REACTOR_ERRORS_SITE holds the address of the site,
the page of each code is named.

With --json, each line is an object:
  "kind": "failure"  input, line, label and time (where and when), failure (as
                     parse of the dialect gives it, masked), advice (when to try
                     again), explanations (code, cause, remedy, language,
                     page)
  "kind": "problem"  input, line, column, message: what could not be read
  "kind": "summary"  responses, failures, errors, problems, unanswered, unread
                     (no failure by their status, bodies not in the input),
                     passed (lines that tell of no response), and codes, a list
                     of {code, count}; always the last line

Exit codes: 0 nothing failed, 1 errors found, or requests without a response,
2 wrong use, 3 unreadable or not recognised input.`

/** For `validate`. */
export const VALIDATE = `
Checks JSON:API error documents: JSON, the body of what curl -i prints, or
NDJSON.

With --json, each line is an object:
  "kind": "violation" input, line, column, rule, level, pointer, message, see
  "kind": "problem"   input, line, column, message: what could not be read
  "kind": "summary"   documents, errors, warnings, problems; always the last line

Exit codes: 0 no errors, 1 errors found, 2 wrong use, 3 unreadable input.`

/** For `check-image`. */
export const CHECK_IMAGE = `
  reactor-errors check-image --sitemap https://shop.example/sitemap.xml

Three verdicts:
  sound         .../shoe?wid=300 sends a whole picture, of the size that the
                same request says with req=props
  failed        .../shoe?wid=300 sends a picture, and its req=props says
                “Image Not Found”: it is an error image. Or the response itself
                is an error, or the picture has another size than it should.
  undetectable  .../shoe?wid=300 sends a picture, and its req=props says
                nothing, as servers do that are no Image Serving; or what came
                is no picture, breaks off, or did not come at all

Lists have a URL per line; sitemaps may be packed with gzip, and list pictures
as image:loc. 2 pictures of a host at a time are asked for, and none while the
server asks to wait (Retry-After). To go on after an interruption:
  reactor-errors check-image list.txt --json --resume done >> done

With --json, each line is an object:
  "kind": "picture"  url (masked), verdict, by and failure, or why
  "kind": "summary"  sound, failed, undetectable, skipped, problems,
                     isInterrupted, codes; always the last line

Exit codes: 0 all sound, 1 broken pictures, 2 wrong use, 3 a list that could not
be read, an interruption, or pictures that nothing tells of and none broken.`

/** For `completion`. */
export const COMPLETION = `
The first line of each script says where the shell looks for it.

Exit codes: 0 all right, 2 wrong use.`

/** For `emulate`. */
export const EMULATE = `
Companies, properties, hosts, environments, libraries, builds, extension
packages, extensions, data elements, rules, rule components and secrets, with
the gateway in front and IMS under /ims; all in memory, until Ctrl+C.

Each code comes by what causes it: see --causes, or GET /emulator/causes. Any
comes with the header x-emulate-error: <code>, or "<code>; deferred".
A fault is a method, a path with *, what happens (502, 502 html, a code, cut,
reset, delay=2s, retry-after=7), and how often (10%, times=2).

emulate image-serving answers /is/image, /is/content and /ir/render over a
folder: --set ErrorDetail=2 'ErrorImage=size=300,300&text=$error.message$', or a
file with such lines, [catalog] before those of one, id::Path= and
id::Modifier= for its records. Errors say why in x-emulator-because.

With --json, each line is an object:
  "kind": "emulator" url: the address
  "kind": "request"  method, path, status, codes (with --log)
  "kind": "cause"    code, delivery, how to get it (with --causes)

Exit codes: 0 stopped, 2 wrong use, a port that cannot be had among it, 3 a file
or folder that cannot be read.`

/** For `site`: how to get it out of the repository. The package does not hold it, and stays small. */
export function siteFrom(repository: string): string {
  return `The site is no part of the package, which stays small without it. To have it:

  git clone ${repository} reactor-errors
  cd reactor-errors
  npm ci
  npm run site
  npm start --prefix site -- 8080

Any web server can serve the folder site/dist, below any path.
`
}
