/** Cause and remedy of the codes of Image Serving and Image Rendering, in English; generated from codes.json by `npm run generate`, do not edit. */
import type { ImageCode, Prose } from './language.js'

/** The codes that both share, then those of each alone. */
export const images: Readonly<Record<ImageCode, Prose>> = {
  'format-mismatch': {
    cause: 'The format that fmt= asks for and the colours or the profile of the picture do not go together. Usually icc= names a profile for another kind of colour.',
    remedy: 'Choose a format that can hold the colours, or leave icc= out so that the default profile is used.',
  },
  'image-corrupt': {
    cause: 'The file of the picture was found and cannot be read. Usually it was cut short when it was copied, or it is not of the format that its name says.',
    remedy: 'Open the file on your own machine. Save it anew, upload it again and publish it.',
  },
  'image-file-missing': {
    cause: 'The catalog knows the picture, but its file is not on disk. Usually the file was moved or deleted, or has not reached this server yet.',
    remedy: 'Put the file where the catalog record says that it is, or publish the picture again.',
  },
  'image-not-found': {
    cause: 'No catalog has a record for the picture that the request names, and there is no file of that name. Usually its id is misspelt, or the picture was not published.',
    remedy: 'Check catalog and id in the path, small and capital letters included, and publish the picture if it is new.',
  },
  'image-too-large': {
    cause: 'The reply would have more pixels than the attribute MaxPix allows.',
    remedy: 'Ask for fewer pixels with wid=, hei= or scl=. Where large replies are wanted, raise MaxPix in the catalog or for the rule.',
  },
  'locked-request': {
    cause: 'The catalog wants its requests locked or obfuscated, and this one cannot be decoded or its lock does not fit. Usually the URL was changed after it was made.',
    remedy: 'Encode the whole request anew with the tool that makes the URLs, and leave the result as it is.',
  },
  'request-malformed': {
    cause: 'The request cannot be parsed. Usually a command lacks its value or has one that it does not take, or a character is not escaped.',
    remedy: 'Look for the command that the message names, correct its value, and escape what has a meaning in URLs.',
  },
  'request-refused': {
    cause: 'The address of the client is not among those that ClientAddressFilter lets through.',
    remedy: 'Send the request from an address that is allowed, or have whoever runs the server add yours to ClientAddressFilter.',
  },
  'resource-corrupt': {
    cause: 'A colour profile or a font that the request needs was found and cannot be read.',
    remedy: 'Replace the file of the profile or font on the server by one that opens elsewhere.',
  },
  'server-error': {
    cause: 'The server failed while it worked on the request, through no fault of the request that it could name.',
    remedy: 'Wait a minute and try again. Have whoever runs the server look into its log if it keeps failing.',
  },
  'unknown-request-type': {
    cause: 'The value of req= is none that the server knows, or asks for a format that this kind of request does not come in.',
    remedy: 'Look up req= in the reference of the server, and correct the word or the format behind its comma.',
  },
  'direct-url-refused': {
    cause: 'The request names a source by its URL, and the catalog does not allow that.',
    remedy: 'Name the picture by catalog and id in place of its URL, or have direct URLs allowed for this catalog.',
  },
  'fit-not-applicable': {
    cause: 'The command fit= came without wid= and hei=, or with req=tmb, where it has no meaning.',
    remedy: 'Add wid= or hei= to the request, or leave fit= out.',
  },
  'font-not-found': {
    cause: 'The text in the request asks for a font that the server does not have.',
    remedy: 'Compare the name of the font with the font maps of the catalog, and correct it or have the font installed.',
  },
  'foreign-source-invalid': {
    cause: 'A source from another server cannot be used: its URL is not valid, nothing usable came back, or that server answered with a redirect, which is not followed.',
    remedy: 'Open the URL of the source in a browser. Use the address at which the redirects end, and check that it gives a picture.',
  },
  'image-serving-error': {
    cause: 'Image Serving answered with an error that this catalog does not tell apart from others.',
    remedy: 'Read title and detail of the error. Where they say too little, have ErrorDetail set to 2 on a server that is not public.',
  },
  'layer-name-invalid': {
    cause: 'Two layers have the same name, or a command refers to a layer that is not defined.',
    remedy: 'Give every layer= a name of its own, and define each before other commands refer to it.',
  },
  'media-set-failed': {
    cause: 'The media set could not be put together. Usually the set, or a picture in it, does not exist or is not published.',
    remedy: 'Check the id of the set, then ask for each of its members with req=exists, and publish what is missing.',
  },
  'media-set-nesting': {
    cause: 'Media sets hold media sets, deeper than the server follows them.',
    remedy: 'Take the inner sets apart and list their members in the outer one.',
  },
  'path-retired': {
    cause: 'The path belongs to a service that is no longer offered, as /xfl/flash/ does.',
    remedy: 'Ask for the picture under /is/image/ in a format that browsers show today.',
  },
  'save-failed': {
    cause: 'The request req=saveToFile did not come to its end: the file could not be written, or it took too long.',
    remedy: 'Check that the place of the file can be written to, and try again in a while.',
  },
  'static-content-not-found': {
    cause: 'The catalog of static content has no such record, or the file of the record is not on disk.',
    remedy: 'Check the path of the content, and publish the file again.',
  },
  'type-mismatch': {
    cause: 'The content exists, but it is not of the type that type= asks for.',
    remedy: 'Ask for the type that the record of the content has, or leave type= out.',
  },
  'unknown-locale': {
    cause: 'The request names a locale= that the catalog has no rule for, and the catalog has no rule for all others.',
    remedy: 'Use a locale that the catalog maps, or have a default rule added to its LocaleMap.',
  },
  'image-rendering-error': {
    cause: 'Image Rendering answered with an error that this catalog does not tell apart from others.',
    remedy: 'Compare title and detail of the error with the request. Where they say too little, repeat it with req=debug.',
  },
  'material-not-found': {
    cause: 'The request applies a material that the material catalog does not have. Usually its id is misspelt, or the catalog was not published.',
    remedy: 'Check catalog and id of the material, and publish the catalog if the material is new.',
  },
  'selection-failed': {
    cause: 'The request selects an object that the vignette does not have, and OnFailObj or OnFailSel makes that an error.',
    remedy: 'List the objects of the vignette with req=contents, and select one of them; or set OnFailObj and OnFailSel to something other than 3.',
  },
  'vignette-not-found': {
    cause: 'There is no vignette of the name in the path. Usually it is misspelt, or the vignette was not published.',
    remedy: 'Check the path of the vignette, small and capital letters included, and publish it if it is new.',
  },
}
