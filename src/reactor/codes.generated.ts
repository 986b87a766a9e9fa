/** The codes of the Reactor API, without prose; generated from codes.json by `npm run generate`, do not edit. */
import type { CodeDefinition } from '../dialect/catalog.js'

/** Every code of the catalog, with what is known of it; hover one to read what it means and what to do. */
export interface ReactorCodes {
  /**
   * **Access Token Invalid** (401): arrives with the response; retry after signing in.
   *
   * IMS does not accept the access token that came with the request. Usually the token has expired or was cut short when it was copied.
   *
   * Get a fresh access token: sign in again, or have your technical account request a new one from IMS. Send it in the Authorization header and repeat the request.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'authentication-failure': CodeDefinition
  /**
   * **Connection Refused** (502): arrives later, in the status details of a resource; retry later.
   *
   * No connection to the server came about. Usually the server is an SFTP host that is down, sits behind a firewall that turns Adobe away, or listens on a port that Adobe does not use.
   *
   * Let Adobe’s addresses (34.227.138.75, 44.194.43.191, 3.215.163.18, since 2025-06-23) through your firewall, and give the host a port that Adobe’s guide to SFTP hosts lists: 21, 22, 80, 200, 201, 443, 2002, 2018, 2022, 2200, 2222, 2333, 2939, 4343, 8080, 8888. Then save the host or build again.
   *
   * Adobe documents code, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'connection-refused': CodeDefinition
  /**
   * **Decryption Passphrase Rejected** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * The passphrase that was supplied does not open the encrypted data. Usually it is the passphrase of another private key.
   *
   * Try the private key with its passphrase on your own machine. Encrypt the key that works with the GPG key for tags, and save it as encrypted_private_key of the host.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'decrypt-bad-passphrase': CodeDefinition
  /**
   * **Decryption Failed** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * The supplied private key does not decrypt the data. Usually the value was damaged on its way into the request: stray whitespace, or line breaks that were not escaped in the JSON.
   *
   * Test the key on your own machine and strip the whitespace around it. Encrypt it anew with gpg --armor --encrypt, escape the line breaks as \n, and save it as encrypted_private_key.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'decrypt-failed': CodeDefinition
  /**
   * **Encrypted Private Key Missing** (422): arrives with the response, or later in the status details of a resource; retry after a fix.
   *
   * No private key was supplied, so there is nothing to decrypt with. Usually an SFTP host was saved without its key.
   *
   * Set encrypted_private_key of the host (Encrypted Private Key in the user interface) to your private key, encrypted with the GPG key for tags.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'decrypt-no-data': CodeDefinition
  /**
   * **Delegate Descriptor Not Resolved** (422): arrives with the response, or later in the status details of a resource; retry after a fix.
   *
   * The delegate descriptor names something that the extension does not define. Usually the installed version is too old for it, or the id is misspelt.
   *
   * Upgrade the extension to a version that defines the delegate, or correct delegate_descriptor_id to one that the extension package lists.
   *
   * Adobe documents code, retry and cause; the rest is this catalog’s reading.
   */
  readonly 'delegate-descriptor-unresolved': CodeDefinition
  /**
   * **Resources Deleted** (409): arrives with the response; retry after a fix.
   *
   * At least one of the resources being added to the library has been deleted. Usually somebody removed it after the list was made.
   *
   * List the resources anew, leave the deleted ones out of the request, and add the rest.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'deleted-resources': CodeDefinition
  /**
   * **Environment In Use** (409): arrives with the response; retry after a fix.
   *
   * Another library already occupies this environment, and there is room for only one.
   *
   * Give your library an environment that is free. Or free this one: assign its present library elsewhere, or delete that library.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'environment-in-use': CodeDefinition
  /**
   * **Environment Required** (409): arrives with the response; retry after a fix.
   *
   * A build was requested for a library without an environment, so there is nowhere to build to.
   *
   * Assign an environment to the library, in the library editor or through its environment relationship. Then request the build again.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'environment-required': CodeDefinition
  /**
   * **Required Extension Missing From Library** (409): arrives later, in the status details of a resource; retry after a fix.
   *
   * The library holds a data element or rule component whose extension was left out of it. Despite the name of the code, this is not a failed lookup.
   *
   * Add every extension that the data elements and rule components of the library come from. Then build again.
   *
   * Adobe documents code, delivery, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'extension-not-found': CodeDefinition
  /**
   * **Extension Package Path Invalid** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * extension.json holds a path that is not well formed. Usually it is absolute, or leads out of the package.
   *
   * Go through the paths in extension.json, such as viewBasePath, viewPath, libPath and iconPath, and make each relative as the manifest guide asks. Then upload the package again.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'extension-package-path-error': CodeDefinition
  /**
   * **Transform Definition Invalid** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * extension.json defines a transform that is not valid for its object property. A property takes a single one, of type function, file or remove.
   *
   * In extension.json, leave one transform per object property and set its type to function, file or remove, as the manifest guide describes them. Then upload the package again.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'extension-package-transform-definition-error': CodeDefinition
  /**
   * **Extension Package Archive Error** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * The uploaded package could not be unpacked, or its files could not be packed for delivery. Usually the archive is damaged or no zip file at all.
   *
   * Make the archive anew, for example with npx `@adobe/reactor-packager`, see that it opens on your machine, and upload it again. If a sound archive keeps failing, contact Adobe Customer Care.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'extension-package-zip-error': CodeDefinition
  /**
   * **Host In Use** (409): arrives with the response; retry after a fix.
   *
   * The host cannot be deleted while at least one environment delivers to it.
   *
   * Point the environments that use the host at another one, or delete them. Then delete the host.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'host-in-use': CodeDefinition
  /**
   * **Valid Host Required** (409): arrives with the response; retry after a fix.
   *
   * The environment of the library leads to no usable host, so the build has no destination. Usually the host was never set, or failed its connection test.
   *
   * Look up the environment of the library, and give that environment a host whose status is succeeded.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'host-required': CodeDefinition
  /**
   * **Host Type Not Testable** (422): arrives with the response; never retry.
   *
   * A connection test was requested for a host that is not an SFTP host. Other hosts have no credentials to test.
   *
   * Skip the test: the host can be used as it is. Test only hosts whose type_of is sftp.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'host-type-error': CodeDefinition
  /**
   * **customCode Transform Not Allowed** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * extension.json asks for the customCode transform, which your extension may not use.
   *
   * Change the type of that transform in extension.json to function or file. Then upload the package again.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'illegal-custom-code-transform': CodeDefinition
  /**
   * **Account Authorization Failed** (403): arrives with the response; retry later.
   *
   * Checking what your account may do failed for a reason that Adobe does not name. Usually this is a passing fault and not a missing right.
   *
   * Repeat the request after a few minutes. If it still fails, try a new access token, then ask Adobe Customer Care.
   *
   * Adobe documents code, retry and cause; the rest is this catalog’s reading.
   */
  readonly 'ims-not-authorized': CodeDefinition
  /**
   * **Sign-in Session Problem** (401): arrives with the response; retry after signing in.
   *
   * Something is wrong with the session that you are signed in with. Usually it was ended elsewhere.
   *
   * Sign out and in again, which gives you a new access token, and repeat the request.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'ims-session-error': CodeDefinition
  /**
   * **Internal Error** (500): arrives with the response, or later in the status details of a resource; retry later.
   *
   * The Reactor API itself failed while it handled the request.
   *
   * Wait some minutes, then try once more; after a POST, first look whether the resource exists by now. If it goes on, give Adobe Customer Care the request id.
   *
   * Adobe documents code, retry and cause; the rest is this catalog’s reading.
   */
  readonly 'internal-error': CodeDefinition
  /**
   * **Invalid Data Element** (422): arrives with the response; retry after a fix.
   *
   * The data element that is being added to the library is not valid. Usually its settings are incomplete, or it has no revision yet.
   *
   * Open the data element, correct its settings and save it. Create a revision of it and add that to the library.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'invalid-data_element': CodeDefinition
  /**
   * **Invalid Embed Code** (422): arrives with the response; retry after a fix.
   *
   * The value is no embed code, or it is one from Dynamic Tag Management (DTM) and the environment is not a production one.
   *
   * Copy the embed code from DTM in full and link it to a production environment. Development and staging take none.
   *
   * Adobe documents code, retry and cause; the rest is this catalog’s reading.
   */
  readonly 'invalid-embed_code': CodeDefinition
  /**
   * **Invalid Extension** (422): arrives with the response; retry after a fix.
   *
   * The extension that is being added to the library is not valid. Usually its configuration is incomplete, or it has no revision yet.
   *
   * Open the configuration of the extension, correct it and save it. Create a revision of it and add that to the library.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'invalid-extension': CodeDefinition
  /**
   * **Extension Package Change Not Allowed** (422): arrives with the response; retry after a fix.
   *
   * The request changes an attribute of an extension package that is fixed; only some can be changed.
   *
   * Leave the fixed attributes out of the request. To change one of them, upload a new version of the package instead.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'invalid-extension_package_id': CodeDefinition
  /**
   * **Extension Name Taken** (409): arrives with the response; retry after a fix.
   *
   * An extension package of this name already belongs to another organization. Adobe does not document this code: the only evidence of it is the source of its uploader, `@adobe/reactor-uploader`.
   *
   * Choose another name in extension.json, pack and upload again. If the name is yours, check that x-gw-ims-org-id names the organization that owns it.
   *
   * Not documented by Adobe.
   */
  readonly 'invalid-name': CodeDefinition
  /**
   * **New Owner Org ID Invalid** (422): arrives with the response; retry after a fix.
   *
   * The organization id that was given as the new owner is not a valid one. Usually a part of it is missing, such as the ending `@AdobeOrg`.
   *
   * Copy the organization id in full from the Adobe Admin Console or Developer Console, and send it as the new owner.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'invalid-new-owner-org-id': CodeDefinition
  /**
   * **Organization Has No Access** (403): arrives with the response; retry after a fix.
   *
   * The organization that you are working in is not entitled to use the API.
   *
   * Check the x-gw-ims-org-id header, or the organization switcher of the user interface. If it names the right organization, have its administrator obtain access to tags.
   *
   * Adobe documents code, retry and cause; the rest is this catalog’s reading.
   */
  readonly 'invalid-org': CodeDefinition
  /**
   * **Invalid Rule** (422): arrives with the response; retry after a fix.
   *
   * The rule that is being added to the library is not valid. Usually one of its components is, or it has no revision yet.
   *
   * Open the rule, correct its events, conditions and actions, and save it. Create a revision of it and add that to the library.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'invalid-rule': CodeDefinition
  /**
   * **Settings JSON Syntax Error** (422): arrives with the response, or later in the status details of a resource; retry after a fix.
   *
   * The settings are not JSON that can be parsed. Usually their quotes were not escaped, or an object was sent where a string of JSON belongs.
   *
   * Serialize the settings once, as JSON.stringify does, and send the resulting string in the settings attribute.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'invalid-settings-syntax': CodeDefinition
  /**
   * **Package File Not Found** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * extension.json refers to a file that the zip package does not contain. Library means a file of the extension here, not a library of a property.
   *
   * Add the file to the package or correct its path in extension.json, minding upper and lower case. Then upload the package again.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'library-file-not-found': CodeDefinition
  /**
   * **Code Could Not Be Compiled** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * The build came upon code that does not compile. Minification covers the module code of extensions, too. Usually custom code has a syntax error.
   *
   * Find the custom code that the details name and correct its syntax. Save it, add the new revision to the library, and build again.
   *
   * Adobe documents code, delivery, resources and cause; the rest is this catalog’s reading.
   */
  readonly 'minification-error': CodeDefinition
  /**
   * **Multiple Revisions Of One Resource** (409): arrives with the response; retry after a fix.
   *
   * The library would hold two revisions of the same resource, and it takes one of each.
   *
   * Decide which revision should stay, and remove the other from the library or from the request.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'multiple-revisions': CodeDefinition
  /**
   * **No Organization Available** (403): arrives with the response; retry after a fix.
   *
   * The account is in no product profile that gives access to tags.
   *
   * Have an administrator add the account, in the Adobe Admin Console, to a product profile with rights for tags. Then sign in again.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'no-available-orgs': CodeDefinition
  /**
   * **Not Authorized** (403): arrives with the response; retry after a fix.
   *
   * This account lacks a right that the action takes. Usually it is a property right such as develop, approve or publish.
   *
   * Compare meta.rights of the property with what the action takes, and have an administrator grant the missing right in a product profile.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'not-authorized': CodeDefinition
  /**
   * **Record Not Found** (404): arrives with the response; retry after a fix.
   *
   * There is no record under the id that was asked for. Usually the id is mistyped, or belongs to another type of resource or another organization.
   *
   * Check the id of the resource that the request is about. Where GET /companies gives this error, the organization in the x-gw-ims-org-id header has no companies.
   *
   * Adobe documents code, title, status, delivery, retry, pointer, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'not-found': CodeDefinition
  /**
   * **Name Already In Use** (409): arrives with the response; retry after a fix.
   *
   * Another resource of this type bears the same name already, and here names must differ.
   *
   * Choose another name, or find the resource that has it and use that one.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'not-unique': CodeDefinition
  /**
   * **Public Release Not Authorized** (403): arrives with the response; never retry.
   *
   * An extension cannot be made public by a request to the API: Adobe arranges public releases.
   *
   * Release the extension privately first. Then ask Adobe for the public release, by the form in the guide to releasing extensions or at launch-ext-dev@adobe.com.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'public-release-not-authorized': CodeDefinition
  /**
   * **Resource Is Read-Only** (409): arrives with the response; retry after a fix.
   *
   * The resource takes no changes. Usually it is a revision, or a library that has left the development state.
   *
   * Make the change on the resource that the revision was made from. Reject a library to return it to development, upload a new version of a released package by POST, and of hosts change only those of type sftp.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'read-only': CodeDefinition
  /**
   * **Session Expired** (401): arrives with the response; retry after signing in.
   *
   * Your session has run out.
   *
   * Sign out and in again. Then send the request with the new access token.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'session-timeout': CodeDefinition
  /**
   * **SFTP Authentication Failed** (422): arrives later, in the status details of a resource; retry after a fix.
   *
   * The SFTP server turned the credentials of the host down. Usually the user name is wrong, or the public key is not installed for that user.
   *
   * Check username and encrypted_private_key of the host, and that the server knows the matching public key. Save the host to have it tested again.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'sftp-authentication-failed': CodeDefinition
  /**
   * **SFTP Connection Timed Out** (504): arrives later, in the status details of a resource; retry later.
   *
   * The SFTP server did not answer in time. Usually a firewall drops what comes from Adobe, or server and port are wrong.
   *
   * Check server and port of the host: Adobe connects from 34.227.138.75, 44.194.43.191, 3.215.163.18 (since 2025-06-23), and only to the ports that its guide to SFTP hosts lists (21, 22, 80, 200, 201, 443, 2002, 2018, 2022, 2200, 2222, 2333, 2939, 4343, 8080, 8888). Let these through your firewall, then try again.
   *
   * Adobe documents code, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'sftp-connection-timeout': CodeDefinition
  /**
   * **SFTP Connection Error** (502): arrives later, in the status details of a resource; retry later.
   *
   * Connecting to the server over SFTP failed. Usually the server or the network faltered for a moment.
   *
   * Try again later. If it keeps failing, connect with an SFTP client as the user of the host, and read the log of the server for that time.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'sftp-exception': CodeDefinition
  /**
   * **SFTP Status Error** (502): arrives later, in the status details of a resource; retry later.
   *
   * The exchange with the server broke off with an SFTP error. Usually the server refused an operation: the user may not write to the path, or the server has no symbolic links.
   *
   * Let the user of the host write under its path: the test creates a folder, writes a file in it, checks it, and deletes both. If the server lacks symbolic links, turn on Don’t Use Symlinks (skip_symlinks). Then try again.
   *
   * Adobe documents code, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'sftp-status-exception': CodeDefinition
  /**
   * **Socket Error** (502): arrives later, in the status details of a resource; retry later.
   *
   * The network connection broke during the exchange with the server. Usually this passes.
   *
   * Try again later. If it keeps failing, look for a firewall or proxy that cuts connections to the server of the host.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'socket-error': CodeDefinition
  /**
   * **SSH Session Disconnected** (502): arrives later, in the status details of a resource; retry later.
   *
   * The SSH session ended before the work was done. Usually the server closed it because of a limit on sessions, time or login attempts.
   *
   * Try again later. If it keeps failing, read the SSH log of the server and raise the limit that it names.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'ssh-disconnect': CodeDefinition
  /**
   * **Connection Timed Out** (504): arrives later, in the status details of a resource; retry later.
   *
   * The server took too long, and the connection was given up. Usually the server is an SFTP host that is slow or out of reach.
   *
   * Try again later. If it keeps failing, check that the server of the host can be reached from outside your network.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'timeout-error': CodeDefinition
  /**
   * **Unexpected Error** (500): arrives with the response, or later in the status details of a resource; retry later.
   *
   * Something failed that the Reactor API has no other code for.
   *
   * Try again later. If it keeps failing, tell Adobe Customer Care what you were doing when it happened.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'unknown-error': CodeDefinition
  /**
   * **Custom Code Language Not Supported** (422): arrives with the response, or later in the status details of a resource; retry after a fix.
   *
   * The custom code is said to be in a language that is not supported. Usually the name of the language is misspelt.
   *
   * In the settings, name a language that the extension supports, and save again.
   *
   * Adobe documents code and cause; the rest is this catalog’s reading.
   */
  readonly 'unsupported-custom-code-language': CodeDefinition
  /**
   * **Upgraded Extension Required** (409): arrives with the response; retry after a fix.
   *
   * The library leaves out an extension whose upgrade is installed but not yet in production. Only an extension that was never published may be left out.
   *
   * Add the upgraded extension to this library, and to every other library until the upgrade has been published.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'upgraded-extension-required': CodeDefinition
  /**
   * **Upstream Build Required** (409): arrives with the response; retry after a fix.
   *
   * The library upstream of this one has not been built successfully, and this one builds on it.
   *
   * Build the upstream library until its build succeeds. Then build this one.
   *
   * Adobe documents code, retry, cause and remedy; the rest is this catalog’s reading.
   */
  readonly 'upstream-build-required': CodeDefinition
}

/** The facts of codes.json about each code, without its prose and without what equals the defaults of `CodeDefinition`. */
export const codes: Readonly<Record<keyof ReactorCodes, CodeDefinition>> = {
  'authentication-failure': { title: 'Access Token Invalid', status: 401, category: 'authentication', documented: ['code', 'retry', 'cause', 'remedy'] },
  'connection-refused': { title: 'Connection Refused', status: 502, delivery: 'deferred', category: 'host-connection', resources: ['hosts', 'builds'], documented: ['code', 'cause', 'remedy'] },
  'decrypt-bad-passphrase': { title: 'Decryption Passphrase Rejected', status: 422, delivery: 'deferred', category: 'decryption', resources: ['hosts'], documented: ['code', 'cause'] },
  'decrypt-failed': { title: 'Decryption Failed', status: 422, delivery: 'deferred', category: 'decryption', resources: ['hosts'], documented: ['code', 'retry', 'cause', 'remedy'] },
  'decrypt-no-data': { title: 'Encrypted Private Key Missing', status: 422, delivery: 'either', category: 'decryption', resources: ['hosts'], pointer: '/data/attributes/encrypted_private_key', documented: ['code', 'retry', 'cause', 'remedy'] },
  'delegate-descriptor-unresolved': { title: 'Delegate Descriptor Not Resolved', status: 422, delivery: 'either', category: 'extension', resources: ['data_elements', 'rule_components', 'extensions', 'builds'], pointer: '/data/attributes/delegate_descriptor_id', documented: ['code', 'retry', 'cause'] },
  'deleted-resources': { title: 'Resources Deleted', status: 409, category: 'library', resources: ['libraries'], documented: ['code', 'cause'] },
  'environment-in-use': { title: 'Environment In Use', status: 409, category: 'library', resources: ['libraries', 'environments'], documented: ['code', 'retry', 'cause', 'remedy'] },
  'environment-required': { title: 'Environment Required', status: 409, category: 'build', resources: ['builds', 'libraries'], documented: ['code', 'retry', 'cause', 'remedy'] },
  'extension-not-found': { title: 'Required Extension Missing From Library', status: 409, delivery: 'deferred', category: 'library', resources: ['libraries', 'builds', 'data_elements', 'rule_components'], documented: ['code', 'delivery', 'retry', 'cause', 'remedy'] },
  'extension-package-path-error': { title: 'Extension Package Path Invalid', status: 422, delivery: 'deferred', category: 'extension-package', resources: ['extension_packages'], documented: ['code', 'cause'] },
  'extension-package-transform-definition-error': { title: 'Transform Definition Invalid', status: 422, delivery: 'deferred', category: 'extension-package', resources: ['extension_packages'], documented: ['code', 'retry', 'cause', 'remedy'] },
  'extension-package-zip-error': { title: 'Extension Package Archive Error', status: 422, delivery: 'deferred', category: 'extension-package', resources: ['extension_packages'], documented: ['code', 'cause'] },
  'host-in-use': { title: 'Host In Use', status: 409, category: 'host', resources: ['hosts', 'environments'], documented: ['code', 'cause'] },
  'host-required': { title: 'Valid Host Required', status: 409, category: 'build', resources: ['environments', 'libraries', 'builds'], documented: ['code', 'retry', 'cause', 'remedy'] },
  'host-type-error': { title: 'Host Type Not Testable', status: 422, category: 'host', retry: 'never', resources: ['hosts'], documented: ['code', 'cause'] },
  'illegal-custom-code-transform': { title: 'customCode Transform Not Allowed', status: 422, delivery: 'deferred', category: 'extension-package', resources: ['extension_packages'], documented: ['code', 'retry', 'cause', 'remedy'] },
  'ims-not-authorized': { title: 'Account Authorization Failed', status: 403, category: 'authentication', retry: 'later', documented: ['code', 'retry', 'cause'] },
  'ims-session-error': { title: 'Sign-in Session Problem', status: 401, category: 'authentication', documented: ['code', 'retry', 'cause', 'remedy'] },
  'internal-error': { title: 'Internal Error', status: 500, delivery: 'either', category: 'server', documented: ['code', 'retry', 'cause'] },
  'invalid-data_element': { title: 'Invalid Data Element', status: 422, category: 'library', resources: ['libraries', 'data_elements'], documented: ['code', 'cause'] },
  'invalid-embed_code': { title: 'Invalid Embed Code', status: 422, category: 'validation', resources: ['environments', 'properties'], documented: ['code', 'retry', 'cause'] },
  'invalid-extension': { title: 'Invalid Extension', status: 422, category: 'library', resources: ['libraries', 'extensions'], documented: ['code', 'cause'] },
  'invalid-extension_package_id': { title: 'Extension Package Change Not Allowed', status: 422, category: 'validation', resources: ['extension_packages', 'extensions'], documented: ['code', 'cause'] },
  'invalid-name': { title: 'Extension Name Taken', status: 409, category: 'validation', resources: ['extension_packages'] },
  'invalid-new-owner-org-id': { title: 'New Owner Org ID Invalid', status: 422, category: 'validation', resources: ['extension_packages'], documented: ['code', 'cause'] },
  'invalid-org': { title: 'Organization Has No Access', status: 403, category: 'authorization', documented: ['code', 'retry', 'cause'] },
  'invalid-rule': { title: 'Invalid Rule', status: 422, category: 'library', resources: ['libraries', 'rules'], documented: ['code', 'cause'] },
  'invalid-settings-syntax': { title: 'Settings JSON Syntax Error', status: 422, delivery: 'either', category: 'validation', resources: ['extensions', 'data_elements', 'rule_components'], pointer: '/data/attributes/settings', documented: ['code', 'cause'] },
  'library-file-not-found': { title: 'Package File Not Found', status: 422, delivery: 'deferred', category: 'extension-package', resources: ['extension_packages'], documented: ['code', 'cause'] },
  'minification-error': { title: 'Code Could Not Be Compiled', status: 422, delivery: 'deferred', category: 'build', resources: ['builds'], documented: ['code', 'delivery', 'resources', 'cause'] },
  'multiple-revisions': { title: 'Multiple Revisions Of One Resource', status: 409, category: 'library', resources: ['libraries'], documented: ['code', 'cause'] },
  'no-available-orgs': { title: 'No Organization Available', status: 403, category: 'authorization', documented: ['code', 'retry', 'cause', 'remedy'] },
  'not-authorized': { title: 'Not Authorized', status: 403, category: 'authorization', documented: ['code', 'cause'] },
  'not-found': { title: 'Record Not Found', status: 404, category: 'not-found', pointer: '/data', documented: ['code', 'title', 'status', 'delivery', 'retry', 'pointer', 'cause', 'remedy'] },
  'not-unique': { title: 'Name Already In Use', status: 409, category: 'validation', pointer: '/data/attributes/name', documented: ['code', 'cause'] },
  'public-release-not-authorized': { title: 'Public Release Not Authorized', status: 403, category: 'authorization', retry: 'never', resources: ['extension_packages'], documented: ['code', 'retry', 'cause', 'remedy'] },
  'read-only': { title: 'Resource Is Read-Only', status: 409, category: 'conflict', documented: ['code', 'cause'] },
  'session-timeout': { title: 'Session Expired', status: 401, category: 'authentication', documented: ['code', 'retry', 'cause', 'remedy'] },
  'sftp-authentication-failed': { title: 'SFTP Authentication Failed', status: 422, delivery: 'deferred', category: 'host-connection', resources: ['hosts', 'builds'], documented: ['code', 'cause'] },
  'sftp-connection-timeout': { title: 'SFTP Connection Timed Out', status: 504, delivery: 'deferred', category: 'host-connection', resources: ['hosts', 'builds'], documented: ['code', 'cause', 'remedy'] },
  'sftp-exception': { title: 'SFTP Connection Error', status: 502, delivery: 'deferred', category: 'host-connection', resources: ['hosts', 'builds'], documented: ['code', 'cause'] },
  'sftp-status-exception': { title: 'SFTP Status Error', status: 502, delivery: 'deferred', category: 'host-connection', resources: ['hosts', 'builds'], documented: ['code', 'cause', 'remedy'] },
  'socket-error': { title: 'Socket Error', status: 502, delivery: 'deferred', category: 'host-connection', resources: ['hosts', 'builds'], documented: ['code', 'cause'] },
  'ssh-disconnect': { title: 'SSH Session Disconnected', status: 502, delivery: 'deferred', category: 'host-connection', resources: ['hosts', 'builds'], documented: ['code', 'cause'] },
  'timeout-error': { title: 'Connection Timed Out', status: 504, delivery: 'deferred', category: 'host-connection', resources: ['hosts', 'builds'], documented: ['code', 'cause'] },
  'unknown-error': { title: 'Unexpected Error', status: 500, delivery: 'either', category: 'server', documented: ['code', 'retry', 'cause', 'remedy'] },
  'unsupported-custom-code-language': { title: 'Custom Code Language Not Supported', status: 422, delivery: 'either', category: 'validation', resources: ['rule_components', 'data_elements', 'builds'], pointer: '/data/attributes/settings', documented: ['code', 'cause'] },
  'upgraded-extension-required': { title: 'Upgraded Extension Required', status: 409, category: 'library', resources: ['libraries', 'builds', 'extensions'], documented: ['code', 'retry', 'cause', 'remedy'] },
  'upstream-build-required': { title: 'Upstream Build Required', status: 409, category: 'build', resources: ['builds', 'libraries'], documented: ['code', 'retry', 'cause', 'remedy'] },
}
