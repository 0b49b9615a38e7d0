/** Invite links: `https://host:port/j/<id>.<secret>`, with `#sha256=<fingerprint>` where the hub made its own certificate. */

export interface InviteLink {
  /** Of the hub, without a slash at its end. */
  readonly url: string
  /** `<id>.<secret>` */
  readonly key: string
  /** SHA-256 of the certificate in lower-case hex. */
  readonly fingerprint?: string
}

const LINK =
  /^(https?:\/\/(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?(?:\/[a-z0-9._~-]+)*)\/j\/([A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{1,40})(?:#sha256=([0-9a-f]{64}))?$/i
const LOOPBACK = /^http:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::|\/|$)/i

/** Where a hub is, and the certificate to expect where it made its own. */
export interface HubAddress {
  readonly url: string
  readonly fingerprint?: string
}

const ADDRESS =
  /^(https?:\/\/(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?(?:\/[a-z0-9._~-]+)*)\/?(?:#sha256=([0-9a-f]{64}))?$/i

/** A hub's address, also with the fingerprint of an invite behind it. Plain http is only taken from this computer itself. */
export function readAddress(text: string): HubAddress | null {
  const [, url, fingerprint] = ADDRESS.exec(text.trim()) ?? []
  if (url === undefined || (!/^https:/i.test(url) && !LOOPBACK.test(url))) return null
  return fingerprint === undefined ? { url } : { url, fingerprint: fingerprint.toLowerCase() }
}

/** Null where the text is no invite link. Plain http is only taken from this computer itself. */
export function readInvite(text: string): InviteLink | null {
  const [, url, key, fingerprint] = LINK.exec(text.trim()) ?? []
  if (url === undefined || key === undefined) return null
  if (!url.toLowerCase().startsWith('https:') && !LOOPBACK.test(url)) return null
  return fingerprint === undefined ? { url, key } : { url, key, fingerprint: fingerprint.toLowerCase() }
}

export function writeInvite({ url, key, fingerprint }: InviteLink): string {
  return `${url.replace(/\/+$/, '')}/j/${key}${fingerprint === undefined ? '' : `#sha256=${fingerprint}`}`
}
