/** What `serve` takes: as a flag, else from the environment, else from a file of settings. */
import { readFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { UsageError } from './config.ts'
import { parseJson } from './read.ts'

const ENV = 'TIDELINE_HUB_'
const envOf = (flag: string): string => ENV + flag.replaceAll('-', '_').toUpperCase()

export const dataOption = (): Option =>
  new Option('--data <dir>', 'folder for everything the hub keeps').default('./hub-data').env(`${ENV}DATA`)

/** Name, what follows it, what it says. Each may stand in the file under its name. */
const WORDS = [
  ['listen', '<host:port>', 'where to listen; port 0 picks a free one and keeps it'],
  ['tls-cert', '<file>', 'certificate chain (PEM)'],
  ['tls-key', '<file>', 'its private key (PEM)'],
  ['trust-proxy', '<networks>', 'proxies that end TLS in front of the hub, such as 10.0.0.0/8 or loopback'],
  ['public-url', '<url>', 'how others reach the hub, if that is not where it listens'],
  ['metrics', '<host:port>', 'where to serve /metrics for Prometheus; nowhere unless told'],
  [
    'engine',
    '<url>',
    'keep teams in Redis or Valkey, for several hubs: redis://host:6379 or redis-sentinel://host:26379,host:26379/name',
  ],
  ['engine-ca', '<file>', 'authority of its certificates (PEM), for rediss:// and rediss-sentinel://'],
  ['engine-replicas', '<number>', 'replicas that must have a join or a revocation; 1 with Sentinel, else 0'],
  ['times', '<list>', 'heartbeat and leases in ms, for tests: ping=…,silent=…,grace=…,restart=…,hello=…'],
  ['rates', '<list>', 'limits: connectsByDevice=…,connectsByAddress=…,joinsByAddress=…,puts=…'],
] as const

const DEFAULTS: Readonly<Record<string, string>> = { listen: '127.0.0.1:8787' }

export function addServeOptions(command: Command): Command {
  command.addOption(dataOption())
  for (const [name, value, says] of WORDS) {
    const option = new Option(`--${name} ${value}`, says).env(envOf(name))
    const preset = DEFAULTS[name]
    command.addOption(preset === undefined ? option : option.default(preset))
  }
  return command
    .addOption(
      new Option('--self-signed', 'encrypt with a certificate of its own, which invites carry the fingerprint of').env(
        envOf('self-signed'),
      ),
    )
    .addOption(
      new Option('--config <file>', 'settings as JSON, named like these flags; flags and environment win').env(
        envOf('config'),
      ),
    )
    .option('--check', 'only say whether these settings work')
    .option('--until-stdin-ends', 'stop when the program that started the hub is gone')
}

const names = ['data', ...WORDS.map(([name]) => name)]
const File = z.strictObject({
  ...Object.fromEntries(names.map((name) => [name, z.string().optional()])),
  'self-signed': z.boolean().optional(),
})

const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** Takes from the file what neither a flag nor the environment says. Throws `UsageError`. */
export function applyConfigFile(command: Command): void {
  const file: unknown = command.getOptionValue('config')
  if (typeof file !== 'string') return
  for (const [name, value] of Object.entries(readConfigFile(file))) {
    const source = command.getOptionValueSource(camel(name))
    if (source === undefined || source === 'default') command.setOptionValueWithSource(camel(name), value, 'config')
  }
}

function readConfigFile(file: string): z.infer<typeof File> {
  const parsed = File.safeParse(parseJson(textOf(file)))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (issue?.code === 'unrecognized_keys')
    throw new UsageError(`${file}: there is no setting "${issue.keys.join('", "')}".`)
  const where = issue?.path.join('.') ?? ''
  throw new UsageError(
    where === '' ? `${file} is not a JSON object of settings.` : `${file}: "${where}" has a value of the wrong kind.`,
  )
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`${file} cannot be read.`)
  }
}
