/**
 * Secrets by name in one file that only the person can read, each sealed by the desktop's keyring where there is one.
 * Which of the two holds for an entry is written beside it, so that a keyring that comes or goes loses nothing.
 */
import { z } from 'zod'
import type { Instant } from '../core/time/instant.ts'
import { createFiles } from './files.ts'
import type { Vault } from './ports.ts'

/** Encrypts for this person on this computer; `open` throws what it cannot open. */
export interface Seal {
  close(secret: string): Buffer
  open(sealed: Buffer): string
}

const Entry = z.union([z.strictObject({ sealed: z.base64() }), z.strictObject({ plain: z.string() })])
type Entry = z.infer<typeof Entry>
const Secrets = z.record(z.string(), Entry)

export interface SecretsParts {
  readonly dir: string
  readonly seal: Seal | null
  readonly now: () => Instant
}

/** `set` and `remove` throw `SaveError` when the disk refuses. */
export function openSecrets({ dir, seal, now }: SecretsParts): Vault {
  // No backups: a token that was given back must not live on in a copy.
  const format = { version: 1, read: (_version: number, value: unknown) => Secrets.parse(value), backups: false }
  const files = createFiles({ dir, formatOf: () => format, now })
  let entries = Secrets.parse(files.load('secrets').value ?? {})

  function keep(next: Record<string, Entry>): void {
    files.save('secrets', next)
    entries = next
  }

  return {
    kind: seal === null ? 'file' : 'keyring',
    get(name) {
      const entry = entries[name]
      if (entry === undefined) return null
      return 'plain' in entry ? entry.plain : open(seal, entry.sealed)
    },
    set(name, secret) {
      const entry = seal === null ? { plain: secret } : { sealed: seal.close(secret).toString('base64') }
      keep({ ...entries, [name]: entry })
    },
    remove(name) {
      if (!(name in entries)) return
      keep(Object.fromEntries(Object.entries(entries).filter(([key]) => key !== name)))
    },
  }
}

/** Sealed under a keyring that is not here now: as good as not there, and kept for when it is. */
function open(seal: Seal | null, sealed: string): string | null {
  try {
    return seal?.open(Buffer.from(sealed, 'base64')) ?? null
  } catch {
    return null
  }
}
