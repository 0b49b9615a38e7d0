import { runWriter } from './writer.ts'

runWriter()
