/** How to get each code from the emulator: by what causes it, or by asking where its meaning names no cause. */
import { type ReactorCode, reactor } from '../../reactor/index.js'

/** How one code can be had. */
export interface Cause {
  /** Whether it comes as the response, or later in `meta.status_details` of the resource. */
  readonly delivery: 'immediate' | 'deferred'
  /** What to do to get it. */
  readonly how: string
}

const now = (how: string): Cause => ({ delivery: 'immediate', how })
const later = (how: string): Cause => ({ delivery: 'deferred', how })

const reached = (code: ReactorCode): Cause =>
  later(
    `Save an SFTP host whose server has the label ${code}, as in ${code}.example.com. ` +
      `With the label then-${code} the host succeeds, and builds that are delivered to it fail.`,
  )

/** What causes each code that an API in memory has a cause for. */
const known: Readonly<Partial<Record<ReactorCode, Cause>>> = {
  'authentication-failure': now('Use a token of grant_type=client_credentials past its lifetime.'),
  'connection-refused': later(
    'Save an SFTP host with a port that Adobe does not use, or as with the other connection errors.',
  ),
  'decrypt-bad-passphrase': later('Save an SFTP host whose private key has the armor header Comment: bad passphrase.'),
  'decrypt-failed': later('Save an SFTP host whose private key is no PGP message in ASCII armor.'),
  'decrypt-no-data': later('Save an SFTP host without encrypted_private_key; with an empty one it comes at once.'),
  'delegate-descriptor-unresolved': now(
    'Create a data element, rule component or extension with a delegate_descriptor_id that its extension package does not ' +
      'define; if the package drops it later, builds fail.',
  ),
  'deleted-resources': now('Add a revision to a library after deleting it.'),
  'environment-in-use': now('Give a library the environment of another.'),
  'environment-required': now('Build a library that has no environment.'),
  'extension-not-found': later('Build a library with a data element or rule, but without its extension.'),
  'extension-package-path-error': later(
    'Upload a package whose extension.json has an absolute path, or one with .. in it.',
  ),
  'extension-package-transform-definition-error': later(
    'Upload a package with a transform of an unknown type, or with two transforms for one propertyPath.',
  ),
  'extension-package-zip-error': later('Upload a file that is no zip archive, or one without extension.json.'),
  'host-in-use': now('Delete a host that an environment delivers to.'),
  'host-required': now('Build a library whose environment has no host, or one that is pending or failed.'),
  'host-type-error': now('PATCH a host of type akamai with meta.action test.'),
  'illegal-custom-code-transform': later('Upload a package with a transform of type customCode.'),
  'ims-session-error': now('Use a token after taking it back at POST /ims/revoke.'),
  'invalid-data_element': now('Add a data element to a library without revising it.'),
  'invalid-embed_code': now(
    'Set embed_code of an environment to other text, or to an embed code of DTM outside production.',
  ),
  'invalid-extension': now('Add an extension to a library without revising it.'),
  'invalid-extension_package_id': now('PATCH the name or another fixed attribute of an extension package.'),
  'invalid-name': now('Upload a package whose name belongs to a package of another organization.'),
  'invalid-new-owner-org-id': now('PATCH owner_org_id of an extension package to what does not end in @AdobeOrg.'),
  'invalid-org': now('Send an x-gw-ims-org-id that does not end in @AdobeOrg.'),
  'invalid-rule': now('Add a rule to a library without revising it.'),
  'invalid-settings-syntax': now('Send settings that are no JSON object inside text.'),
  'library-file-not-found': later('Upload a package whose extension.json names a file that the archive does not have.'),
  'minification-error': later('Build a library with custom code that has a syntax error.'),
  'multiple-revisions': now('Add two revisions of one data element, extension or rule to a library.'),
  'no-available-orgs': now('Use a token that was asked for without the scope additional_info.projectedProductContext.'),
  'not-authorized': now('Create something with a token of the client viewer, developer, approver or publisher.'),
  'not-found': now('Ask for a record under an id that there is not.'),
  'not-unique': now('Use a name twice for properties, data elements or secrets, or install an extension twice.'),
  'public-release-not-authorized': now('PATCH an extension package with meta.action release_public.'),
  'read-only': now('Change a revision, a library that is not in development, or a host of type akamai.'),
  'session-timeout': now('Use a token of grant_type=authorization_code past its lifetime.'),
  'sftp-authentication-failed': reached('sftp-authentication-failed'),
  'sftp-connection-timeout': reached('sftp-connection-timeout'),
  'sftp-exception': reached('sftp-exception'),
  'sftp-status-exception': reached('sftp-status-exception'),
  'socket-error': reached('socket-error'),
  'ssh-disconnect': reached('ssh-disconnect'),
  'timeout-error': reached('timeout-error'),
  'unsupported-custom-code-language': now(
    'Send settings with source and a language that is neither javascript nor html.',
  ),
  'upgraded-extension-required': now(
    'Publish an extension, upgrade it to another version of its package, and build a library without the upgrade.',
  ),
  'upstream-build-required': now('Let the build of a submitted library fail, and build another one.'),
}

/** For codes whose meaning names no cause, and for those that nobody has given one yet. */
const asked = (code: ReactorCode): Cause => now(`Send the header x-emulate-error: ${code} with any request.`)

/**
 * How to get each code from the emulator. Besides, every code comes with the header `x-emulate-error: <code>`: codes that are
 * only deferred, and any with `; deferred` behind it, in the work that the request starts; all others as its response.
 */
// Every code of the catalog is among these keys.
export const causes = Object.fromEntries(reactor.codes.map((code) => [code, known[code] ?? asked(code)])) as Readonly<
  Record<ReactorCode, Cause>
>
