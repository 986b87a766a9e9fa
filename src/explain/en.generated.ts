/** Cause and remedy of every code in English; generated from codes.json by `npm run generate`, do not edit. */
import type { ReactorCode } from '../reactor/index.js'
import type { GatewayCode, ImsCode } from './foreign.generated.js'
import type { Prose } from './language.js'

/** The codes of the Reactor API. */
export const codes: Readonly<Record<ReactorCode, Prose>> = {
  'authentication-failure': {
    cause: 'IMS does not accept the access token that came with the request. Usually the token has expired or was cut short when it was copied.',
    remedy: 'Get a fresh access token: sign in again, or have your technical account request a new one from IMS. Send it in the Authorization header and repeat the request.',
  },
  'connection-refused': {
    cause: 'No connection to the server came about. Usually the server is an SFTP host that is down, sits behind a firewall that turns Adobe away, or listens on a port that Adobe does not use.',
    remedy: 'Check server and port of the host, and let the addresses listed in Adobe’s guide to SFTP hosts through your firewall. Then save the host or build again.',
  },
  'decrypt-bad-passphrase': {
    cause: 'The passphrase that was supplied does not open the encrypted data. Usually it is the passphrase of another private key.',
    remedy: 'Try the private key with its passphrase on your own machine. Encrypt the key that works with the GPG key for tags, and save it as encrypted_private_key of the host.',
  },
  'decrypt-failed': {
    cause: 'The supplied private key does not decrypt the data. Usually the value was damaged on its way into the request: stray whitespace, or line breaks that were not escaped in the JSON.',
    remedy: 'Test the key on your own machine and strip the whitespace around it. Encrypt it anew with gpg --armor --encrypt, escape the line breaks as \\n, and save it as encrypted_private_key.',
  },
  'decrypt-no-data': {
    cause: 'No private key was supplied, so there is nothing to decrypt with. Usually an SFTP host was saved without its key.',
    remedy: 'Set encrypted_private_key of the host (Encrypted Private Key in the user interface) to your private key, encrypted with the GPG key for tags.',
  },
  'delegate-descriptor-unresolved': {
    cause: 'The delegate descriptor names something that the extension does not define. Usually the installed version is too old for it, or the id is misspelt.',
    remedy: 'Upgrade the extension to a version that defines the delegate, or correct delegate_descriptor_id to one that the extension package lists.',
  },
  'deleted-resources': {
    cause: 'At least one of the resources being added to the library has been deleted. Usually somebody removed it after the list was made.',
    remedy: 'List the resources anew, leave the deleted ones out of the request, and add the rest.',
  },
  'environment-in-use': {
    cause: 'Another library already occupies this environment, and there is room for only one.',
    remedy: 'Give your library an environment that is free. Or free this one: assign its present library elsewhere, or delete that library.',
  },
  'environment-required': {
    cause: 'A build was requested for a library without an environment, so there is nowhere to build to.',
    remedy: 'Assign an environment to the library, in the library editor or through its environment relationship. Then request the build again.',
  },
  'extension-not-found': {
    cause: 'The library holds a data element or rule component whose extension was left out of it. Despite the name of the code, this is not a failed lookup.',
    remedy: 'Add every extension that the data elements and rule components of the library come from. Then build again.',
  },
  'extension-package-path-error': {
    cause: 'extension.json holds a path that is not well formed. Usually it is absolute, or leads out of the package.',
    remedy: 'Go through the paths in extension.json, such as viewBasePath, viewPath, libPath and iconPath, and make each relative as the manifest guide asks. Then upload the package again.',
  },
  'extension-package-transform-definition-error': {
    cause: 'extension.json defines a transform that is not valid for its object property. A property takes a single one, of type file or function.',
    remedy: 'In extension.json, leave one transform per object property and set its type to file or function. Then upload the package again.',
  },
  'extension-package-zip-error': {
    cause: 'The uploaded package could not be unpacked, or its files could not be packed for delivery. Usually the archive is damaged or no zip file at all.',
    remedy: 'Make the archive anew, for example with npx @adobe/reactor-packager, see that it opens on your machine, and upload it again. If a sound archive keeps failing, contact Adobe Customer Care.',
  },
  'host-in-use': {
    cause: 'The host cannot be deleted while at least one environment delivers to it.',
    remedy: 'Point the environments that use the host at another one, or delete them. Then delete the host.',
  },
  'host-required': {
    cause: 'The environment of the library leads to no usable host, so the build has no destination. Usually the host was never set, or failed its connection test.',
    remedy: 'Look up the environment of the library, and give that environment a host whose status is succeeded.',
  },
  'host-type-error': {
    cause: 'A connection test was requested for a host that is not an SFTP host. Other hosts have no credentials to test.',
    remedy: 'Skip the test: the host can be used as it is. Test only hosts whose type_of is sftp.',
  },
  'illegal-custom-code-transform': {
    cause: 'extension.json asks for the customCode transform, which your extension may not use.',
    remedy: 'Change the type of that transform in extension.json to function or file. Then upload the package again.',
  },
  'ims-not-authorized': {
    cause: 'Checking what your account may do failed for a reason that Adobe does not name. Usually this is a passing fault and not a missing right.',
    remedy: 'Repeat the request after a few minutes. If it still fails, try a new access token, then ask Adobe Customer Care.',
  },
  'ims-session-error': {
    cause: 'Something is wrong with the session that you are signed in with. Usually it was ended elsewhere.',
    remedy: 'Sign out and in again, or get a new access token, and repeat the request.',
  },
  'internal-error': {
    cause: 'The Reactor API itself failed while it handled the request.',
    remedy: 'Wait some minutes, then try once more; after a POST, first look whether the resource exists by now. If it goes on, give Adobe Customer Care the request id.',
  },
  'invalid-data_element': {
    cause: 'The data element that is being added to the library is not valid. Adobe does not say what makes it so; usually its settings are incomplete, or it has no revision yet.',
    remedy: 'Open the data element, correct its settings and save it. Create a revision of it and add that to the library.',
  },
  'invalid-embed_code': {
    cause: 'The value is no embed code, or it is one from Dynamic Tag Management (DTM) and the environment is not a production one.',
    remedy: 'Copy the embed code from DTM in full and link it to a production environment. Development and staging take none.',
  },
  'invalid-extension': {
    cause: 'The extension that is being added to the library is not valid. Adobe does not say what makes it so; usually its configuration is incomplete, or it has no revision yet.',
    remedy: 'Open the configuration of the extension, correct it and save it. Create a revision of it and add that to the library.',
  },
  'invalid-extension_package_id': {
    cause: 'The request changes an attribute of an extension package that is fixed; only some can be changed.',
    remedy: 'Leave the fixed attributes out of the request. To change one of them, upload a new version of the package instead.',
  },
  'invalid-name': {
    cause: 'An extension package of this name already belongs to another organization. Adobe does not document this code; it was seen in answers to package uploads.',
    remedy: 'Choose another name in extension.json, pack and upload again. If the name is yours, check that x-gw-ims-org-id names the organization that owns it.',
  },
  'invalid-new-owner-org-id': {
    cause: 'The organization id that was given as the new owner is not a valid one. Usually a part of it is missing, such as the ending @AdobeOrg.',
    remedy: 'Copy the organization id in full from the Adobe Admin Console or Developer Console, and send it as the new owner.',
  },
  'invalid-org': {
    cause: 'The organization that you are working in is not entitled to use the API.',
    remedy: 'Check the x-gw-ims-org-id header, or the organization switcher of the user interface. If it names the right organization, have its administrator obtain access to tags.',
  },
  'invalid-rule': {
    cause: 'The rule that is being added to the library is not valid. Adobe does not say what makes it so; usually one of its components is, or it has no revision yet.',
    remedy: 'Open the rule, correct its events, conditions and actions, and save it. Create a revision of it and add that to the library.',
  },
  'invalid-settings-syntax': {
    cause: 'The settings are not JSON that can be parsed. Usually their quotes were not escaped, or an object was sent where a string of JSON belongs.',
    remedy: 'Serialize the settings once, as JSON.stringify does, and send the resulting string in the settings attribute.',
  },
  'library-file-not-found': {
    cause: 'extension.json refers to a file that the zip package does not contain. Library means a file of the extension here, not a library of a property.',
    remedy: 'Add the file to the package or correct its path in extension.json, minding upper and lower case. Then upload the package again.',
  },
  'minification-error': {
    cause: 'The build came upon code that does not compile. Usually custom code has a syntax error.',
    remedy: 'Find the custom code that the details name and correct its syntax. Save it, add the new revision to the library, and build again.',
  },
  'multiple-revisions': {
    cause: 'The library would hold two revisions of the same resource, and it takes one of each.',
    remedy: 'Decide which revision should stay, and remove the other from the library or from the request.',
  },
  'no-available-orgs': {
    cause: 'The account is in no product profile that gives access to tags.',
    remedy: 'Have an administrator add the account, in the Adobe Admin Console, to a product profile with rights for tags. Then sign in again.',
  },
  'not-authorized': {
    cause: 'This account lacks a right that the action takes. Usually it is a property right such as develop, approve or publish.',
    remedy: 'Compare meta.rights of the property with what the action takes, and have an administrator grant the missing right in a product profile.',
  },
  'not-found': {
    cause: 'There is no record under the id that was asked for. Usually the id is mistyped, or belongs to another type of resource or another organization.',
    remedy: 'Check the ids in the URL and in the request, their two-letter prefixes included, and the organization in the x-gw-ims-org-id header.',
  },
  'not-unique': {
    cause: 'Another resource of this type bears the same name already, and here names must differ.',
    remedy: 'Choose another name, or find the resource that has it and use that one.',
  },
  'public-release-not-authorized': {
    cause: 'An extension cannot be made public by a request to the API: Adobe arranges public releases.',
    remedy: 'Release the extension privately first. Then ask Adobe for the public release, by the form in the guide to releasing extensions or at launch-ext-dev@adobe.com.',
  },
  'read-only': {
    cause: 'The resource takes no changes. Usually it is a revision, or a library that has left the development state.',
    remedy: 'Make the change on the resource that the revision was made from, or on a new one.',
  },
  'session-timeout': {
    cause: 'Your session has run out.',
    remedy: 'Sign out and in again, or get a new access token. Then repeat the request.',
  },
  'sftp-authentication-failed': {
    cause: 'The SFTP server turned the credentials of the host down. Usually the user name is wrong, or the public key is not installed for that user.',
    remedy: 'Check username and encrypted_private_key of the host, and that the server knows the matching public key. Save the host to have it tested again.',
  },
  'sftp-connection-timeout': {
    cause: 'The SFTP server did not answer in time. Usually a firewall drops what comes from Adobe, or server and port are wrong.',
    remedy: 'Let the addresses listed in Adobe’s guide to SFTP hosts through your firewall, and check server and port of the host. Then try again.',
  },
  'sftp-exception': {
    cause: 'Connecting to the server over SFTP failed. Adobe does not say how; usually the server or the network faltered for a moment.',
    remedy: 'Try again later. If it keeps failing, connect with an SFTP client as the user of the host, and read the log of the server for that time.',
  },
  'sftp-status-exception': {
    cause: 'The exchange with the server broke off with an SFTP error. Usually the server refused an operation: the user may not write to the path, or the server has no symbolic links.',
    remedy: 'Let the user of the host create folders and files under its path, and turn on Don’t Use Symlinks if the server lacks them. Then try again.',
  },
  'socket-error': {
    cause: 'The network connection broke during the exchange with the server. Usually this passes.',
    remedy: 'Try again later. If it keeps failing, look for a firewall or proxy that cuts connections to the server of the host.',
  },
  'ssh-disconnect': {
    cause: 'The SSH session ended before the work was done. Usually the server closed it because of a limit on sessions, time or login attempts.',
    remedy: 'Try again later. If it keeps failing, read the SSH log of the server and raise the limit that it names.',
  },
  'timeout-error': {
    cause: 'The server took too long, and the connection was given up. Usually the server is an SFTP host that is slow or out of reach.',
    remedy: 'Try again later. If it keeps failing, check that the server of the host can be reached from outside your network.',
  },
  'unknown-error': {
    cause: 'Something failed that the Reactor API has no other code for.',
    remedy: 'Try again later. If it keeps failing, tell Adobe Customer Care what you did, when, and the request id.',
  },
  'unsupported-custom-code-language': {
    cause: 'The custom code is said to be in a language that is not supported. Usually the name of the language is misspelt.',
    remedy: 'In the settings, name a language that the extension supports, and save again.',
  },
  'upgraded-extension-required': {
    cause: 'The library leaves out an extension whose upgrade is installed but not yet in production. Only an extension that was never published may be left out.',
    remedy: 'Add the upgraded extension to this library, and to every other library until the upgrade has been published.',
  },
  'upstream-build-required': {
    cause: 'The library upstream of this one has not been built successfully, and this one builds on it.',
    remedy: 'Build the upstream library until its build succeeds. Then build this one.',
  },
}

/** The codes of the gateway. */
export const gateway: Readonly<Record<GatewayCode, Prose>> = {
  '400001': {
    cause: 'The gateway could not make sense of the request, or something that it requires is missing.',
    remedy: 'Compare method, URL, headers and body with the reference of the endpoint, and correct what differs.',
  },
  '400003': {
    cause: 'The request lacks a header that every call needs. Usually it is x-gw-ims-org-id.',
    remedy: 'Send the id of your organization in the x-gw-ims-org-id header; the Adobe Developer Console shows it among the credentials.',
  },
  '401013': {
    cause: 'The token in the Authorization header is not valid. Usually it has expired.',
    remedy: 'Check that the header reads Bearer, a space, and the whole token. If it does, get a new access token.',
  },
  '403000': {
    cause: 'The request came without an API key.',
    remedy: 'Send the client id of your Developer Console project in the x-api-key header.',
  },
  '403003': {
    cause: 'The API key in the x-api-key header is not one that this API accepts. Usually it is mistyped, or the API was not added to its project.',
    remedy: 'Copy the client id from your Developer Console project into x-api-key, and see that the Reactor API is part of that project.',
  },
  '403010': {
    cause: 'The request came without an access token.',
    remedy: 'Get an access token and send it in the Authorization header, after Bearer and a space.',
  },
  '403025': {
    cause: 'The account behind the access token may not call this API for the organization in the x-gw-ims-org-id header.',
    remedy: 'Check the organization id. If it is right, have an administrator add the account to a product profile with rights for tags.',
  },
  '403027': {
    cause: 'The account may not reach this resource or do this with it.',
    remedy: 'Have an administrator of the organization grant the missing permission.',
  },
  '404003': {
    cause: 'There is nothing under the id or path that was asked for.',
    remedy: 'Check the path and every id in it.',
  },
  '429050': {
    cause: 'More requests came in a short time than the gateway lets through.',
    remedy: 'Wait, for as long as Retry-After says if the answer has that header, and send fewer requests at once.',
  },
  '500001': {
    cause: 'The gateway, or the service behind it, failed while it handled the request.',
    remedy: 'Try again in a while. If it keeps failing, give Adobe Customer Care the request id.',
  },
}

/** The codes of the identity service. */
export const ims: Readonly<Record<ImsCode, Prose>> = {
  'bad_request': {
    cause: 'The JWT could be read, but what it says is not in order. Usually sub, iss, exp or jti has the wrong form.',
    remedy: 'Compare the claims of the JWT with the credentials in the Adobe Developer Console and correct them. Better, move to OAuth server-to-server credentials.',
  },
  'invalid_client': {
    cause: 'IMS knows no such client, or client id and secret do not belong together; it answers 400 or 401. With a JWT, its audience may also name another client.',
    remedy: 'Copy client id and client secret from the same credential in the Adobe Developer Console, and send them to the IMS that issued them.',
  },
  'invalid_scope': {
    cause: 'The token was requested for a scope that does not exist or that the client does not have.',
    remedy: 'Copy the list of scopes from the credential in the Adobe Developer Console, and ask for no others.',
  },
  'invalid_signature': {
    cause: 'The signature of the JWT fits no certificate of the credential, or not the algorithm that the JWT names.',
    remedy: 'Sign with the private key whose certificate is attached to the credential, using RS256. Attach the certificate if it is missing or has expired.',
  },
  'invalid_token': {
    cause: 'The JWT is missing, unreadable or expired; error_description says which.',
    remedy: 'Make a new JWT with an exp in the near future and exchange that. Better, move to OAuth server-to-server credentials.',
  },
}
