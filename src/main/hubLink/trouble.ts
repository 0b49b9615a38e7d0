/** What may be wrong on the way to a hub, beside what Node says by itself. */

/** The certificate is not the one that the invite names. */
export class PinError extends Error {}

/** A file of authorities that the person named cannot be used. */
export class AuthoritiesError extends Error {}

/**
 * `kind` a proxy that we do not speak to · `silent` it does not answer, or just says no · `login` it wants another name
 * and password · `beyond` it cannot reach the hub · else the status that it refused with.
 */
export class ProxyError extends Error {
  readonly why: 'kind' | 'silent' | 'login' | 'beyond' | number
  constructor(why: ProxyError['why'], options?: ErrorOptions) {
    super(`The proxy does not let us through: ${why}`, options)
    this.why = why
  }
}
