import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const project = fileURLToPath(new URL('.', import.meta.url))
const root = `${project}web`
const apps = ['resident', 'desk', 'field', 'command'] as const

/** In development each app owns the addresses below its own, as the server does with the built pages. */
function appPages(): Plugin {
  return {
    name: 'app-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url?.split('?')[0] ?? '/'
        if (request.headers.accept?.includes('text/html') && !path.startsWith('/api')) {
          const app = apps.find((name) => path === `/${name}` || path.startsWith(`/${name}/`)) ?? 'resident'
          request.url = `/${app}/index.html`
        }
        next()
      })
    },
  }
}

/** What the resident's pages for parties need besides the page itself: kept by the worker, loaded by nobody else. */
const residentOffline = [
  'resident/mine.tsx',
  'resident/parties/list.tsx',
  'resident/parties/page.tsx',
  'ui/outbox/sender.ts',
]

/** Names in the resident's page, by links that no browser follows, what its worker keeps besides. */
function offlineParts(): Plugin {
  return {
    name: 'offline-parts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, bundle = {} }) {
        if (path !== '/resident/index.html') return
        const chunks = Object.values(bundle).filter((c) => c.type === 'chunk')
        const files = new Set<string>()
        const add = (file: string) => {
          if (files.has(file)) return
          files.add(file)
          const chunk = chunks.find((c) => c.fileName === file)
          for (const css of chunk?.viteMetadata?.importedCss ?? []) files.add(css)
          chunk?.imports.forEach(add)
        }
        for (const module of residentOffline) {
          const chunk = chunks.find((c) => c.moduleIds.includes(`${root}/${module}`))
          if (chunk === undefined) throw new Error(`No part of the pages holds ${module}`)
          add(chunk.fileName)
        }
        return [...files]
          .filter((file) => !html.includes(`"/${file}"`))
          .map((file) => ({ tag: 'link', attrs: { rel: 'offline-part', href: `/${file}` } }))
      },
    },
  }
}

/** Libraries that change seldom get files of their own, so that an update of ours reloads little. */
const groups = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 30 },
  { name: 'tanstack', test: /node_modules\/@tanstack\//, priority: 30 },
  { name: 'maplibre', test: /node_modules\/maplibre-gl\//, priority: 30 },
  { name: 'echarts', test: /node_modules\/(echarts|zrender)\//, priority: 30 },
  { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|dayjs|clsx)\//, priority: 20 },
]

export default defineConfig({
  root,
  base: '/',
  publicDir: `${root}/public`,
  plugins: [react(), appPages(), offlineParts()],
  server: {
    port: 5173,
    // The calendar and the borders are read from data/, beside web/.
    fs: { allow: [project] },
    proxy: { '/api': 'http://127.0.0.1:8080', '/openapi.json': 'http://127.0.0.1:8080' },
  },
  build: {
    outDir: `${project}dist/web`,
    emptyOutDir: true,
    target: 'es2022',
    // The policy `default-src 'self'` refuses data: fonts and scripts: every asset is a file.
    assetsInlineLimit: 0,
    // MapLibre and antd are single libraries above the default of 500 kB; both load only where they are used.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: Object.fromEntries(apps.map((name) => [name, `${root}/${name}/index.html`])),
      output: { codeSplitting: { groups } },
    },
  },
})
