/** The owner's way to a running hub on the same computer: the same requests, over a socket in the hub's own folder. */
import { createServer, request as httpRequest, type RequestListener } from 'node:http'
import { chmod, rm } from 'node:fs/promises'
import { parseJson } from './read.ts'

/** Answers how to stop. Only called by the process that holds the database, so a file left over is nobody's. */
export async function openControl(path: string, onRequest: RequestListener): Promise<() => Promise<void>> {
  const isFile = process.platform !== 'win32'
  if (isFile) await rm(path, { force: true })
  const server = createServer(onRequest)
  await new Promise<void>((done, failed) => server.once('error', failed).listen(path, done))
  if (isFile) await chmod(path, 0o600)
  return () =>
    new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
}

export interface ControlReply {
  readonly status: number
  readonly body: unknown
}

/** Null where no hub runs there. */
export function askControl(
  path: string,
  method: 'GET' | 'POST',
  route: string,
  ownerKey: string,
  body?: unknown,
): Promise<ControlReply | null> {
  const headers = { authorization: `Bearer ${ownerKey}`, 'content-type': 'application/json' }
  return new Promise((done, failed) => {
    const request = httpRequest({ socketPath: path, method, path: route, headers, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body: parseJson(Buffer.concat(chunks).toString()) }),
      )
      response.on('error', failed)
    })
    request.on('timeout', () => request.destroy(new Error('The hub did not answer')))
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') done(null)
      else failed(error)
    })
    request.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
