/**
 * The environment for the desktop's own tools. Inside an AppImage or a snap ours points at bundled libraries, with which
 * `gsettings` says yes and changes nothing.
 */
const HARMFUL = [
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'GSETTINGS_BACKEND',
  'GIO_MODULE_DIR',
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
]
const LISTS = ['PATH', 'XDG_DATA_DIRS', 'XDG_CONFIG_DIRS', 'GIO_EXTRA_MODULES', 'GSETTINGS_SCHEMA_DIR', 'GTK_PATH']

export function hostEnvironment(env: NodeJS.ProcessEnv, busAddress: string | null): NodeJS.ProcessEnv {
  const clean: NodeJS.ProcessEnv = { ...env, LC_ALL: 'C' }
  for (const name of HARMFUL) delete clean[name]
  const bundles = [env['APPDIR'], env['SNAP']].filter((folder) => folder !== undefined && folder.length > 1)
  for (const name of LISTS) {
    const kept = withoutBundles(env[name], bundles)
    if (kept) clean[name] = kept
    else delete clean[name]
  }
  if (busAddress !== null) clean['DBUS_SESSION_BUS_ADDRESS'] = busAddress
  return clean
}

function withoutBundles(list: string | undefined, bundles: readonly (string | undefined)[]): string | undefined {
  const bundled = (entry: string) =>
    entry.startsWith('/tmp/.mount_') || bundles.some((folder) => entry === folder || entry.startsWith(`${folder}/`))
  return list
    ?.split(':')
    .filter((entry) => entry !== '' && !bundled(entry))
    .join(':')
}
