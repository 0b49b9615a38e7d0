/** `node:fs` as it is, but every call that changes something is one where the process may die. */
import type * as Fs from 'node:fs'
import { call, currentProcess, moved, nameChanges, synced, upTo, useRealFs, wrote } from './machine.ts'

const changes = (flags: unknown): boolean => typeof flags === 'string' && /[wa+]/.test(flags)

export function faultyFs(real: typeof Fs): typeof Fs {
  useRealFs(real)
  const names = new Map<number, string>()
  const nameOf = (handle: number): string => names.get(handle) ?? ''
  const sizeOf = (handle: number): number => real.fstatSync(handle).size

  function open(path: string, flags: string, mode?: number): number {
    if (flags !== 'r' && !real.existsSync(path)) nameChanges(path)
    const handle = real.openSync(path, flags, mode)
    names.set(handle, path)
    currentProcess()?.handles.add(handle)
    return handle
  }
  const write = (handle: number, bytes: Buffer, from: number, length: number): number => {
    wrote(nameOf(handle), sizeOf(handle))
    return real.writeSync(handle, bytes, from, length)
  }
  const sync = (handle: number): void => synced(nameOf(handle))

  const faulty = {
    openSync: (path: string, flags: string, mode?: number) =>
      changes(flags) ? call('open', () => open(path, flags, mode)) : open(path, flags, mode),
    writeSync(handle: number, bytes: Buffer, from = 0) {
      const all = bytes.length - from
      const half = (): void => void write(handle, bytes, from, upTo(currentProcess()?.random ?? Math.random, all - 1))
      return call('write', () => write(handle, bytes, from, all), half)
    },
    /** Of what is written whole, only to a handle. */
    writeFileSync(handle: number, text: string) {
      const bytes = Buffer.from(text)
      const half = (): void =>
        void write(handle, bytes, 0, upTo(currentProcess()?.random ?? Math.random, bytes.length - 1))
      call('write', () => void write(handle, bytes, 0, bytes.length), half)
    },
    fsyncSync: (handle: number) => call('fsync', () => sync(handle)),
    fdatasyncSync: (handle: number) => call('fsync', () => sync(handle)),
    ftruncateSync: (handle: number, size: number) => call('truncate', () => real.ftruncateSync(handle, size)),
    closeSync: (handle: number) =>
      call('close', () => {
        currentProcess()?.handles.delete(handle)
        names.delete(handle)
        real.closeSync(handle)
      }),
    renameSync: (from: string, to: string) =>
      call('rename', () => {
        nameChanges(to)
        real.renameSync(from, to)
        moved(from, to)
      }),
    rmSync: (path: string, options?: Fs.RmOptions) =>
      call('rm', () => {
        nameChanges(path)
        real.rmSync(path, options)
      }),
    mkdirSync: (path: string, options?: Fs.MakeDirectoryOptions) => call('mkdir', () => real.mkdirSync(path, options)),
    utimesSync: (path: string, seen: number, changed: number) =>
      call('utimes', () => real.utimesSync(path, seen, changed)),
  }
  return { ...real, ...faulty } as typeof Fs
}
