/** Texts that have to come through every door as they are. */

const ID = 'SE0123456789abcdef0123456789abcdef'

/** Texts that speak of credentials, or look like one at a glance, and hold none. */
export const INNOCENT: readonly string[] = [
  ...[
    'Bearer of news',
    'Basic Tracking',
    'Basic e-commerce tracking',
    'Basic Plan',
    'Digest of the day',
    'Signature page=3',
  ],
  ...[
    'Oauth token is not valid',
    'Bearer token is missing',
    'Bearer authentication is required',
    'Basic auth is not supported',
  ],
  ...[
    'Bearer realm="shop"',
    'Bearer type',
    'Authorization: is required',
    'Authorization: Bearer realm',
    'Authorization: missing',
  ],
  ...['Invalid token: expected string', 'Invalid token: signature has expired', 'Unexpected token: punc (})'],
  ...[
    'Unexpected token: abc123XYZdef',
    'token: 401',
    'Tokens: 12',
    'token_type: bearer',
    'max_tokens=4096',
    'token=null',
  ],
  ...[
    `Token: ${ID} (type secrets)`,
    'Token: SE0123… (type secrets)',
    `secret: ${ID}`,
    `secrets/${ID}`,
    'secret_id=abc123',
  ],
  ...['Password: must be at least 8 characters', 'Password: must be at least 12 characters', 'password: required'],
  ...['{"password":"must not be blank"}', '{"password":"required"}', '{"token":""}', 'api_key: must not be blank'],
  ...[
    'Private Key: /etc/keys/key1.pem',
    'token: https://a.example/b1',
    'token: 2025-01-02',
    'token: 2025-01-02T03:04:05Z',
  ],
  ...[
    'API key: 1.2.345',
    'secret: this-is-a-sentence-without-any-spaces-in-it',
    'Cookie: a matter of taste',
    'Set-Cookie: missing',
  ],
  ...[
    'host eyjafjord.example.com',
    'akiaiosfodnn7example',
    '?yes=no',
    'a?.b=c',
    'Is the name taken? Yes = no.',
    'and/or?',
  ],
  ...[
    'The pattern is ^a?b$',
    'secretary: Bob',
    'https://api.example/things/1',
    'https://api.example/things?',
    'me@example.com',
  ],
  ...['Get a fresh access token: sign in again', 'authorization_url: none', 'eyJ', ''],
]
