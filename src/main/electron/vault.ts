import { safeStorage } from 'electron'
import type { Clock, Vault } from '../ports.ts'
import { openSecrets, type Seal } from '../secrets.ts'

/**
 * Tokens, sealed by the desktop's keyring. Asking for the keyring may wait for it, so open this after the first window;
 * the app must be ready. Linux without a keyring would "seal" with a password that everybody knows: that is a plain file.
 */
export function openVault(dataDir: string, clock: Clock): Vault {
  return openSecrets({ dir: dataDir, seal: hasKeyring() ? seal : null, now: () => clock.now() })
}

const seal: Seal = {
  close: (secret) => safeStorage.encryptString(secret),
  open: (sealed) => safeStorage.decryptString(sealed),
}

function hasKeyring(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  if (process.platform !== 'linux') return true
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}
