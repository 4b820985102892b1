// Runs before `npm start` and `npm test` with whatever Node the machine has: built-ins and old syntax only.
// Installs when the dependencies or the lock changed, or when the pinned Node runtime is missing.
'use strict'
const { createHash } = require('node:crypto')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { spawnSync } = require('node:child_process')

const root = join(__dirname, '..')
const stamp = join(root, 'node_modules', '.zhizhi-installed')
const runtime = join(root, 'node_modules', '.bin', 'node')

const { dependencies, devDependencies, optionalDependencies, allowScripts } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
const wanted = createHash('sha256')
  .update(JSON.stringify([dependencies, devDependencies, optionalDependencies, allowScripts]))
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

function installed() {
  return existsSync(runtime) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}

if (!installed()) {
  console.log('Installing dependencies (once; about half a minute)…')
  const env = Object.assign({}, process.env, { ONNXRUNTIME_NODE_INSTALL: 'skip' })
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    env: env,
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    console.error('npm ci failed; see the lines above. Nothing was started.')
    process.exit(result.status || 1)
  }
  require('./pg-symlinks.cjs').createSymlinks(join(root, 'node_modules'))
  writeFileSync(stamp, wanted)
}
