/** The store's writer on a disk that is full while `<file>.full` exists. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { runWriter, writerFile } from '../../src/hub/store/writer.ts'

const flag = `${writerFile()}.full`
const exec = DatabaseSync.prototype.exec
DatabaseSync.prototype.exec = function (sql: string): void {
  if (sql === 'COMMIT' && existsSync(flag)) throw new Error('database or disk is full')
  exec.call(this, sql)
}

runWriter()
