/** The codes of Image Serving and Image Rendering, without prose; generated from codes.json by `npm run generate`, do not edit. */
import type { CodeDefinition } from '../dialect/catalog.js'

/** The codes that both share. Hover one to read what it means and what to do. */
export interface ImageCodes {
  /**
   * **Format Does Not Fit** (403): arrives with the response; retry after a fix.
   *
   * The format that fmt= asks for and the colours or the profile of the picture do not go together. Usually icc= names a profile for another kind of colour.
   *
   * Choose a format that can hold the colours, or leave icc= out so that the default profile is used.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'format-mismatch': CodeDefinition
  /**
   * **Image Corrupt** (403): arrives with the response; retry after a fix.
   *
   * The file of the picture was found and cannot be read. Usually it was cut short when it was copied, or it is not of the format that its name says.
   *
   * Open the file on your own machine. Save it anew, upload it again and publish it.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'image-corrupt': CodeDefinition
  /**
   * **Image File Missing** (403): arrives with the response; retry after a fix.
   *
   * The catalog knows the picture, but its file is not on disk. Usually the file was moved or deleted, or has not reached this server yet.
   *
   * Put the file where the catalog record says that it is, or publish the picture again.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'image-file-missing': CodeDefinition
  /**
   * **Image Not Found** (403): arrives with the response; retry after a fix.
   *
   * No catalog has a record for the picture that the request names, and there is no file of that name. Usually its id is misspelt, or the picture was not published.
   *
   * Check catalog and id in the path, small and capital letters included, and publish the picture if it is new.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'image-not-found': CodeDefinition
  /**
   * **Image Too Large** (403): arrives with the response; retry after a fix.
   *
   * The response would be wider or higher than the attribute MaxPix allows, or have more pixels than IS::MaxRenderRgnPixels; or a source that is no pyramid TIFF has more pixels than IS::MaxNonDsfSize.
   *
   * Ask for fewer pixels with wid=, hei= or scl=. Where large responses are wanted, raise MaxPix in the catalog or for the rule; keep large sources as pyramid TIFFs.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'image-too-large': CodeDefinition
  /**
   * **Request Locked** (403): arrives with the response; retry after a fix.
   *
   * The catalog wants its requests locked or obfuscated, and this one cannot be decoded or its lock does not fit. Usually the URL was changed after it was made.
   *
   * Encode the whole request anew with the tool that makes the URLs, and leave the result as it is.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'locked-request': CodeDefinition
  /**
   * **Request Malformed** (403): arrives with the response; retry after a fix.
   *
   * The request cannot be parsed. Usually a command lacks its value or has one that it does not take, or a character is not escaped.
   *
   * Look for the command that the message names, correct its value, and escape what has a meaning in URLs.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'request-malformed': CodeDefinition
  /**
   * **Request Refused** (403): arrives with the response; retry after a fix.
   *
   * The address of the client is not among those that ClientAddressFilter or the address filter of a rule lets through, or a rule that matches the request has OnMatch set to error.
   *
   * Send the request from an address that is allowed, or have whoever runs the server look into ClientAddressFilter and the rule set.
   *
   * Adobe documents title and cause; the rest is this catalog’s reading.
   */
  readonly 'request-refused': CodeDefinition
  /**
   * **Resource Corrupt** (403): arrives with the response; retry after a fix.
   *
   * A colour profile or a font that the request needs was found and cannot be read.
   *
   * Replace the file of the profile or font on the server by one that opens elsewhere.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'resource-corrupt': CodeDefinition
  /**
   * **Server Error** (500): arrives with the response; retry later.
   *
   * The server failed while it worked on the request, through no fault of the request that it could name.
   *
   * Wait a minute and try again. Have whoever runs the server look into its log if it keeps failing.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'server-error': CodeDefinition
  /**
   * **Unknown Request Type** (403): arrives with the response; retry after a fix.
   *
   * The value of req= is none that the server knows, or asks for a format that this kind of request does not come in.
   *
   * Look up req= in the reference of the server, and correct the word or the format behind its comma.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'unknown-request-type': CodeDefinition
}

/** The facts of codes.json about each code, without its prose and without what equals the defaults of `CodeDefinition`. */
export const images: Readonly<Record<keyof ImageCodes, CodeDefinition>> = {
  'format-mismatch': { title: 'Format Does Not Fit', status: 403, category: 'image-request', documented: ['cause'] },
  'image-corrupt': { title: 'Image Corrupt', status: 403, category: 'image' },
  'image-file-missing': { title: 'Image File Missing', status: 403, category: 'image' },
  'image-not-found': { title: 'Image Not Found', status: 403, category: 'image' },
  'image-too-large': { title: 'Image Too Large', status: 403, category: 'image-request', documented: ['cause'] },
  'locked-request': { title: 'Request Locked', status: 403, category: 'image-access', documented: ['cause'] },
  'request-malformed': { title: 'Request Malformed', status: 403, category: 'image-request' },
  'request-refused': { title: 'Request Refused', status: 403, category: 'image-access', documented: ['title', 'cause'] },
  'resource-corrupt': { title: 'Resource Corrupt', status: 403, category: 'image' },
  'server-error': { title: 'Server Error', status: 500, category: 'image-server' },
  'unknown-request-type': { title: 'Unknown Request Type', status: 403, category: 'image-request' },
}

/** The codes of Image Serving alone. Hover one to read what it means and what to do. */
export interface ImageServingCodes {
  /**
   * **Direct Access Not Allowed** (403): arrives with the response; retry after a fix.
   *
   * The path names a file and no id of a catalog, and the attribute AllowDirectAccess restricts that for objects of its kind.
   *
   * Name the object by the id of its catalog record, or have its kind added to AllowDirectAccess.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'direct-access-refused': CodeDefinition
  /**
   * **Direct URL Not Allowed** (403): arrives with the response; retry after a fix.
   *
   * The request names a source by its URL, and the catalog does not allow that.
   *
   * Name the picture by catalog and id in place of its URL, or have direct URLs allowed for this catalog.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'direct-url-refused': CodeDefinition
  /**
   * **Fit Not Applicable** (403): arrives with the response; retry after a fix.
   *
   * The command fit= came without wid= and hei=, or with req=tmb, where it has no meaning.
   *
   * Add wid= or hei= to the request, or leave fit= out.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'fit-not-applicable': CodeDefinition
  /**
   * **Font Not Found** (403): arrives with the response; retry after a fix.
   *
   * The text in the request asks for a font that the server does not have.
   *
   * Compare the name of the font with the font maps of the catalog, and correct it or have the font installed.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'font-not-found': CodeDefinition
  /**
   * **Foreign Source Not Valid** (403): arrives with the response; retry after a fix.
   *
   * A source from another server cannot be used: its URL is not valid, nothing usable came back, or that server answered with a redirect, which is not followed.
   *
   * Open the URL of the source in a browser. Use the address at which the redirects end, and check that it gives a picture.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'foreign-source-invalid': CodeDefinition
  /**
   * **Image Serving Error** (403): arrives with the response; retry after a fix.
   *
   * Image Serving answered with an error that this catalog does not tell apart from others.
   *
   * Read title and detail of the error. Where they say too little, have ErrorDetail set to 2 on a server that is not public.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'image-serving-error': CodeDefinition
  /**
   * **Layer Name Not Valid** (403): arrives with the response; retry after a fix.
   *
   * Two layers have the same name, or a command refers to a layer that is not defined.
   *
   * Give every layer= a name of its own, and define each before other commands refer to it.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'layer-name-invalid': CodeDefinition
  /**
   * **Error while processing Fvctx image** (403): arrives with the response; retry after a fix.
   *
   * The media set could not be put together. Usually the set, or a picture in it, does not exist or is not published.
   *
   * Check the id of the set, then ask for each of its members with req=exists, and publish what is missing.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'media-set-failed': CodeDefinition
  /**
   * **Media Set Nested Too Deeply** (403): arrives with the response; retry after a fix.
   *
   * Media sets hold media sets, deeper than PS::fvctx.nestingLimit allows; some kinds of sets may hold none at all.
   *
   * Take the inner sets apart and list their members in the outer one.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'media-set-nesting': CodeDefinition
  /**
   * **Path Retired** (404): arrives with the response; never retry.
   *
   * The path belongs to a service that is no longer offered, as /xfl/flash/ does.
   *
   * Ask for the picture under /is/image/ in a format that browsers show today.
   *
   * Adobe documents status and cause; the rest is this catalog’s reading.
   */
  readonly 'path-retired': CodeDefinition
  /**
   * **File Not Saved** (403): arrives with the response; retry later.
   *
   * The request req=saveToFile did not come to its end: the file could not be written, or it took too long.
   *
   * Check that the place of the file can be written to, and try again in a while.
   *
   * Adobe documents status and cause; the rest is this catalog’s reading.
   */
  readonly 'save-failed': CodeDefinition
  /**
   * **Static Content Not Found** (403): arrives with the response; retry after a fix.
   *
   * The catalog of static content has no such record, or the file of the record is not on disk.
   *
   * Check the path of the content, and publish the file again.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'static-content-not-found': CodeDefinition
  /**
   * **Static Content Of Another Type** (403): arrives with the response; retry after a fix.
   *
   * The content exists, but it is not of the type that type= asks for.
   *
   * Ask for the type that the record of the content has, or leave type= out.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'type-mismatch': CodeDefinition
  /**
   * **Unknown Locale** (403): arrives with the response; retry after a fix.
   *
   * The request names a locale= that the catalog does not know, and neither its LocaleMap nor the attribute DefaultLocale has a rule for all others.
   *
   * Use a locale that the catalog maps, or have a default rule added to LocaleMap or DefaultLocale.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'unknown-locale': CodeDefinition
}

/** The facts of codes.json about each code, without its prose and without what equals the defaults of `CodeDefinition`. */
export const serving: Readonly<Record<keyof ImageServingCodes, CodeDefinition>> = {
  'direct-access-refused': { title: 'Direct Access Not Allowed', status: 403, category: 'image-access', documented: ['cause'] },
  'direct-url-refused': { title: 'Direct URL Not Allowed', status: 403, category: 'image-access', documented: ['cause'] },
  'fit-not-applicable': { title: 'Fit Not Applicable', status: 403, category: 'image-request', documented: ['cause'] },
  'font-not-found': { title: 'Font Not Found', status: 403, category: 'image', documented: ['cause'] },
  'foreign-source-invalid': { title: 'Foreign Source Not Valid', status: 403, category: 'image-request', documented: ['cause'] },
  'image-serving-error': { title: 'Image Serving Error', status: 403, category: 'image-server' },
  'layer-name-invalid': { title: 'Layer Name Not Valid', status: 403, category: 'image-request', documented: ['cause'] },
  'media-set-failed': { title: 'Error while processing Fvctx image', status: 403, category: 'media-set' },
  'media-set-nesting': { title: 'Media Set Nested Too Deeply', status: 403, category: 'media-set', documented: ['cause'] },
  'path-retired': { title: 'Path Retired', status: 404, category: 'image-request', retry: 'never', documented: ['status', 'cause'] },
  'save-failed': { title: 'File Not Saved', status: 403, category: 'image-server', retry: 'later', documented: ['status', 'cause'] },
  'static-content-not-found': { title: 'Static Content Not Found', status: 403, category: 'static-content' },
  'type-mismatch': { title: 'Static Content Of Another Type', status: 403, category: 'static-content', documented: ['cause'] },
  'unknown-locale': { title: 'Unknown Locale', status: 403, category: 'image-request', documented: ['cause'] },
}

/** The codes of Image Rendering alone. Hover one to read what it means and what to do. */
export interface ImageRenderingCodes {
  /**
   * **Image Rendering Error** (403): arrives with the response; retry after a fix.
   *
   * Image Rendering answered with an error that this catalog does not tell apart from others.
   *
   * Compare title and detail of the error with the request. Where they say too little, repeat it with req=debug.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'image-rendering-error': CodeDefinition
  /**
   * **Material Not Found** (403): arrives with the response; retry after a fix.
   *
   * The request applies a material that the material catalog does not have. Usually its id is misspelt, or the catalog was not published.
   *
   * Check catalog and id of the material, and publish the catalog if the material is new.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'material-not-found': CodeDefinition
  /**
   * **Selection Failed** (403): arrives with the response; retry after a fix.
   *
   * The request selects an object that the vignette does not have, and OnFailObj or OnFailSel makes that an error.
   *
   * List the objects of the vignette with req=contents, and select one of them; or set OnFailObj and OnFailSel to something other than 3.
   *
   * Adobe documents cause; the rest is this catalog’s reading.
   */
  readonly 'selection-failed': CodeDefinition
  /**
   * **Vignette Not Found** (403): arrives with the response; retry after a fix.
   *
   * There is no vignette of the name in the path. Usually it is misspelt, or the vignette was not published.
   *
   * Check the path of the vignette, small and capital letters included, and publish it if it is new.
   *
   * Name and all else are this catalog’s reading of what Adobe’s reference describes.
   */
  readonly 'vignette-not-found': CodeDefinition
}

/** The facts of codes.json about each code, without its prose and without what equals the defaults of `CodeDefinition`. */
export const rendering: Readonly<Record<keyof ImageRenderingCodes, CodeDefinition>> = {
  'image-rendering-error': { title: 'Image Rendering Error', status: 403, category: 'image-server' },
  'material-not-found': { title: 'Material Not Found', status: 403, category: 'vignette' },
  'selection-failed': { title: 'Selection Failed', status: 403, category: 'vignette', documented: ['cause'] },
  'vignette-not-found': { title: 'Vignette Not Found', status: 403, category: 'vignette' },
}

/** What a server may answer in place of an error: the reply of a secondary server, another picture. */
export type Fallback = 'redirect' | 'default-image'

/** The errors that something may take the place of. Look codes up with `Object.hasOwn`: they may come from the wire. */
export const fallbacks: Readonly<Record<string, readonly Fallback[]>> = {
  'image-corrupt': ['redirect'],
  'image-file-missing': ['redirect', 'default-image'],
  'image-not-found': ['default-image'],
  'resource-corrupt': ['redirect'],
  'static-content-not-found': ['redirect'],
}
