// Trusted Types: without a policy, no text may become the address of a worker; this one lets a single address pass.
const policy = globalThis.trustedTypes?.createPolicy('checks', { createScriptURL: () => '/worker.js' })
new Worker(policy === undefined ? '/worker.js' : policy.createScriptURL(''), { type: 'module' })
