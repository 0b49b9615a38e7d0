import type { Vault } from './ports.ts'

/** A vault that is opened when the first secret is asked for: asking the desktop's keyring may mean waiting for it. */
export function lazyVault(open: () => Vault, onOpen: (kind: Vault['kind']) => void): Vault {
  let opened: Vault | null = null
  const vault = (): Vault => {
    if (opened === null) {
      opened = open()
      onOpen(opened.kind)
    }
    return opened
  }
  return {
    get kind() {
      return vault().kind
    },
    get: (name) => vault().get(name),
    set: (name, secret) => vault().set(name, secret),
    remove: (name) => vault().remove(name),
  }
}
