/** Tells hosts of internal networks from those that anybody may be sent to. */

// Addresses that are not on the internet (RFC 6890; RFC 5771: groups), and names that no public name server knows (RFC 6761, 6762, 8375).
const INTERNAL_HOST =
  /^\.?$|^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|192\.0\.0|198\.1[89]|22[4-9]|2[345]\d|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^\[(?:::|64:ff9b:|f[cd]|fe[89a-f])|(?:^|\.)(?:local|localhost|internal|intranet|lan|home\.arpa|test)\.?$|^[^.[]+\.?$/i

/** Whether a host, as URLs spell it, is one of an internal network: `localhost`, `10.0.0.1`, `[::1]`, `printer`. */
export const isInternalHost = (host: string): boolean => INTERNAL_HOST.test(host)
