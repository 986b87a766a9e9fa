/** The codes that the gateway and the identity service send in place of the Reactor API, without prose; generated from codes.json by `npm run generate`, do not edit. */
import type { CodeDefinition } from '../dialect/catalog.js'

/** The gateway responds with it as `error_code`. */
export type GatewayCode = '400001' | '400003' | '401013' | '403000' | '403003' | '403010' | '403023' | '403025' | '403027' | '404003' | '429050' | '500001'

/** The facts of codes.json about each code, without its prose and without what equals the defaults of `CodeDefinition`. */
export const gateway: Readonly<Record<GatewayCode, CodeDefinition>> = {
  '400001': { title: 'Bad Request', status: 400, category: 'gateway', documented: ['code', 'cause'] },
  '400003': { title: 'Required Header Missing', status: 400, category: 'gateway', documented: ['code', 'retry', 'cause', 'remedy'] },
  '401013': { title: 'Access Token Not Valid', status: 401, category: 'gateway', documented: ['code', 'retry', 'cause', 'remedy'] },
  '403000': { title: 'API Key Missing', status: 403, category: 'gateway', documented: ['code', 'retry', 'cause', 'remedy'] },
  '403003': { title: 'API Key Not Valid', status: 403, category: 'gateway', documented: ['code', 'retry', 'cause', 'remedy'] },
  '403010': { title: 'Access Token Missing', status: 403, category: 'gateway', retry: 'after-sign-in', documented: ['code', 'retry', 'cause', 'remedy'] },
  '403023': { title: 'Profile Not Valid', status: 403, category: 'gateway', documented: ['code', 'cause'] },
  '403025': { title: 'No Access For This Organization', status: 403, category: 'gateway', documented: ['code', 'retry', 'cause', 'remedy'] },
  '403027': { title: 'Forbidden', status: 403, category: 'gateway', documented: ['code', 'cause'] },
  '404003': { title: 'Not Found', status: 404, category: 'gateway', documented: ['code', 'cause'] },
  '429050': { title: 'Too Many Requests', status: 429, category: 'gateway', documented: ['code', 'cause'] },
  '500001': { title: 'Gateway Error', status: 500, category: 'gateway', documented: ['code', 'cause'] },
}

/** The identity service responds with it as `error`. */
export type ImsCode = 'bad_request' | 'invalid_client' | 'invalid_grant' | 'invalid_request' | 'invalid_scope' | 'invalid_signature' | 'invalid_token' | 'unauthorized_client' | 'unsupported_grant_type'

/** The facts of codes.json about each code, without its prose and without what equals the defaults of `CodeDefinition`. */
export const ims: Readonly<Record<ImsCode, CodeDefinition>> = {
  'bad_request': { title: 'Token Content Incorrect', status: 400, category: 'ims', documented: ['code', 'status', 'cause'] },
  'invalid_client': { title: 'Client Not Accepted', status: 401, delivery: 'either', category: 'ims', retry: 'after-fix', documented: ['code', 'status', 'cause'] },
  'invalid_grant': { title: 'Grant Not Accepted', status: 400, delivery: 'either', category: 'ims' },
  'invalid_request': { title: 'Token Request Malformed', status: 400, delivery: 'either', category: 'ims' },
  'invalid_scope': { title: 'Scope Not Accepted', status: 400, delivery: 'either', category: 'ims', documented: ['code', 'status', 'cause'] },
  'invalid_signature': { title: 'Token Signature Not Accepted', status: 400, category: 'ims', documented: ['code', 'status', 'cause'] },
  'invalid_token': { title: 'Token Not Accepted', status: 400, category: 'ims', retry: 'after-sign-in', documented: ['code', 'status', 'cause'] },
  'unauthorized_client': { title: 'Grant Type Not Permitted', status: 400, delivery: 'either', category: 'ims' },
  'unsupported_grant_type': { title: 'Grant Type Not Supported', status: 400, delivery: 'either', category: 'ims' },
}
