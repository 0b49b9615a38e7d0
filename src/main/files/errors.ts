import { SaveError } from '../ports.ts'

/** The system's own code of an error, such as `ENOSPC`; empty where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const CODES: Readonly<Record<string, SaveError['code']>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EFBIG: 'disk_full',
  EROFS: 'read_only',
  EACCES: 'read_only',
  EPERM: 'read_only',
}

/** What a failed write means to a person. */
export function asSaveError(error: unknown): SaveError {
  if (error instanceof SaveError) return error
  return new SaveError(CODES[codeOf(error)] ?? 'save_failed', { cause: error })
}
